package convnets.exercises;

import convnets.exercises.Draw.Given;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a dropout by hand does to values: exercise 5.18. */
final class DroppedValues {

    /** What is tried: values, a rate and random numbers give as many values. */
    interface Rule {
        float[] apply(float[] values, double rate, Random random);
    }

    private DroppedValues() {}

    static double rate(Given g) {
        return g.at(0) / 100.0;
    }

    static double[] pair(double dropped, double value) {
        return new double[] {dropped, value};
    }

    /** The share of zeros, and what becomes of a 1, measured on other numbers. */
    static double[] dropped(Rule dropping, Given g) {
        float size = 2 + g.at(0) % 4;
        float[] equal = new float[40_000];
        Arrays.fill(equal, size);
        float[] values = dropping.apply(equal, rate(g), new Random(g.at(0)));
        int zeros = (int) IntStream.range(0, values.length).filter(i -> values[i] == 0).count();
        double sum = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / size;
        return pair((double) zeros / values.length, sum / Math.max(1, values.length - zeros));
    }

    /** Whether a value that stays is found at another place, or made of another value. */
    static boolean moves(Rule dropping) {
        float[] values = Draw.each(100, i -> i + 1);
        float[] left = Answer.of(() -> dropping.apply(values.clone(), 0.5, new Random()));
        if (left.length != values.length) {
            return true;
        }
        DoubleSummaryStatistics factors =
                IntStream.range(0, values.length)
                        .filter(i -> left[i] != 0)
                        .mapToDouble(i -> left[i] / values[i])
                        .summaryStatistics();
        return factors.getMax() - factors.getMin() > 1e-3;
    }

    /** In which of many calls each value came through: a bit for each. */
    record Fates(long[] ofValues) {

        private static final int CALLS = 60;
        private static final long ALWAYS = (1L << CALLS) - 1;

        static Fates of(Rule dropping) {
            float[] values = Draw.each(100, i -> i - 49.5);
            long[] fates = new long[values.length];
            for (int call = 0; call < CALLS; call++) {
                float[] left = Answer.of(() -> dropping.apply(values.clone(), 0.5, new Random()));
                Arrays.setAll(fates, i -> 2 * fates[i] + (i < left.length && left[i] != 0 ? 1 : 0));
            }
            return new Fates(fates);
        }

        /** Whether it is always the same ones. */
        boolean areSettled() {
            return LongStream.of(ofValues).allMatch(fate -> fate == 0 || fate == ALWAYS);
        }

        /** Whether a value never comes through. */
        boolean lose() {
            return LongStream.of(ofValues).anyMatch(fate -> fate == 0);
        }

        /** Whether one number that was drawn settles two values, for both alike or in turns. */
        boolean hangTogether() {
            return LongStream.of(ofValues)
                            .map(fate -> Math.min(fate, ALWAYS - fate))
                            .distinct()
                            .count()
                    < ofValues.length;
        }
    }
}
