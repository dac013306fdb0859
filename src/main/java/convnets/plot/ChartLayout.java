package convnets.plot;

import convnets.Text;
import convnets.plot.Series.Style;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a chart shows and where: the series that are drawn, the axes, the room for each part. Both
 * pictures of a chart are made from it, so they say the same.
 */
final class ChartLayout {

    static final int WIDTH = 700;
    private static final int HEIGHT = 360;
    static final int LINE = 18;

    /** Lines rise by so much where names do not fit side by side. */
    private static final int RISE = 45;

    /**
     * One pair of axes with what is drawn between them.
     *
     * @param area in pixels of the whole picture
     * @param rise of the words at the horizontal axis, in degrees
     * @param categories whether the horizontal axis has names, not numbers
     */
    record Panel(
            Axis x, Axis y, List<Series> series, Rectangle2D area, int rise, boolean categories) {

        double x(double value) {
            return area.getX() + x.share(value) * area.getWidth();
        }

        double y(double value) {
            return area.getMaxY() - y.share(value) * area.getHeight();
        }
    }

    final String title;
    final List<Panel> panels = new ArrayList<>();
    final List<Series> legend;

    /** The entries of the legend, line by line. */
    final List<List<Series>> legendLines;

    /** What is left out, in one line; empty if nothing is. */
    final String note;

    final int height;

    /** Below the panels: tick labels, the axis's label, the legend, the note. */
    final int bottom;

    ChartLayout(Chart chart) {
        ChartBounds bounds = new ChartBounds();
        title = Text.shortened(chart.title, 80);
        List<Chart> charts = chart.beside == null ? List.of(chart) : List.of(chart, chart.beside);
        if (chart.beside != null && chart.beside.beside != null) {
            bounds.miss(1, "charts beside the second");
        }
        List<List<Series>> shown = charts.stream().map(bounds::shown).toList();
        legend = shown.stream().flatMap(ChartLayout::named).toList();
        legendLines = lines(legend);
        double width = (double) WIDTH / charts.size();
        int ticks = 0;
        for (int i = 0; i < charts.size(); i++) {
            Axis x = xAxis(charts.get(i), shown.get(i), charts.size() > 1 ? 6 : 9);
            Axis y = yAxis(charts.get(i), shown.get(i));
            double left = 34 + widest(y);
            double right = Math.max(16, beyond(x) + 2);
            Rectangle2D area =
                    new Rectangle2D.Double(i * width + left, 34, width - left - right, 0);
            int rise = fits(x, area.getWidth()) ? 0 : RISE;
            ticks = Math.max(ticks, rise == 0 ? LINE : 8 + (int) (0.75 * widest(x)));
            boolean categories = charts.get(i).style == Style.BARS;
            Axis fitting = thinned(x, area.getWidth(), rise);
            panels.add(new Panel(fitting, y, shown.get(i), area, rise, categories));
        }
        note = bounds.note();
        bottom = ticks + 24 + (legendLines.size() + (note.isEmpty() ? 0 : 1)) * LINE + 4;
        height = Math.max(HEIGHT, bottom + 34 + 200);
        for (Panel panel : panels) {
            Rectangle2D area = panel.area;
            area.setRect(area.getX(), 34, area.getWidth(), height - 34 - bottom);
        }
    }

    /** A line is filled before the next begins. */
    private static List<List<Series>> lines(List<Series> legend) {
        List<List<Series>> lines = new ArrayList<>();
        double x = WIDTH;
        for (Series entry : legend) {
            if (x + entryWidth(entry) > WIDTH - 40) {
                lines.add(new ArrayList<>());
                x = 0;
            }
            lines.get(lines.size() - 1).add(entry);
            x += entryWidth(entry);
        }
        return lines;
    }

    static double entryWidth(Series entry) {
        return 44 + Canvas.width(entry.name(), 12);
    }

    private static Axis xAxis(Chart chart, List<Series> series, int wanted) {
        if (chart.style == Style.BARS) {
            int count = Math.min(ChartBounds.MOST_CATEGORIES, chart.categories.size());
            return Axis.categories(chart.xLabel, chart.categories.subList(0, count));
        }
        double[] values = series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).toArray();
        if (chart.xRange == null) {
            return Axis.around(chart.xLabel, chart.logX, values, room(series), wanted);
        }
        boolean whole = Axis.isWhole(values);
        return Axis.between(
                chart.xLabel, chart.logX, chart.xRange[0], chart.xRange[1], wanted, whole);
    }

    private static Axis yAxis(Chart chart, List<Series> series) {
        if (chart.yRange != null) {
            return Axis.between(
                    chart.yLabel, chart.logY, chart.yRange[0], chart.yRange[1], 6, false);
        }
        double[] values =
                series.stream()
                        .flatMapToDouble(ChartLayout::reach)
                        .filter(v -> Double.isFinite(v) && (!chart.logY || v > 0))
                        .toArray();
        if (chart.style != Style.BARS || chart.logY) {
            return Axis.around(chart.yLabel, chart.logY, values, room(series), 6);
        }
        double low = Math.min(0, Arrays.stream(values).min().orElse(0)); // a bar begins at 0
        double high = Math.max(0, Arrays.stream(values).max().orElse(0));
        double room = (high - low) / 20;
        double top = high > 0 ? high + room : low < 0 ? 0 : 1;
        return Axis.between(chart.yLabel, false, low < 0 ? low - room : 0, top, 6, false);
    }

    /** A bubble needs more room than a point. */
    private static double room(List<Series> series) {
        return series.stream().anyMatch(s -> s.sizes.length > 0) ? 0.12 : 0.04;
    }

    /** The entries of the legend: of a panel with one series, the axis says what it shows. */
    private static Stream<Series> named(List<Series> panel) {
        List<Series> named = panel.stream().filter(s -> s.style != Style.REFERENCE).toList();
        return named.size() > 1 ? named.stream() : Stream.empty();
    }

    /** The values with the ends of their error bars, which may lie where nothing can be drawn. */
    private static DoubleStream reach(Series s) {
        double[] y = s.y();
        DoubleStream ends =
                IntStream.range(0, s.errors.length)
                        .boxed()
                        .flatMapToDouble(
                                i -> DoubleStream.of(y[i] - s.errors[i], y[i] + s.errors[i]));
        return DoubleStream.concat(Arrays.stream(y), ends);
    }

    private static double widest(Axis axis) {
        return Canvas.widest(axis.ticks().stream().map(Axis.Tick::label), 12);
    }

    /** How far the last tick's words may reach beyond the end of the axis. */
    private static double beyond(Axis axis) {
        Stream<Axis.Tick> last = axis.ticks().stream().filter(t -> axis.share(t.value()) > 0.99);
        return Canvas.widest(last.map(Axis.Tick::label), 12) / 2;
    }

    /** Whether all ticks' words stand side by side. */
    private static boolean fits(Axis axis, double width) {
        double end = Double.NEGATIVE_INFINITY;
        for (Axis.Tick tick : axis.ticks()) {
            double half = Canvas.width(tick.label(), 12) / 2;
            double middle = axis.share(tick.value()) * width;
            if (middle - half < end) {
                return false;
            }
            end = middle + half + 6;
        }
        return true;
    }

    /**
     * Names that would lie on each other, even rising, are left out: each second, third … stays.
     */
    private static Axis thinned(Axis axis, double width, int rise) {
        int count = axis.ticks().size();
        int stride = rise == 0 ? 1 : (int) Math.ceil(count * LINE / width);
        List<Axis.Tick> some =
                IntStream.range(0, count)
                        .filter(i -> i % stride == 0)
                        .mapToObj(axis.ticks()::get)
                        .toList();
        return new Axis(axis.label(), axis.log(), axis.low(), axis.high(), some);
    }
}
