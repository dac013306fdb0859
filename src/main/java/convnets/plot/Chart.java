package convnets.plot;

import convnets.CourseException;
import convnets.Text;
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

    /** How the series of a chart are drawn. */
    enum Kind {
        LINES,
        POINTS,
        BARS
    }

    /**
     * One named series.
     *
     * @param name in the legend
     * @param x for bars the places 0, 1, … of {@link #categories}
     * @param y as many values
     */
    public record Series(String name, double[] x, double[] y) {

        /** Whether the points are few enough to mark each on its line. */
        boolean marked() {
            return x.length <= 60;
        }
    }

    final Kind kind;
    final String title;
    final List<Series> series = new ArrayList<>();
    List<String> categories = List.of();
    String xLabel = "";
    String yLabel = "";
    boolean logX;
    boolean logY;
    double[] yRange;

    private Chart(Kind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    /**
     * A chart of lines with a mark at each point.
     *
     * @param title above the chart
     * @return the empty chart
     */
    public static Chart lines(String title) {
        return new Chart(Kind.LINES, title);
    }

    /**
     * A chart of points.
     *
     * @param title above the chart
     * @return the empty chart
     */
    public static Chart points(String title) {
        return new Chart(Kind.POINTS, title);
    }

    /**
     * A chart of bars, a group for each category.
     *
     * @param title above the chart
     * @param categories the names below the groups
     * @return the empty chart
     */
    public static Chart bars(String title, List<String> categories) {
        Chart chart = new Chart(Kind.BARS, title);
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
        series.add(new Series(name, x.clone(), y.clone()));
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
        Arrays.setAll(x, i -> kind == Kind.BARS ? i : i + 1);
        if (kind == Kind.BARS && y.length != categories.size()) {
            throw new CourseException(
                    "The series \"%s\" has %d values for %d categories.",
                    name, y.length, categories.size());
        }
        return add(name, x, y);
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
        return series.stream()
                .map(s -> s.name() + " " + ends(s.y()))
                .collect(Collectors.joining("; ", title + " — ", ""));
    }

    private static String ends(double[] y) {
        return y.length == 0 ? "(no values)" : Text.format("%.4g … %.4g", y[0], y[y.length - 1]);
    }
}
