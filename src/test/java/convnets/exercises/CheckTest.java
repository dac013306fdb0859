package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import convnets.CourseException;
import convnets.exercises.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckTest {

    private static final Exercise ANY = Exercise.PADDING;

    private final List<Verdict> recorded = new ArrayList<>();

    @AfterEach
    void forget() {
        Check.recordWith(verdict -> verdict);
    }

    @Test
    void aRightAnswerIsPraised() {
        Verdict verdict =
                Check.of(ANY)
                        .mistake(() -> false, "no")
                        .and(Formula.number("sum", 2 + 2).right(4, "Add."))
                        .atLeast("accuracy", 0.8, () -> 0.8, "Train.")
                        .atMost("parameters", 100, () -> 100, "Fewer.")
                        .verdict("Well counted.");
        assertEquals("✓ 3.4 Padding that keeps the size: Well counted.", verdict.toString());
    }

    @Test
    void aBoundThatTheTaskStatesIsNamedWithWhatWasFound() {
        assertEquals(
                "accuracy: expected 0.8 or more, found 0.7512. Train longer.",
                said(Check.of(ANY).atLeast("accuracy", .8, () -> .75123, "Train longer.")));
        assertEquals(
                "size: expected 1,000 or less, found 1,001. Fewer.",
                said(Check.of(ANY).atMost("size", 1000, () -> 1001, "Fewer.")));
        assertFalse(Check.of(ANY).atLeast("ratio", 1, () -> Double.NaN, "").verdict("").passed());
    }

    @Test
    void theFirstFaultEndsTheCheck() {
        Verdict verdict =
                Check.of(ANY)
                        .notBegun(() -> true, "Not begun.")
                        .mistake(() -> recorded.get(0).passed(), "never looked at")
                        .verdict("");
        assertEquals(Outcome.NOT_BEGUN, verdict.outcome());
        assertEquals("Not begun.", verdict.said());
    }

    @Test
    void anAnswerThatThrowsGetsASentence() {
        wrong("too small", answering(() -> fail(new CourseException("The image is too small."))));
        wrong(
                "Your code stops with: java.lang.IllegalStateException: broken",
                answering(() -> fail(new IllegalStateException("broken"))));
        wrong("Your code gives null", answering(() -> null));
        wrong("Your code stops with: java.lang.StackOverflowError", answering(CheckTest::endless));
        wrong("The answer is null", Check.of(ANY, 1, null).verdict(""));
    }

    @Test
    void anExceptionOfTheChecksOwnIsNotTheReaders() {
        Verdict verdict =
                Check.of(ANY).mistake(() -> fail(new NullPointerException()), "").verdict("");
        assertEquals(Outcome.CHECK_FAILED, verdict.outcome());
        wrong("The check itself failed", verdict);
        wrong("not yours", verdict);
        wrong("itself failed", Check.of(ANY).verdict(() -> recorded.get(0).said()));
    }

    @Test
    void eachVerdictIsRecordedOnce() {
        Check.recordWith(
                verdict -> {
                    recorded.add(verdict);
                    return verdict;
                });
        Verdict verdict = Check.of(ANY).verdict("Done.");
        right(verdict);
        assertEquals(List.of(verdict), recorded);
    }

    @Test
    void exercisesAreNumberedInOrderAndOnce() {
        int chapter = 0;
        int place = 0;
        for (Exercise exercise : Exercise.values()) {
            place = exercise.chapter() == chapter ? place + 1 : 1;
            chapter = exercise.chapter();
            assertEquals(chapter + "." + place, exercise.number(), exercise.name());
        }
        long titles = Arrays.stream(Exercise.values()).map(Exercise::toString).distinct().count();
        assertEquals(Exercise.values().length, titles);
    }

    private interface Code {
        Object run();
    }

    private static Verdict answering(Code code) {
        return Check.of(ANY).mistake(() -> Answer.of(code::run).equals(""), "").verdict("");
    }

    private static boolean fail(RuntimeException e) {
        throw e;
    }

    private static Object endless() {
        return endless();
    }

    private static String said(Check check) {
        return check.verdict("").said();
    }
}
