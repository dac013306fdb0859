package convnets.plot;

import convnets.plot.Canvas.Align;
import convnets.plot.ChartLayout.Panel;
import convnets.plot.Series.Style;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws what stands between the axes of a {@link ChartImage}. */
record PanelImage(Canvas canvas, Panel panel) {

    /** How much a bubble hides of what lies behind it: 0.45 of it. */
    private static final int GLASS = 0x73;

    void draw() {
        int bars = (int) panel.series().stream().filter(s -> s.style == Style.BARS).count();
        int bar = 0;
        for (Series series : panel.series()) {
            if (series.style == Style.BARS) {
                bars(series, bar++, bars);
            } else {
                points(series);
            }
        }
    }

    private void bars(Series series, int place, int places) {
        double wide = 0.8 * (panel.x(1) - panel.x(0)) / places;
        double zero = panel.y(0);
        for (int i = 0; i < series.x().length; i++) {
            double x = panel.x(series.x()[i]) + (place - places / 2.0) * wide;
            double y = panel.y(series.y()[i]);
            if (!Double.isNaN(y)) {
                double high = Math.abs(zero - y);
                canvas.box(x, Math.min(y, zero), wide - 1, high, series.color(i));
                error(series, i, x + wide / 2);
            }
        }
    }

    private void points(Series series) {
        boolean reference = series.style == Style.REFERENCE;
        if (series.style != Style.POINTS) {
            float[] dashes = reference ? new float[] {6, 4} : new float[0];
            canvas.draw(path(series), series.color(), reference ? 1.5f : 2, dashes);
        }
        boolean marked = !reference && series.marked();
        double[] diameters = series.diameters();
        for (int i = 0; i < series.x().length; i++) {
            double x = panel.x(series.x()[i]);
            double y = panel.y(series.y()[i]);
            if (!Double.isNaN(y) && marked) {
                error(series, i, x);
                double size = diameters.length == 0 ? 7 : diameters[i];
                Shape mark = new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
                Color color = series.color(i);
                int glass = series.hollow ? 0 : diameters.length == 0 ? 255 : GLASS;
                canvas.fill(mark, Palette.glassy(color, glass));
                canvas.draw(mark, color, series.hollow ? 2 : 1);
            }
        }
    }

    /** The line through the points, with a gap at each that is no number. */
    private Path2D path(Series series) {
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

    private void error(Series series, int i, double x) {
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
    void names() {
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
                int at = series.nameAt();
                double y = panel.y(series.y()[at]);
                double x = panel.x(series.x()[at]);
                if (series.namedBelow()) {
                    canvas.words(series.name(), x + 8, y + 14, 12, Canvas.INK, Align.LEFT);
                } else {
                    canvas.words(series.name(), x, y - 5, 12, Canvas.INK, Align.RIGHT);
                }
            }
        }
    }
}
