package convnets.exercises;

import convnets.CourseException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** GradedAnswers to pictures, as a threshold is chosen by them. */
record GradedAnswers(double[] probabilities, boolean[] right, double accuracy) {

    /**
     * Some have an accuracy that is reached exactly, in no whole percents, and some one that is
     * not.
     */
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
        double accuracy =
                exactly ? Draw.between(0, 1) / 4.0 + 5 / 8.0 : Draw.between(65, 90) / 100.0;
        return new GradedAnswers(probabilities, right, accuracy);
    }

    /** Whether the rules that are told apart give different thresholds. */
    private boolean tells(boolean exactly) {
        return exactly == (exceeding() != lowest(0))
                && DoubleStream.of(lowest(1e-9), exceeding(), highest(), unbroken())
                        .noneMatch(threshold -> threshold == faultless())
                && DoubleStream.of(
                                lowest(1e-9), highest(), unbroken(), accuracy, faultless(), apart())
                        .allMatch(threshold -> Math.abs(threshold - lowest(0)) > 1e-6);
    }

    private boolean reaches(double threshold) {
        return (double) hits(threshold) / given(threshold) >= accuracy;
    }

    /** How many answers a threshold leaves. */
    private long given(double threshold) {
        return ascending().filter(p -> p >= threshold).count();
    }

    /** How many of them are right. */
    private long hits(double threshold) {
        return IntStream.range(0, right.length)
                .filter(i -> right[i] && probabilities[i] >= threshold)
                .count();
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

    /** Where no answer is wrong; no number if the surest one is. */
    double faultless() {
        return new GradedAnswers(probabilities, right, 1).lowest(0);
    }

    /** If the probabilities are sorted, and what belongs to them is not. */
    double apart() {
        return new GradedAnswers(ascending().toArray(), right, accuracy).lowest(0);
    }

    double highest() {
        return ascending().filter(this::reaches).max().orElse(Double.NaN);
    }

    /** From above, down to the first that misses. */
    double unbroken() {
        double missed = ascending().filter(p -> !reaches(p)).max().orElse(0);
        return ascending().filter(p -> p > missed).findFirst().orElse(Double.NaN);
    }

    /**
     * Whether somebody divides by all answers, not by those that are given: then a threshold is
     * found only where all of them together reach the accuracy.
     */
    boolean isOfAll(ToDoubleFunction<GradedAnswers> found) {
        double share = ofAll(0) - 1e-9;
        GradedAnswers easy = new GradedAnswers(probabilities, right, share);
        double last = ascending().filter(p -> easy.ofAll(p) >= share).max().orElse(0);
        double easily = easy.answer(found);
        double hardly = answer(found);
        return (easily == easy.lowest(0) || easily == last)
                && ascending().limit(right.length - 1L).noneMatch(p -> p == hardly)
                && given(hardly) != given(lowest(0));
    }

    /** Whether all answers together miss the accuracy. */
    boolean isHard() {
        return ofAll(0) < accuracy;
    }

    /** The right answers from a threshold on, as a share of all answers. */
    private double ofAll(double threshold) {
        return hits(threshold) / (double) right.length;
    }

    /** What somebody finds; no number if their code stops. */
    private double answer(ToDoubleFunction<GradedAnswers> found) {
        try {
            return Answer.of(() -> found.applyAsDouble(this));
        } catch (CourseException stopped) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return probabilities.length + " answers";
    }
}
