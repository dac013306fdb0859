package convnets;

import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;

/** What is to be known of many numbers: those of a layer, a kernel or an output. */
public final class Floats {

    private Floats() {}

    /**
     * The smallest and the largest of some numbers, their sum and their mean.
     *
     * @param values any
     * @return their statistics, which can be combined with those of others
     */
    public static DoubleSummaryStatistics summary(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).summaryStatistics();
    }

    /**
     * How far some numbers go from 0.
     *
     * @param values any
     * @return the largest of them without its sign; of none −∞
     */
    public static double largest(float[] values) {
        DoubleSummaryStatistics all = summary(values);
        return Math.max(-all.getMin(), all.getMax());
    }

    /**
     * Where the largest number stands.
     *
     * @param values one or more
     * @return its place, counted from 0; of equal ones the first
     */
    public static int argMax(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
