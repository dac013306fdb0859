package convnets.exercises;

import convnets.CourseException;
import convnets.Text;
import convnets.exercises.Step.Fault;
import convnets.exercises.Verdict.Outcome;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Looks at an answer step by step, and stops at the first thing that does not hold.
 *
 * <pre>{@code
 * Check.of(Exercise.MAX_POOLING, net)
 *         .and(Twin.of(net, maxLeNet(), IMAGE).stub(LeNet.block(), "Both poolings take the mean."))
 *         .mistake(() -> poolings(net) > 2, "There is a pooling too many.")
 *         .atMost("parameters", 30_000, () -> parameters(net), "The first dense layer has most.")
 *         .verdict("Max-pooling learns faster here.")
 * }</pre>
 *
 * <p>What comes later is worked out only if all before it holds, so long steps stand last. Reader's
 * code is called through {@link Answer} alone: any other exception is a fault of the check.
 */
final class Check {

    private static volatile UnaryOperator<Verdict> recorder = UnaryOperator.identity();

    private final Exercise exercise;
    private Outcome outcome = Outcome.RIGHT;
    private String said;

    private Check(Exercise exercise) {
        this.exercise = exercise;
    }

    /**
     * Begins a check.
     *
     * @param exercise whose answer is looked at
     * @param answers what the reader gives; none may be null
     * @return a check of which all holds so far
     */
    static Check of(Exercise exercise, Object... answers) {
        return new Check(exercise)
                .mistake(
                        () -> Arrays.stream(answers).anyMatch(Objects::isNull),
                        "The answer is null. Is every cell above executed?");
    }

    /**
     * Sets who is told of each verdict.
     *
     * @param keeper may add a sentence to it
     */
    static void recordWith(UnaryOperator<Verdict> keeper) {
        recorder = keeper;
    }

    /**
     * Takes a step.
     *
     * @param step looked at only if all before it holds
     * @return this
     */
    Check and(Step step) {
        if (outcome != Outcome.RIGHT) {
            return this;
        }
        try {
            step.look().ifPresent(f -> end(f.begun() ? Outcome.WRONG : Outcome.NOT_BEGUN, f));
        } catch (CourseException sentence) {
            end(Outcome.WRONG, new Fault(true, sentence.getMessage()));
        } catch (RuntimeException e) {
            String words = "The check itself failed (%s). That is the course's fault, not yours.";
            end(Outcome.CHECK_FAILED, new Fault(true, Text.format(words, e)));
        }
        return this;
    }

    private void end(Outcome how, Fault fault) {
        outcome = how;
        said = fault.sentence();
    }

    /** Recognizes a cell that is as the notebook has it: that is no try. */
    Check notBegun(BooleanSupplier untouched, String sentence) {
        return and(() -> fault(untouched, new Fault(false, sentence)));
    }

    /** Recognizes a mistake; the sentence names it, and says where to look. */
    Check mistake(BooleanSupplier made, String sentence) {
        return and(() -> fault(made, new Fault(true, sentence)));
    }

    private static Optional<Fault> fault(BooleanSupplier made, Fault fault) {
        return made.getAsBoolean() ? Optional.of(fault) : Optional.empty();
    }

    /**
     * Expects a number that the task states to be reached.
     *
     * @param what it is, such as "test accuracy"
     * @param floor the smallest right value
     * @param found works out the answer's value
     * @param hint where to look if it is lower
     * @return this
     */
    Check atLeast(String what, double floor, DoubleSupplier found, String hint) {
        return bound(what, floor, "or more", () -> found.getAsDouble() - floor, found, hint);
    }

    /**
     * Expects a number to keep under a ceiling that the task states.
     *
     * @param what it is, such as "parameters"
     * @param ceiling the largest right value
     * @param found works out the answer's value
     * @param hint where to look if it is higher
     * @return this
     */
    Check atMost(String what, double ceiling, DoubleSupplier found, String hint) {
        return bound(what, ceiling, "or less", () -> ceiling - found.getAsDouble(), found, hint);
    }

    private Check bound(
            String what,
            double bound,
            String side,
            DoubleSupplier room,
            DoubleSupplier found,
            String hint) {
        return and(
                () ->
                        room.getAsDouble() >= 0
                                ? Optional.empty()
                                : Fault.of(
                                        Text.format(
                                                "%s: expected %s, found %s. %s",
                                                what,
                                                Text.number(bound) + " " + side,
                                                Text.number(found.getAsDouble()),
                                                hint)));
    }

    // Steps that name the expected value: they go as the exercises' checks are rewritten.
    <T> Check equal(String what, T expected, Supplier<? extends T> found, String hint) {
        return and(
                () -> {
                    T value = found.get();
                    return Objects.equals(expected, value)
                            ? Optional.empty()
                            : Fault.of(
                                    Text.format(
                                            "%s: expected %s, found %s. %s",
                                            what, shown(expected), shown(value), hint));
                });
    }

    Check near(String what, double expected, double error, DoubleSupplier found, String hint) {
        double margin = error * (expected == 0 ? 1 : Math.abs(expected));
        return and(
                () -> {
                    double value = found.getAsDouble();
                    return Math.abs(value - expected) <= margin
                            ? Optional.empty()
                            : Fault.of(
                                    Text.format(
                                            "%s: expected %s, found %s. %s",
                                            what, shown(expected), shown(value), hint));
                });
    }

    private static String shown(Object value) {
        return value instanceof Number number
                ? Text.number(number.doubleValue())
                : String.valueOf(value);
    }

    /** Ends the check; the praise is one sentence that adds something. */
    Verdict verdict(String praise) {
        return verdict(() -> praise);
    }

    /**
     * Ends the check with a sentence that needs what was measured.
     *
     * @param praise makes what is said if all holds
     * @return the verdict, which is recorded too
     */
    Verdict verdict(Supplier<String> praise) {
        and(
                () -> {
                    said = praise.get();
                    return Optional.empty();
                });
        return recorder.apply(new Verdict(exercise, outcome, said));
    }
}
