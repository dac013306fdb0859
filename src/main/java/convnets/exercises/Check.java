package convnets.exercises;

import convnets.CourseException;
import convnets.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Looks at an answer step by step, and stops at the first thing that does not hold.
 *
 * <pre>{@code
 * Check.of(MAX_POOLING)
 *         .mistake(() -> pools(net).isEmpty(), "There is no pooling left: each was to be replaced.")
 *         .equal("parameters", 61_706L, () -> LayerTable.of(net, IMAGE).parameters(), "Pooling has none.")
 *         .atLeast("test accuracy", 0.8, () -> run.history().best().testAccuracy(), "Train longer.")
 *         .verdict("Max-pooling learns faster here.")
 * }</pre>
 *
 * <p>What comes later is worked out only if all before it holds, so long checks stand last. An
 * answer that throws is not right either, and its sentence is what the reader gets.
 */
public final class Check {

    /** How many digits of a fraction a message shows. */
    private static final int DIGITS = 4;

    private static volatile Consumer<Verdict> recorder = verdict -> {};

    private final Exercise exercise;
    private String fault;

    private Check(Exercise exercise) {
        this.exercise = exercise;
    }

    /**
     * Begins a check.
     *
     * @param exercise whose answer is looked at
     * @return a check of which all holds so far
     */
    public static Check of(Exercise exercise) {
        return new Check(exercise);
    }

    /**
     * Sets who is told of each verdict.
     *
     * @param consumer such as {@code Logbook.course()::record}
     */
    public static void recordWith(Consumer<Verdict> consumer) {
        recorder = consumer;
    }

    /**
     * Recognizes an answer that was not begun, or a plausible mistake.
     *
     * @param made whether it was made
     * @param sentence names it, and says where to look
     * @return this
     */
    public Check mistake(BooleanSupplier made, String sentence) {
        return step(() -> made.getAsBoolean() ? sentence : null);
    }

    /**
     * Expects a value.
     *
     * @param <T> its type; arrays and DJL's arrays are not meant
     * @param what it is, such as "parameters"
     * @param expected value
     * @param found works out the answer's value
     * @param hint where to look if it differs
     * @return this
     */
    public <T> Check equal(String what, T expected, Supplier<? extends T> found, String hint) {
        return step(
                () -> {
                    T value = found.get();
                    return Objects.equals(expected, value)
                            ? null
                            : fault(what, text(expected), text(value), hint);
                });
    }

    /**
     * Expects a number, up to a relative error.
     *
     * @param what it is
     * @param expected value
     * @param error such as 0.01 for one percent; of the value itself if that is 0
     * @param found works out the answer's value
     * @param hint where to look if it differs
     * @return this
     */
    public Check near(
            String what, double expected, double error, DoubleSupplier found, String hint) {
        double margin = error * (expected == 0 ? 1 : Math.abs(expected));
        return step(
                () -> {
                    double value = found.getAsDouble();
                    return Math.abs(value - expected) <= margin
                            ? null
                            : fault(what, text(expected), text(value), hint);
                });
    }

    /**
     * Expects a number to reach a floor.
     *
     * @param what it is, such as "test accuracy"
     * @param floor the smallest right value
     * @param found works out the answer's value
     * @param hint where to look if it is lower
     * @return this
     */
    public Check atLeast(String what, double floor, DoubleSupplier found, String hint) {
        return step(
                () -> {
                    double value = found.getAsDouble();
                    return value >= floor
                            ? null
                            : fault(what, text(floor) + " or more", text(value), hint);
                });
    }

    /**
     * Expects a number to keep under a ceiling.
     *
     * @param what it is, such as "parameters"
     * @param ceiling the largest right value
     * @param found works out the answer's value
     * @param hint where to look if it is higher
     * @return this
     */
    public Check atMost(String what, double ceiling, DoubleSupplier found, String hint) {
        return step(
                () -> {
                    double value = found.getAsDouble();
                    return value <= ceiling
                            ? null
                            : fault(what, text(ceiling) + " or less", text(value), hint);
                });
    }

    /**
     * Ends the check.
     *
     * @param praise what is said if all holds: one sentence that adds something
     * @return the verdict, which is recorded too
     */
    public Verdict verdict(String praise) {
        return verdict(() -> praise);
    }

    /**
     * Ends the check with a sentence that needs what was measured.
     *
     * @param praise makes what is said if all holds
     * @return the verdict, which is recorded too
     */
    public Verdict verdict(Supplier<String> praise) {
        Verdict verdict =
                new Verdict(exercise, fault == null, fault == null ? praise.get() : fault);
        recorder.accept(verdict);
        return verdict;
    }

    private Check step(Supplier<String> look) {
        if (fault == null) {
            try {
                fault = look.get();
            } catch (CourseException problem) {
                fault = problem.getMessage();
            } catch (NullPointerException e) {
                fault = "The answer is null, or a part of it is. Is every cell above executed?";
            } catch (RuntimeException e) {
                fault = "The answer stops with: " + e;
            }
        }
        return this;
    }

    private static String fault(String what, String expected, String found, String hint) {
        return Text.format("%s: expected %s, found %s. %s", what, expected, found, hint);
    }

    /** Numbers as a reader writes them: grouped, and without needless digits. */
    private static String text(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return Text.format("%,d", value);
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Text.format("%,.0f", number)
                    : new BigDecimal(number)
                            .round(new MathContext(DIGITS))
                            .stripTrailingZeros()
                            .toPlainString();
        }
        return String.valueOf(value);
    }
}
