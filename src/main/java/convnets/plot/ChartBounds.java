package convnets.plot;

import convnets.Text;
import convnets.plot.Series.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Cuts a chart to what can be drawn, and says what is left out. */
final class ChartBounds {

    static final int MOST_CATEGORIES = 60;
    private static final int MOST_POINTS = 10_000;

    /** Of bubbles: more names find no place beside each other. */
    private static final int MOST_NAMES = 1000;

    private final List<String> missing = new ArrayList<>();

    /** The series of a chart that are drawn. */
    List<Series> shown(Chart chart) {
        int count = Math.min(Chart.MOST_SERIES, chart.series.size());
        miss(chart.series.size() - count, "series");
        miss(chart.categories.size() - MOST_CATEGORIES, "categories");
        return chart.series.stream()
                .limit(count)
                .map(series -> shown(chart, series, most(series) / count))
                .toList();
    }

    private static int most(Series series) {
        return series.labels.isEmpty() ? MOST_POINTS : MOST_NAMES;
    }

    private Series shown(Chart chart, Series series, int most) {
        int length = series.x().length;
        int stride = Math.max(1, (length + most - 1) / most);
        int end = chart.categories.isEmpty() ? length : Math.min(length, MOST_CATEGORIES);
        int[] every = IntStream.range(0, end).filter(i -> i % stride == 0).toArray();
        if (stride > 1) {
            miss(end - every.length, Text.format("points of %,d", length));
        }
        int[] some = Arrays.stream(every).filter(i -> isOnAxis(chart, series.x()[i])).toArray();
        miss(every.length - some.length, "points whose x is not on the axis");
        if (series.sizes.length > 0) {
            int[] sized =
                    Arrays.stream(some).filter(i -> Double.isFinite(series.sizes[i])).toArray();
            miss(some.length - sized.length, "bubbles of no size");
            some = sized;
        }
        boolean dots = series.style == Style.BARS && chart.logY;
        Series drawn = series.only(some, dots ? Style.POINTS : series.style);
        double[] y = drawn.y();
        DoubleStream all = DoubleStream.concat(Arrays.stream(y), Arrays.stream(drawn.errors));
        miss(all.filter(Double::isInfinite).count(), "infinite values");
        if (chart.logY) {
            miss(Arrays.stream(y).filter(v -> v <= 0).count(), "values ≤ 0 on a logarithmic axis");
        }
        Arrays.setAll(y, i -> fits(y[i], chart.logY) ? y[i] : Double.NaN);
        return drawn;
    }

    /** Categories stand at 0, 1, 2, …, with half a place around each. */
    private static boolean isOnAxis(Chart chart, double x) {
        return chart.categories.isEmpty()
                ? fits(x, chart.logX)
                : x >= -0.5 && x <= chart.categories.size() - 0.5;
    }

    private static boolean fits(double value, boolean log) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    void miss(long count, String what) {
        if (count > 0) {
            missing.add(Text.format("%s (%,d)", what, count));
        }
    }

    /** What is left out, in one line; empty if nothing is. */
    String note() {
        return missing.isEmpty() ? "" : "Not shown: " + String.join("; ", missing) + ".";
    }
}
