package convnets.plot;

import convnets.Text;
import convnets.plot.Series.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a chart to what can be drawn, and says what is left out. */
final class ChartBounds {

    static final int MOST_CATEGORIES = 60;
    private static final int MOST_POINTS = 10_000;

    private final List<String> missing = new ArrayList<>();

    /** The series of a chart that are drawn. */
    List<Series> shown(Chart chart) {
        int count = Math.min(Chart.MOST_SERIES, chart.series.size());
        miss(chart.series.size() - count, "series");
        miss(chart.categories.size() - MOST_CATEGORIES, "categories");
        return chart.series.stream()
                .limit(count)
                .map(series -> shown(chart, series, MOST_POINTS / count))
                .toList();
    }

    private Series shown(Chart chart, Series series, int most) {
        int all = series.x().length;
        int stride = Math.max(1, (all + most - 1) / most);
        int end = chart.categories.isEmpty() ? all : Math.min(all, MOST_CATEGORIES);
        int[] every = IntStream.range(0, end).filter(i -> i % stride == 0).toArray();
        if (stride > 1) {
            miss(end - every.length, Text.format("points of %,d", all));
        }
        int[] some = Arrays.stream(every).filter(i -> fits(series.x()[i], chart.logX)).toArray();
        miss(every.length - some.length, "points whose x is not on the axis");
        boolean dots = series.style == Style.BARS && chart.logY;
        Series drawn = series.only(some, dots ? Style.POINTS : series.style);
        double[] y = drawn.y();
        miss(Arrays.stream(y).filter(Double::isInfinite).count(), "infinite values");
        if (chart.logY) {
            miss(Arrays.stream(y).filter(v -> v <= 0).count(), "values ≤ 0 on a logarithmic axis");
        }
        Arrays.setAll(y, i -> fits(y[i], chart.logY) ? y[i] : Double.NaN);
        return drawn;
    }

    private static boolean fits(double value, boolean log) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    private void miss(long count, String what) {
        if (count > 0) {
            missing.add(Text.format("%s (%,d)", what, count));
        }
    }

    /** What is left out, in one line; empty if nothing is. */
    String note() {
        return missing.isEmpty() ? "" : "Not shown: " + String.join("; ", missing) + ".";
    }
}
