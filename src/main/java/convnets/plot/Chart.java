package convnets.plot;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.plot.Series.Style;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * A chart in a few words. It is drawn twice from this one description: by Plotly in JupyterLab
 * ({@link PlotlyJson}) and as a static picture everywhere else ({@link ChartImage}).
 *
 * <pre>{@code
 * Chart.lines("Test accuracy").x("epoch").y("accuracy").add("ReLU", epochs, accuracies)
 * }</pre>
 */
public final class Chart {

    /** More series than this are not drawn. */
    static final int MOST_SERIES = 20;

    final Style style;
    final String title;
    final List<Series> series = new ArrayList<>();
    List<String> categories = List.of();
    String xLabel = "";
    String yLabel = "";
    boolean logX;
    boolean logY;
    double[] xRange;
    double[] yRange;
    Chart beside;

    private static final int MOST_BINS = 10_000;

    private Chart(Style style, String title) {
        this.style = style;
        this.title = Given.of("title", title);
    }

    /**
     * A chart of lines with a mark at each point.
     *
     * @param title above the chart
     * @return the empty chart
     */
    public static Chart lines(String title) {
        return new Chart(Style.LINE, title);
    }

    /**
     * A chart of points.
     *
     * @param title above the chart
     * @return the empty chart
     */
    public static Chart points(String title) {
        return new Chart(Style.POINTS, title);
    }

    /**
     * A chart of bars, a group for each category. On a logarithmic axis, where no bar has a
     * beginning, dots take their place.
     *
     * @param title above the chart
     * @param categories the names below the groups
     * @return the empty chart
     */
    public static Chart bars(String title, List<String> categories) {
        Chart chart = new Chart(Style.BARS, title);
        chart.categories = Given.names(categories);
        return chart;
    }

    /**
     * Names the horizontal axis.
     *
     * @param label with the unit, if there is one
     * @return this
     */
    public Chart x(String label) {
        xLabel = Given.of("label", label);
        return this;
    }

    /**
     * Names the vertical axis.
     *
     * @param label with the unit, if there is one
     * @return this
     */
    public Chart y(String label) {
        yLabel = Given.of("label", label);
        return this;
    }

    /**
     * Makes the horizontal axis span a fixed range.
     *
     * @param low its left end
     * @param high its right end
     * @return this
     */
    public Chart xRange(double low, double high) {
        xRange = new double[] {low, high};
        return this;
    }

    /**
     * Makes the vertical axis span a fixed range.
     *
     * @param low its lower end
     * @param high its upper end
     * @return this
     */
    public Chart yRange(double low, double high) {
        yRange = new double[] {low, high};
        return this;
    }

    /**
     * Makes the horizontal axis logarithmic.
     *
     * @return this
     */
    public Chart logX() {
        logX = true;
        return this;
    }

    /**
     * Makes the vertical axis logarithmic.
     *
     * @return this
     */
    public Chart logY() {
        logY = true;
        return this;
    }

    /**
     * Adds a line or a cloud of points.
     *
     * @param name in the legend
     * @param x the horizontal values
     * @param y the vertical values, as many
     * @return this
     */
    public Chart add(String name, double[] x, double[] y) {
        Given.of("name", name);
        if (Given.of("list of x values", x).length != Given.of("list of y values", y).length) {
            throw new CourseException(
                    "The series \"%s\" has %s and %s; it needs as many of each.",
                    name, Text.count(x.length, "x value"), Text.count(y.length, "y value"));
        }
        return add(style, name, x, y);
    }

    private Chart add(Style kind, String name, double[] x, double[] y) {
        long colored = series.stream().filter(s -> s.style != Style.REFERENCE).count();
        series.add(new Series(kind, name, Palette.color((int) colored), x.clone(), y.clone()));
        return this;
    }

    /**
     * Adds a line over 1, 2, 3, …, or a bar for each category.
     *
     * @param name in the legend
     * @param y the vertical values
     * @return this
     */
    public Chart add(String name, double... y) {
        double[] x = new double[Given.of("list of values", y).length];
        Arrays.setAll(x, i -> style == Style.BARS ? i : i + 1);
        if (style == Style.BARS && y.length != categories.size()) {
            throw new CourseException(
                    "The series \"%s\" has %s for %s.",
                    name,
                    Text.count(y.length, "value"),
                    Text.count(categories.size(), "category", "categories"));
        }
        return add(name, x, y);
    }

    /**
     * Adds a cloud of bubbles, each with its name beside it.
     *
     * @param name in the legend
     * @param labels one for each bubble
     * @param x the horizontal values
     * @param y the vertical values
     * @param sizes the bubbles' areas are in proportion to them, within the series
     * @return this
     */
    public Chart bubbles(String name, List<String> labels, double[] x, double[] y, double[] sizes) {
        List<String> names = Given.names(labels);
        int count = Given.of("list of x values", x).length;
        if (names.size() != count
                || Given.of("list of y values", y).length != count
                || Given.of("list of sizes", sizes).length != count) {
            throw new CourseException(
                    "The series \"%s\" needs as many labels (%d), x (%d), y (%d) and sizes (%d).",
                    name, names.size(), count, y.length, sizes.length);
        }
        add(Style.POINTS, Given.of("name", name), x, y);
        last().sizes = sizes.clone();
        last().labels = names;
        return this;
    }

    /**
     * Draws the marks of the series that was added last as rings.
     *
     * @return this
     */
    public Chart hollow() {
        last().hollow = true;
        return this;
    }

    /**
     * Gives the series that was added last error bars.
     *
     * @param halves how far they reach above and below each point, such as standard deviations
     * @return this
     */
    public Chart errors(double... halves) {
        Series s = last();
        if (Given.of("list of error bars", halves).length != s.y().length) {
            throw new CourseException(
                    "The series \"%s\" has %s and %s; it needs as many of each.",
                    s.name(),
                    Text.count(s.y().length, "point"),
                    Text.count(halves.length, "error bar"));
        }
        s.errors = halves.clone();
        return this;
    }

    /**
     * Gives the series that was added last the colors of families of nets.
     *
     * @param nets one for the whole series, or one for each of its marks
     * @return this
     */
    public Chart color(Palette.Net... nets) {
        Series s = last();
        for (Palette.Net net : Given.of("list of colors", nets)) {
            Given.of("color", net);
        }
        if (nets.length != 1 && nets.length != s.x().length) {
            throw new CourseException(
                    "The series \"%s\" needs one color or %d, not %d.",
                    s.name(), s.x().length, nets.length);
        }
        s.colors = Arrays.stream(nets).map(Palette::of).toList();
        return this;
    }

    /**
     * Gives the series that was added last a color.
     *
     * @param color one of {@link Palette}
     * @return this
     */
    public Chart color(Color color) {
        last().colors = List.of(Given.of("color", color));
        return this;
    }

    private Series last() {
        if (series.isEmpty()) {
            throw new CourseException("This chart has no series yet: add one first.");
        }
        return series.get(series.size() - 1);
    }

    /**
     * Draws a dashed line that is no data, such as the accuracy of a guess.
     *
     * @param label beside the line's end; below its middle point if it has three, where a line that
     *     rises is not in the way
     * @param x of its two ends, or of its ends and a point between them
     * @param y of the same points
     * @return this
     */
    public Chart reference(String label, double[] x, double[] y) {
        add(label, x, y);
        Series data = series.remove(series.size() - 1);
        series.add(new Series(Style.REFERENCE, label, Canvas.INK, data.x(), data.y()));
        return this;
    }

    /**
     * Puts another chart to the right of this one, under this one's title. What stands beside that
     * one is not shown.
     *
     * @param other such as the accuracies beside the loss
     * @return this
     */
    public Chart beside(Chart other) {
        if (other == this) {
            throw new CourseException("A chart cannot stand beside itself: make another one.");
        }
        beside = other;
        return this;
    }

    /**
     * Adds the curve of a function.
     *
     * @param name in the legend
     * @param f the function
     * @param low the curve's left end
     * @param high its right end
     * @return this
     */
    public Chart curve(String name, DoubleUnaryOperator f, double low, double high) {
        double[] x = new double[201];
        Arrays.setAll(x, i -> low + i * (high - low) / (x.length - 1));
        return add(name, x, Arrays.stream(x).map(Given.of("function", f)).toArray());
    }

    /**
     * Adds a histogram: the share of values in each of equally wide bins.
     *
     * @param name in the legend
     * @param values to be counted; what lies outside the range is left out
     * @param low the first bin's lower end
     * @param high the last bin's upper end
     * @param bins how many
     * @return this
     */
    public Chart histogram(String name, float[] values, double low, double high, int bins) {
        Given.of("list of values", values);
        if (bins < 1 || bins > MOST_BINS || !(low < high)) {
            throw new CourseException(
                    "A histogram needs a range that rises and 1 bin or more, at most %,d, not %s to %s"
                            + " in %s.",
                    MOST_BINS, low, high, Text.count(bins, "bin"));
        }
        double width = (high - low) / bins;
        double[] x = new double[bins];
        double[] share = new double[bins];
        Arrays.setAll(x, i -> low + (i + 0.5) * width);
        for (float value : values) {
            if (value >= low && value <= high) {
                int bin = (int) Math.min(bins - 1, (value - low) / width);
                share[bin] += 1.0 / values.length;
            }
        }
        return add(name, x, share);
    }

    /**
     * What is drawn.
     *
     * @return the series in the order in which they were added
     */
    public List<Series> series() {
        return List.copyOf(series);
    }

    /** The chart in words: its title, and where each series begins and ends. */
    @Override
    public String toString() {
        return beside == null ? words() : words() + "; " + beside.words();
    }

    private String words() {
        return series.stream()
                .limit(MOST_SERIES)
                .map(Series::toString)
                .collect(Collectors.joining("; ", Text.shortened(title, 200) + " — ", ""));
    }
}
