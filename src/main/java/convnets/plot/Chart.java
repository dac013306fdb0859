package convnets.plot;

import convnets.CourseException;
import convnets.Text;
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

    /** How a series is drawn. */
    enum Style {
        LINE,
        POINTS,
        BARS,
        /** A line that is no data, with its name beside it. */
        REFERENCE
    }

    /**
     * One named series.
     *
     * @param style how it is drawn
     * @param name in the legend
     * @param colors of its marks: one of all, or one for each
     * @param hollow whether its marks are rings
     * @param x for bars the places 0, 1, … of the categories
     * @param y as many values; what is no number is a gap
     * @param errors the half lengths of the error bars, as many or none
     * @param sizes the areas of the bubbles, as many or none
     * @param labels of the points, as many or none
     */
    public record Series(
            Style style,
            String name,
            List<Color> colors,
            boolean hollow,
            double[] x,
            double[] y,
            double[] errors,
            double[] sizes,
            List<String> labels) {

        /** The color of one mark. */
        Color color(int i) {
            return colors.get(colors.size() == 1 ? 0 : i);
        }

        /** The color of the line and in the legend. */
        Color color() {
            return colors.size() == 1 ? colors.get(0) : Canvas.INK;
        }

        Series with(List<Color> other) {
            return new Series(style, name, other, hollow, x, y, errors, sizes, labels);
        }
    }

    private static final double[] NONE = {};

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

    private Chart(Style style, String title) {
        this.style = style;
        this.title = title;
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
        chart.categories = List.copyOf(categories);
        return chart;
    }

    /**
     * Names the horizontal axis.
     *
     * @param label with the unit, if there is one
     * @return this
     */
    public Chart x(String label) {
        xLabel = label;
        return this;
    }

    /**
     * Names the vertical axis.
     *
     * @param label with the unit, if there is one
     * @return this
     */
    public Chart y(String label) {
        yLabel = label;
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
        if (x.length != y.length) {
            throw new CourseException(
                    "The series \"%s\" has %d x values and %d y values; it needs as many of each.",
                    name, x.length, y.length);
        }
        long colored = series.stream().filter(s -> s.style != Style.REFERENCE).count();
        List<Color> color = List.of(Palette.color((int) colored));
        series.add(
                new Series(style, name, color, false, x.clone(), y.clone(), NONE, NONE, List.of()));
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
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> style == Style.BARS ? i : i + 1);
        if (style == Style.BARS && y.length != categories.size()) {
            throw new CourseException(
                    "The series \"%s\" has %d values for %d categories.",
                    name, y.length, categories.size());
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
        if (labels.size() != x.length || sizes.length != x.length) {
            throw new CourseException(
                    "The series \"%s\" needs as many labels (%d), x (%d), y (%d) and sizes (%d).",
                    name, labels.size(), x.length, y.length, sizes.length);
        }
        add(name, x, y);
        Series s = last();
        return last(
                new Series(
                        Style.POINTS,
                        name,
                        s.colors,
                        false,
                        s.x,
                        s.y,
                        NONE,
                        sizes.clone(),
                        List.copyOf(labels)));
    }

    /**
     * Draws the marks of the series that was added last as rings.
     *
     * @return this
     */
    public Chart hollow() {
        Series s = last();
        return last(
                new Series(s.style, s.name, s.colors, true, s.x, s.y, s.errors, s.sizes, s.labels));
    }

    /**
     * Gives the series that was added last error bars.
     *
     * @param halves how far they reach above and below each point, such as standard deviations
     * @return this
     */
    public Chart errors(double... halves) {
        Series s = last();
        if (halves.length != s.y.length) {
            throw new CourseException(
                    "The series \"%s\" has %d points and %d error bars; it needs as many of each.",
                    s.name, s.y.length, halves.length);
        }
        return last(
                new Series(
                        s.style,
                        s.name,
                        s.colors,
                        s.hollow,
                        s.x,
                        s.y,
                        halves.clone(),
                        s.sizes,
                        s.labels));
    }

    /**
     * Gives the series that was added last the colors of families of nets.
     *
     * @param nets one for the whole series, or one for each of its marks
     * @return this
     */
    public Chart color(Palette.Net... nets) {
        Series s = last();
        if (nets.length != 1 && nets.length != s.x.length) {
            throw new CourseException(
                    "The series \"%s\" needs one color or %d, not %d.",
                    s.name, s.x.length, nets.length);
        }
        return last(s.with(Arrays.stream(nets).map(Palette::of).toList()));
    }

    private Chart last(Series changed) {
        series.set(series.size() - 1, changed);
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
     * @param label beside the line's right end
     * @param x of its ends
     * @param y of its ends
     * @return this
     */
    public Chart reference(String label, double[] x, double[] y) {
        add(label, x, y);
        Series s = last();
        List<Color> ink = List.of(Canvas.INK);
        return last(
                new Series(Style.REFERENCE, label, ink, false, s.x, s.y, NONE, NONE, List.of()));
    }

    /**
     * Puts another chart to the right of this one, under this one's title.
     *
     * @param other such as the accuracies beside the loss
     * @return this
     */
    public Chart beside(Chart other) {
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
        return add(name, x, Arrays.stream(x).map(f).toArray());
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
        double width = (high - low) / bins;
        double[] x = new double[bins];
        double[] share = new double[bins];
        Arrays.setAll(x, i -> low + (i + 0.5) * width);
        for (float value : values) {
            int bin = value == high ? bins - 1 : (int) Math.floor((value - low) / width);
            if (bin >= 0 && bin < bins) {
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
        String words =
                series.stream()
                        .limit(ChartLayout.MOST_SERIES)
                        .map(Chart::words)
                        .collect(Collectors.joining("; ", Text.shortened(title, 200) + " — ", ""));
        return beside == null ? words : words + "; " + beside;
    }

    private static String words(Series s) {
        String name = Text.shortened(s.name, 60);
        double[] y = s.y;
        return switch (y.length) {
            case 0 -> name + " (no values)";
            case 1 -> Text.format("%s %.4g (one point)", name, y[0]);
            default -> Text.format("%s %.4g … %.4g", name, y[0], y[y.length - 1]);
        };
    }
}
