package convnets.exercises;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Checks the exercises of chapter 09 that are about answers: right, wrong, and withheld. */
public final class ConfusionChecks {

    /** A number that was computed in floats is off by so much. */
    private static final double FLOATS = 1e-6;

    private ConfusionChecks() {}

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

    /**
     * 9.1: two shares of a class.
     *
     * @param precision from the counts, of class i (first index) taken for class j, and the number
     *     of a class to its share
     * @param recall the same
     * @return what is said of them
     */
    public static Verdict shares(
            ToDoubleBiFunction<int[][], Integer> precision,
            ToDoubleBiFunction<int[][], Integer> recall) {
        Check check = Check.of("9.1", precision, recall);
        List<DrawnMatrix> cases = DrawnMatrix.some();
        share(check, "precision", cases, precision, m -> m.column(m.at()), m -> m.row(m.at()));
        share(check, "recall", cases, recall, m -> m.row(m.at()), m -> m.column(m.at()));
        return check.verdict();
    }

    private static void share(
            Check check,
            String name,
            List<DrawnMatrix> cases,
            ToDoubleBiFunction<int[][], Integer> share,
            ToDoubleFunction<DrawnMatrix> right,
            ToDoubleFunction<DrawnMatrix> other) {
        check.formula(name, cases, m -> share.applyAsDouble(m.counts(), m.at()))
                .within(FLOATS)
                .right("look", m -> m.hits(m.at()) / right.applyAsDouble(m))
                .wrong("swapped", m -> m.hits(m.at()) / other.applyAsDouble(m))
                .wrong("all", m -> m.hits(m.at()) / m.all())
                .wrong(
                        "wrong ones",
                        m -> m.hits(m.at()) / (right.applyAsDouble(m) - m.hits(m.at())))
                .wrong("accuracy", DrawnMatrix::accuracy);
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
        Check check = Check.of("9.2", lost, overused, mixed).choices(lost, overused);
        return check.choice(2, () -> letters(mixed)).verdict();
    }

    /** The names of two classes, in order and as one word. */
    private static String letters(String pair) {
        String letters =
                Choice.words(pair).stream()
                        .filter(word -> word.length() <= 2 && word.chars().allMatch(c -> c <= 'e'))
                        .flatMapToInt(String::chars)
                        .map(Character::toUpperCase)
                        .distinct()
                        .sorted()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
        return letters.isEmpty() ? pair : letters;
    }

    /**
     * 9.3: the mean recall.
     *
     * @param balanced the reader's
     * @return what is said of it
     */
    public static Verdict balanced(ToDoubleFunction<int[][]> balanced) {
        Check check = Check.of("9.3", balanced);
        List<DrawnMatrix> cases = DrawnMatrix.some().stream().map(DrawnMatrix::whole).toList();
        check.formula("mean recall", cases, m -> balanced.applyAsDouble(m.counts()))
                .within(FLOATS)
                .right("look", m -> m.mean(i -> m.hits(i) / m.row(i)))
                .stub("accuracy", DrawnMatrix::accuracy)
                .wrong("integer", m -> m.mean(i -> Math.floor(m.hits(i) / m.row(i))))
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
    public static Verdict tooGood(ToDoubleBiFunction<int[][], Integer> precision) {
        Check check = Check.of("9.7", precision);
        check.formula(
                        "precision",
                        DrawnMatrix.some(),
                        m -> precision.applyAsDouble(m.counts(), m.at()))
                .within(FLOATS)
                .right("look", m -> m.hits(m.at()) / m.column(m.at()))
                .stub("faults", m -> Math.floor(m.hits(m.at()) / m.row(m.at())))
                .wrong("row", m -> m.hits(m.at()) / m.row(m.at()))
                .wrong("integer", m -> Math.floor(m.hits(m.at()) / m.column(m.at())));
        return check.verdict();
    }

    /**
     * 9.6: the threshold from which on a net answers.
     *
     * @param threshold the reader's
     * @return what is said of it
     */
    public static Verdict threshold(Threshold threshold) {
        Check check = Check.of("9.6", threshold);
        ToDoubleFunction<GradedAnswers> found =
                a -> threshold.of(a.probabilities().clone(), a.right().clone(), a.accuracy());
        List<GradedAnswers> cases = GradedAnswers.some();
        List<GradedAnswers> hard = cases.stream().filter(GradedAnswers::isHard).toList();
        check.mistake(
                        "of all",
                        () -> !hard.isEmpty() && hard.stream().allMatch(a -> a.isOfAll(found)))
                .formula("threshold", cases, found::applyAsDouble)
                .within(FLOATS)
                .right("look", a -> a.lowest(0))
                .wrong("strict", a -> a.lowest(1e-9))
                .wrong("exceeds", GradedAnswers::exceeding)
                .wrong("integer", GradedAnswers::faultless)
                .wrong("apart", GradedAnswers::apart)
                .wrong("highest", GradedAnswers::highest)
                .wrong("first miss", GradedAnswers::unbroken)
                .stub("accuracy itself", a -> a.accuracy());
        return check.verdict();
    }
}
