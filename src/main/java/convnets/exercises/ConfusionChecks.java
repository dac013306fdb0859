package convnets.exercises;

import convnets.exercises.Step.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the exercises of chapter 09 that are about answers: right, wrong, and withheld. */
public final class ConfusionChecks {

    private ConfusionChecks() {}

    /** A share of one class, from a confusion matrix. */
    @FunctionalInterface
    public interface Share {

        /**
         * Computes it.
         *
         * @param counts how many pictures of class i (first index) were taken for class j
         * @param number of the class
         * @return 0 to 1
         */
        double of(int[][] counts, int number);
    }

    /** The threshold for an accuracy. */
    @FunctionalInterface
    public interface Threshold {

        /**
         * Chooses it.
         *
         * @param probabilities of the answers to some pictures
         * @param right whether each answer is right
         * @param accuracy that the answers are to reach
         * @return the lowest probability with which the net is to answer
         */
        double of(double[] probabilities, boolean[] right, double accuracy);
    }

    /** A drawn matrix, with a class that is looked at. */
    private record Matrix(int[][] counts, int at) {

        /** In some nothing else was taken for the class, and in some all of it was found. */
        static List<Matrix> some() {
            return IntStream.range(0, 8).mapToObj(i -> drawn(i % 4 == 0, i % 4 == 1)).toList();
        }

        private static Matrix drawn(boolean precise, boolean complete) {
            int n = Draw.between(3, 5);
            int at = Draw.between(0, n - 1);
            int[][] counts = new int[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    boolean none = i != j && (precise && j == at || complete && i == at);
                    counts[i][j] = none ? 0 : Draw.between(1, i == j ? 90 : 20);
                }
            }
            return new Matrix(counts, at);
        }

        double hits(int i) {
            return counts[i][i];
        }

        double row(int i) {
            return IntStream.of(counts[i]).sum();
        }

        double column(int j) {
            return Arrays.stream(counts).mapToInt(row -> row[j]).sum();
        }

        double all() {
            return each(this::row).sum();
        }

        DoubleStream each(IntToDoubleFunction value) {
            return IntStream.range(0, counts.length).mapToDouble(value);
        }

        double accuracy() {
            return each(this::hits).sum() / all();
        }

        double mean(IntToDoubleFunction value) {
            return each(value).average().orElse(0);
        }

        @Override
        public String toString() {
            return "class " + at + " of " + Arrays.deepToString(counts);
        }
    }

    /**
     * 9.1: two shares of a class.
     *
     * @param precision the reader's
     * @param recall the reader's
     * @return what is said of them
     */
    public static Verdict shares(Share precision, Share recall) {
        Check check = Check.of("9.1", precision, recall);
        List<Matrix> cases = Matrix.some();
        share(check, "precision", cases, precision, m -> m.column(m.at), m -> m.row(m.at));
        share(check, "recall", cases, recall, m -> m.row(m.at), m -> m.column(m.at));
        return check.verdict();
    }

    private static void share(
            Check check,
            String name,
            List<Matrix> cases,
            Share share,
            ToDoubleFunction<Matrix> right,
            ToDoubleFunction<Matrix> other) {
        check.formula(name, cases, m -> share.of(m.counts, m.at))
                .right("look", m -> m.hits(m.at) / right.applyAsDouble(m))
                .wrong("swapped", m -> m.hits(m.at) / other.applyAsDouble(m))
                .wrong("all", m -> m.hits(m.at) / m.all())
                .wrong("wrong ones", m -> m.hits(m.at) / (right.applyAsDouble(m) - m.hits(m.at)))
                .wrong("accuracy", Matrix::accuracy);
    }

    /**
     * 9.2: what a confusion matrix shows.
     *
     * @param lost the class of which the smallest share is found
     * @param overused the class whose name is right most seldom when it is given
     * @param mixed the letters of the two classes that are taken for each other most often
     * @return what is said of them
     */
    public static Verdict reading(String lost, String overused, String mixed) {
        Check check = Check.of("9.2", lost, overused, mixed);
        check.and(
                        Choice.of("the class that is lost", lost, "C")
                                .wrong("A", "many found")
                                .wrong("B", "many found")
                                .wrong("D", "many found")
                                .wrong("E", "few pictures"))
                .and(
                        Choice.of("the name that is given too often", overused, "E")
                                .wrong("A", "trusted")
                                .wrong("B", "trusted")
                                .wrong("C", "seldom named")
                                .wrong("D", "trusted"))
                .and(() -> pair(mixed));
        return check.verdict();
    }

    private static Optional<Fault> pair(String mixed) {
        String letters =
                mixed.chars()
                        .filter(Character::isLetter)
                        .map(Character::toUpperCase)
                        .sorted()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        Choice choice = Choice.of("the pair that is mixed up", letters, "AB");
        for (String other : List.of("AC", "AD", "AE", "BC", "BD", "BE", "CD", "CE", "DE")) {
            choice.wrong(other, "not mixed");
        }
        return choice.look();
    }

    /**
     * 9.3: the mean recall.
     *
     * @param balanced the reader's
     * @return what is said of it
     */
    public static Verdict balanced(ToDoubleFunction<int[][]> balanced) {
        Check check = Check.of("9.3", balanced);
        check.formula("mean recall", Matrix.some(), m -> balanced.applyAsDouble(m.counts))
                .right("look", m -> m.mean(i -> m.hits(i) / m.row(i)))
                .stub("accuracy", Matrix::accuracy)
                .wrong("precision", m -> m.mean(i -> m.hits(i) / m.column(i)))
                .wrong("sum", m -> m.each(i -> m.hits(i) / m.row(i)).sum())
                .wrong("worst", m -> m.each(i -> m.hits(i) / m.row(i)).min().orElse(0));
        return check.verdict();
    }

    /**
     * 9.7: a precision with two faults.
     *
     * @param precision mended by the reader
     * @return what is said of it
     */
    public static Verdict tooGood(Share precision) {
        Check check = Check.of("9.7", precision);
        check.formula("precision", Matrix.some(), m -> precision.of(m.counts, m.at))
                .right("look", m -> m.hits(m.at) / m.column(m.at))
                .stub("faults", m -> Math.floor(m.hits(m.at) / m.row(m.at)))
                .wrong("row", m -> m.hits(m.at) / m.row(m.at))
                .wrong("integer", m -> Math.floor(m.hits(m.at) / m.column(m.at)));
        return check.verdict();
    }

    /** Answers to pictures, as a threshold is chosen by them. */
    private record Answers(double[] probabilities, boolean[] right, double accuracy) {

        static List<Answers> some() {
            return Stream.generate(Answers::drawn).filter(Answers::tells).limit(8).toList();
        }

        private static Answers drawn() {
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
            return new Answers(probabilities, right, Draw.between(65, 90) / 100.0);
        }

        /** Whether the rules that are told apart give different thresholds. */
        private boolean tells() {
            return DoubleStream.of(lowest(1e-9), highest(), unbroken(), accuracy)
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

    /**
     * 9.6: the threshold from which on a net answers.
     *
     * @param threshold the reader's
     * @return what is said of it
     */
    public static Verdict threshold(Threshold threshold) {
        Check check = Check.of("9.6", threshold);
        check.formula(
                        "threshold",
                        Answers.some(),
                        a -> threshold.of(a.probabilities.clone(), a.right.clone(), a.accuracy))
                .right("look", a -> a.lowest(0))
                .wrong("strict", a -> a.lowest(1e-9))
                .wrong("highest", Answers::highest)
                .wrong("first miss", Answers::unbroken)
                .stub("accuracy itself", a -> a.accuracy);
        return check.verdict();
    }
}
