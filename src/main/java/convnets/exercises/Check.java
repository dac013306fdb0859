package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.data.ImageData;
import convnets.exercises.Step.Fault;
import convnets.exercises.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Looks at an answer step by step, and stops at the first thing that does not hold.
 *
 * <pre>{@code
 * Check check = Check.of("3.1", net);
 * check.twin(net, () -> maxLeNet(), IMAGE).stub("both", LeNet::block).wrong("one", () -> half());
 * check.atMost("parameters", 30_000, () -> parameters(net));
 * return check.verdict();
 * }</pre>
 *
 * <p>Mistakes have names; their sentences stand where the exercise is declared.
 *
 * <p>What comes later is worked out only if all before it holds, so long steps stand last. Reader's
 * code is called through {@link Answer} alone: any other exception is a fault of the check.
 */
final class Check {

    private static volatile UnaryOperator<Verdict> recorder = UnaryOperator.identity();

    private final Exercise exercise;
    private final List<Step> steps = new ArrayList<>();
    private Outcome outcome = Outcome.RIGHT;
    private String said;

    private Check(Exercise exercise) {
        this.exercise = exercise;
    }

    /**
     * Begins a check.
     *
     * @param number of the exercise whose answer is looked at
     * @param answers what the reader gives; none may be null, or hold null
     * @return a check of which all holds so far
     */
    static Check of(String number, Object... answers) {
        return of(Exercise.of(number), answers);
    }

    static Check of(Exercise exercise, Object... answers) {
        return new Check(exercise)
                .and(
                        () ->
                                Fault.unless(
                                        !holdsNull(answers),
                                        "The answer is null. Is every cell above executed?"));
    }

    private static boolean holdsNull(Object answer) {
        return answer instanceof Object[] some
                ? Arrays.stream(some).anyMatch(Check::holdsNull)
                : answer instanceof List<?> some
                        ? some.stream().anyMatch(Check::holdsNull)
                        : answer == null;
    }

    /** Begins the check of a training: see {@link Trained#begin}. */
    static Check trained(
            String number, Trained answer, String pictures, Supplier<List<ImageData>> allowed) {
        return of(number).and(Trained.begin(answer, pictures, allowed));
    }

    /**
     * Sets who is told of each verdict.
     *
     * @param keeper may add a sentence to it
     */
    static void recordWith(UnaryOperator<Verdict> keeper) {
        recorder = keeper;
    }

    /** Adds a step, which is taken only if all before it holds. */
    Check and(Step step) {
        steps.add(step);
        return this;
    }

    /** Adds a rule that the reader's code is to follow: see {@link Formula}. */
    <C> Formula<C> formula(String what, List<C> cases, Function<C, ?> answer) {
        return added(Formula.of(what, cases, answer));
    }

    /** Adds a number of the reader's. */
    Formula<String> number(String what, double found) {
        return added(Formula.number(what, found));
    }

    /** Adds numbers of the reader's, one for each place. */
    Formula<Formula.Place> each(String what, List<String> names, Object numbers) {
        return added(Formula.each(what, names, numbers));
    }

    /** Adds a net that the reader's is to equal: see {@link Twin}. */
    Twin twin(Block net, Supplier<? extends Block> right, Shape input) {
        return added(Twin.of(net, right, input));
    }

    /** Expects names that were read from a picture: one for each of the exercise's choices. */
    Check choices(String... given) {
        IntStream.range(0, given.length).forEach(i -> choice(i, () -> given[i]));
        return this;
    }

    /** Expects one of them. */
    Check choice(int place, Supplier<String> given) {
        return and(() -> exercise.choices().get(place).look(given.get()));
    }

    private <S extends Step> S added(S step) {
        steps.add(step);
        return step;
    }

    private void take(Step step) {
        if (outcome != Outcome.RIGHT) {
            return;
        }
        try {
            step.look().ifPresent(this::end);
        } catch (CourseException sentence) {
            end(new Fault(true, sentence.getMessage(), ""));
        } catch (RuntimeException e) {
            outcome = Outcome.CHECK_FAILED;
            String words = "The check itself failed (%s). That is the course's fault, not yours.";
            said = Text.format(words, e);
        }
    }

    private void end(Fault fault) {
        String named = fault.mistake().isEmpty() ? "" : exercise.say(fault.mistake());
        said = (fault.words() + " " + named).strip();
        outcome = fault.begun() ? Outcome.WRONG : Outcome.NOT_BEGUN;
    }

    /** Recognizes a cell that is as the notebook has it: that is no try. */
    Check notBegun(String mistake, BooleanSupplier untouched) {
        return and(() -> Fault.when(untouched.getAsBoolean(), mistake).map(Fault::notBegun));
    }

    /** Recognizes a mistake. */
    Check mistake(String mistake, BooleanSupplier made) {
        return and(() -> Fault.when(made.getAsBoolean(), mistake));
    }

    /** Expects a number to reach a floor that the task states; its name is that of the sentence. */
    Check atLeast(String what, double floor, DoubleSupplier found) {
        return and(() -> bound(what, floor, "more", found, found.getAsDouble() >= floor));
    }

    /** Expects a number to keep under a ceiling that the task states. */
    Check atMost(String what, double ceiling, DoubleSupplier found) {
        return and(() -> bound(what, ceiling, "less", found, found.getAsDouble() <= ceiling));
    }

    private static Optional<Fault> bound(
            String what, double bound, String side, DoubleSupplier found, boolean holds) {
        String words = "%s: expected %s or %s, found %s.";
        String value = Text.number(found.getAsDouble());
        return Fault.unless(holds, words, what, Text.number(bound), side, value)
                .map(fault -> fault.with(what));
    }

    /** Expects a training to reach the exercise's floor; its sentence is named floor. */
    Check floor(Trained run, String what, DoubleSupplier accuracy) {
        return and(run.reaches(exercise.floor(), what, accuracy, "floor"));
    }

    /**
     * Ends the check.
     *
     * @param values what was measured, for the sentence named praise
     * @return the verdict, which is recorded too
     */
    Verdict verdict(Supplier<?>... values) {
        steps.forEach(this::take);
        take(
                () -> {
                    Object[] measured = Arrays.stream(values).map(Supplier::get).toArray();
                    said = exercise.say("praise", measured);
                    return Optional.empty();
                });
        return recorder.apply(new Verdict(exercise, outcome, said));
    }
}
