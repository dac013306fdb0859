package convnets.plot;

import convnets.plot.Canvas.Align;
import convnets.plot.ChartLayout.Panel;
import convnets.plot.Series.Style;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** A {@link Chart} as a still picture, where there is no Plotly. */
public final class ChartImage {

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
            PanelImage image = new PanelImage(canvas, panel);
            image.draw();
            canvas.clip(null);
            image.names();
        }
        legend();
        double below = layout.height - 8.0;
        String note = Canvas.fitting(layout.note, ChartLayout.WIDTH - 8.0, 12);
        canvas.words(note, ChartLayout.WIDTH / 2.0, below, 12, Canvas.INK, Align.CENTER);
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
                double room = (x - 8) / Math.cos(Math.toRadians(panel.rise()));
                String label = Canvas.fitting(tick.label(), room, 12);
                canvas.rising(label, x + 4, area.getMaxY() + 12, panel.rise(), Align.RIGHT);
            }
        }
        int legend = layout.legendLines.size() + (layout.note.isEmpty() ? 0 : 1);
        double below = layout.height - (double) ChartLayout.LINE * legend - 10;
        canvas.words(panel.x().label(), area.getCenterX(), below, 12, Canvas.INK, Align.CENTER);
        double room = 2 * Math.min(area.getCenterY(), layout.height - area.getCenterY());
        String label = Canvas.fitting(panel.y().label(), room, 12);
        canvas.rising(label, labelX(panel), area.getCenterY(), 90, Align.CENTER);
    }

    private double labelX(Panel panel) {
        int i = layout.panels.indexOf(panel);
        return i * (double) ChartLayout.WIDTH / layout.panels.size() + 18;
    }

    private void legend() {
        int below = layout.legendLines.size() - (layout.note.isEmpty() ? 1 : 0); // lines
        double y = layout.height - (double) ChartLayout.LINE * below - 8;
        for (List<Series> line : layout.legendLines) {
            double wide = line.stream().mapToDouble(ChartLayout::entryWidth).sum();
            double x = (ChartLayout.WIDTH - wide) / 2;
            for (Series entry : line) {
                entry(entry, x, y);
                x += ChartLayout.entryWidth(entry);
            }
            y += ChartLayout.LINE;
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
            canvas.fill(mark, Palette.glassy(series.color(), series.hollow ? 0 : 255));
            canvas.draw(mark, series.color(), 1);
        }
        canvas.words(series.name(), x + 26, y, 12, Canvas.INK, Align.LEFT);
    }
}
