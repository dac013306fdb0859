package convnets.plot;

import convnets.plot.Canvas.Align;
import convnets.plot.ChartLayout.Panel;
import convnets.plot.Series.Style;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A {@link Chart} as a still picture, where there is no Plotly. */
public final class ChartImage {

    /** How much a bubble hides of what lies behind it: 0.45 of it. */
    private static final int GLASS = 0x73;

    private final ChartLayout layout;
    private final Canvas canvas;

    private ChartImage(ChartLayout layout) {
        this.layout = layout;
        canvas = new Canvas(ChartLayout.WIDTH, layout.height);
    }

    /**
     * Draws the chart.
     *
     * @param chart what to draw
     * @return 700 pixels wide and at least 360 high, transparent where nothing is drawn
     * @throws convnets.CourseException if the values do not fit on an axis
     */
    public static BufferedImage of(Chart chart) {
        ChartImage image = new ChartImage(new ChartLayout(chart));
        image.draw();
        return image.canvas.image();
    }

    private void draw() {
        canvas.bold(layout.title, ChartLayout.WIDTH / 2.0, 20, 14, Canvas.INK, Align.CENTER);
        for (Panel panel : layout.panels) {
            axes(panel);
            canvas.clip(panel.area());
            int bars = (int) panel.series().stream().filter(s -> s.style == Style.BARS).count();
            int bar = 0;
            for (Series series : panel.series()) {
                if (series.style == Style.BARS) {
                    bars(panel, series, bar++, bars);
                } else {
                    points(panel, series);
                }
            }
            canvas.clip(null);
            names(panel);
        }
        legend();
        double below = layout.height - 8.0;
        canvas.words(layout.note, ChartLayout.WIDTH / 2.0, below, 12, Canvas.INK, Align.CENTER);
    }

    private void axes(Panel panel) {
        Rectangle2D area = panel.area();
        for (Axis.Tick tick : panel.y().ticks()) {
            double y = panel.y(tick.value());
            canvas.line(area.getX(), y, area.getMaxX(), y, Canvas.GRID);
            canvas.words(tick.label(), area.getX() - 6, y + 4, 12, Canvas.INK, Align.RIGHT);
        }
        for (Axis.Tick tick : panel.x().ticks()) {
            double x = panel.x(tick.value());
            if (!panel.categories()) {
                canvas.line(x, area.getY(), x, area.getMaxY(), Canvas.GRID);
            }
            if (panel.rise() == 0) {
                canvas.words(tick.label(), x, area.getMaxY() + 16, 12, Canvas.INK, Align.CENTER);
            } else {
                canvas.rising(tick.label(), x + 4, area.getMaxY() + 12, panel.rise(), Align.RIGHT);
            }
        }
        int legend = layout.legendLines() + (layout.note.isEmpty() ? 0 : 1);
        double below = layout.height - (double) ChartLayout.LINE * legend - 10;
        canvas.words(panel.x().label(), area.getCenterX(), below, 12, Canvas.INK, Align.CENTER);
        canvas.rising(panel.y().label(), labelX(panel), area.getCenterY(), 90, Align.CENTER);
    }

    private double labelX(Panel panel) {
        int i = layout.panels.indexOf(panel);
        return i * (double) ChartLayout.WIDTH / layout.panels.size() + 18;
    }

    private void bars(Panel panel, Series series, int place, int places) {
        double wide = 0.8 * (panel.x(1) - panel.x(0)) / places;
        double zero = panel.y(0);
        for (int i = 0; i < series.x().length; i++) {
            double x = panel.x(series.x()[i]) + (place - places / 2.0) * wide;
            double y = panel.y(series.y()[i]);
            if (!Double.isNaN(y)) {
                double high = Math.abs(zero - y);
                canvas.box(x, Math.min(y, zero), wide - 1, high, series.color(i));
                error(panel, series, i, x + wide / 2);
            }
        }
    }

    private void points(Panel panel, Series series) {
        boolean reference = series.style == Style.REFERENCE;
        if (series.style != Style.POINTS) {
            float[] dashes = reference ? new float[] {6, 4} : new float[0];
            canvas.draw(path(panel, series), series.color(), reference ? 1.5f : 2, dashes);
        }
        boolean marked = !reference && series.marked();
        double[] diameters = series.diameters();
        for (int i = 0; i < series.x().length; i++) {
            double x = panel.x(series.x()[i]);
            double y = panel.y(series.y()[i]);
            if (!Double.isNaN(y) && marked) {
                error(panel, series, i, x);
                double size = diameters.length == 0 ? 7 : diameters[i];
                Shape mark = new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
                Color color = series.color(i);
                int glass = series.hollow ? 0 : diameters.length == 0 ? 255 : GLASS;
                canvas.fill(mark, glassy(color, glass));
                canvas.draw(mark, color, series.hollow ? 2 : 1);
            }
        }
    }

    private static Color glassy(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    /** The line through the points, with a gap at each that is no number. */
    private static Path2D path(Panel panel, Series series) {
        Path2D path = new Path2D.Double();
        boolean begun = false;
        for (int i = 0; i < series.x().length; i++) {
            double y = panel.y(series.y()[i]);
            if (!Double.isNaN(y) && begun) {
                path.lineTo(panel.x(series.x()[i]), y);
            } else if (!Double.isNaN(y)) {
                path.moveTo(panel.x(series.x()[i]), y);
            }
            begun = !Double.isNaN(y);
        }
        return path;
    }

    private void error(Panel panel, Series series, int i, double x) {
        if (series.errors.length == 0) {
            return;
        }
        double low = series.y()[i] - series.errors[i];
        double high = panel.y(series.y()[i] + series.errors[i]);
        double bottom = panel.y().log() && low <= 0 ? panel.area().getMaxY() : panel.y(low);
        canvas.line(x, bottom, x, high, Canvas.INK);
        canvas.line(x - 3, high, x + 3, high, Canvas.INK);
        canvas.line(x - 3, bottom, x + 3, bottom, Canvas.INK);
    }

    /** The names of bubbles and of reference lines. */
    private void names(Panel panel) {
        Labels labels = new Labels(panel);
        for (Series series : panel.series()) {
            double[] diameters = series.diameters();
            for (int i = 0; i < series.labels.size(); i++) {
                double x = panel.x(series.x()[i]);
                double y = panel.y(series.y()[i]);
                String name = series.labels.get(i);
                Rectangle2D box =
                        labels.next(x, y, diameters[i] / 2, name).box(x, y, diameters[i] / 2, name);
                canvas.words(name, box.getX(), box.getMaxY() - 3, 12, Canvas.INK, Align.LEFT);
            }
            if (series.style == Style.REFERENCE && series.x().length > 0) {
                int end = series.x().length - 1;
                double y = panel.y(series.y()[end]) - 5;
                double x = panel.x(series.x()[end]);
                canvas.words(series.name(), x, y, 12, Canvas.INK, Align.RIGHT);
            }
        }
    }

    private void legend() {
        int note = layout.note.isEmpty() ? 0 : 1;
        for (int line = 0; line < layout.legendLines(); line++) {
            int above = layout.legendLines() - line + note - 1;
            double y = layout.height - (double) ChartLayout.LINE * above - 8;
            double wide = 0;
            for (int i = 0; i < layout.legend.size(); i++) {
                wide += layout.legendLine(i) == line ? layout.entryWidth(i) : 0;
            }
            double x = (ChartLayout.WIDTH - wide) / 2;
            for (int i = 0; i < layout.legend.size(); i++) {
                if (layout.legendLine(i) == line) {
                    entry(layout.legend.get(i), x, y);
                    x += layout.entryWidth(i);
                }
            }
        }
    }

    private void entry(Series series, double x, double y) {
        if (series.style == Style.LINE) {
            canvas.box(x, y - 5, 20, 2, series.color());
        }
        if (series.style == Style.BARS) {
            canvas.box(x + 5, y - 9, 10, 10, series.color());
        } else if (series.marked()) {
            Shape mark = new Ellipse2D.Double(x + 6.5, y - 7.5, 7, 7);
            canvas.fill(mark, glassy(series.color(), series.hollow ? 0 : 255));
            canvas.draw(mark, series.color(), 1);
        }
        canvas.words(series.name(), x + 26, y, 12, Canvas.INK, Align.LEFT);
    }
}
