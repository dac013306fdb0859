package convnets.exercises;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** GradedAnswers to pictures, as a threshold is chosen by them. */
record GradedAnswers(double[] probabilities, boolean[] right, double accuracy) {

    /** Some have an accuracy that is reached exactly, and some one that is not. */
    static List<GradedAnswers> some() {
        return Stream.of(false, true)
                .flatMap(e -> Stream.generate(() -> drawn(e)).filter(a -> a.tells(e)).limit(4))
                .toList();
    }

    private static GradedAnswers drawn(boolean exactly) {
        int n = Draw.between(12, 20);
        double[] probabilities =
                IntStream.generate(() -> Draw.between(20, 99))
                        .distinct()
                        .limit(n)
                        .mapToDouble(p -> p / 100.0)
                        .toArray();
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
            right[i] = Draw.between(0, 99) < 100 * probabilities[i];
        }
        double accuracy = exactly ? Draw.between(6, 7) / 8.0 : Draw.between(65, 90) / 100.0;
        return new GradedAnswers(probabilities, right, accuracy);
    }

    /** Whether the rules that are told apart give different thresholds. */
    private boolean tells(boolean exactly) {
        return exactly == (exceeding() != lowest(0))
                && DoubleStream.of(lowest(1e-9), highest(), unbroken(), accuracy)
                        .allMatch(threshold -> Math.abs(threshold - lowest(0)) > 1e-6);
    }

    private boolean reaches(double threshold) {
        int given = 0;
        int hits = 0;
        for (int i = 0; i < right.length; i++) {
            if (probabilities[i] >= threshold) {
                given++;
                hits += right[i] ? 1 : 0;
            }
        }
        return given > 0 && (double) hits / given >= accuracy;
    }

    private DoubleStream ascending() {
        return DoubleStream.of(probabilities).sorted();
    }

    /** The right rule, for answers above a threshold by a little. */
    double lowest(double above) {
        return ascending().filter(p -> reaches(p + above)).findFirst().orElse(Double.NaN);
    }

    /** Where more than the accuracy is reached. */
    double exceeding() {
        return new GradedAnswers(probabilities, right, accuracy + 1e-9).lowest(0);
    }

    double highest() {
        return ascending().filter(this::reaches).max().orElse(Double.NaN);
    }

    /** From above, down to the first that misses. */
    double unbroken() {
        double missed = ascending().filter(p -> !reaches(p)).max().orElse(0);
        return ascending().filter(p -> p > missed).findFirst().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return probabilities.length + " answers";
    }
}
