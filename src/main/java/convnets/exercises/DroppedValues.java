package convnets.exercises;

import convnets.exercises.Draw.Given;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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

    /** Whether a place loses its value every time, however seldom one is to be dropped. */
    static boolean loses(Rule dropping) {
        float[] values = Draw.each(100, i -> i - 49.5);
        double[] kept = new double[values.length];
        for (int call = 0; call < 40; call++) {
            float[] left = Answer.of(() -> dropping.apply(values.clone(), 0.1, new Random()));
            Arrays.setAll(kept, i -> kept[i] + Math.abs(left[i]));
        }
        return DoubleStream.of(kept).anyMatch(sum -> sum == 0);
    }

    static boolean neverChanges(Rule dropping) {
        float[] ones = new float[100];
        Arrays.fill(ones, 1);
        float[] once = Answer.of(() -> dropping.apply(ones.clone(), 0.5, new Random(1)));
        return Arrays.equals(
                once, Answer.of(() -> dropping.apply(ones.clone(), 0.5, new Random(2))));
    }
}
