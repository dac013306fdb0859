package convnets.exercises;

import static convnets.exercises.Answers.any;
import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import convnets.CourseException;
import convnets.exercises.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckTest {

    private final List<Verdict> recorded = new ArrayList<>();

    @AfterEach
    void forget() {
        Check.recordWith(verdict -> verdict);
    }

    private static final Exercise ANY =
            any("no", "look", "praise", "accuracy", "parameters", "ratio", "never");

    @Test
    void aRightAnswerIsPraised() {
        Verdict verdict =
                Check.of(ANY)
                        .mistake("no", () -> false)
                        .and(Formula.number("sum", 2 + 2).right("look", 4))
                        .atLeast("accuracy", 0.8, () -> 0.8)
                        .atMost("parameters", 100, () -> 100)
                        .verdict();
        assertEquals("✓ 3.4 Any: praise.", verdict.toString());
    }

    @Test
    void aBoundThatTheTaskStatesIsNamedWithWhatWasFound() {
        assertEquals(
                "accuracy: expected 0.8 or more, found 0.7512. accuracy.",
                said(Check.of(ANY).atLeast("accuracy", .8, () -> .75123)));
        assertEquals(
                "parameters: expected 1,000 or less, found 1,001. parameters.",
                said(Check.of(ANY).atMost("parameters", 1000, () -> 1001)));
        assertFalse(Check.of(ANY).atLeast("ratio", 1, () -> Double.NaN).verdict().passed());
    }

    @Test
    void whatWasMeasuredStandsInThePraise() {
        Exercise measured =
                new Exercise(
                        9,
                        1,
                        "Any",
                        Exercise.Kind.NET,
                        0,
                        List.of(),
                        Map.of("praise", "%d of %.1f."));
        assertEquals("3 of 4.5.", Check.of(measured).verdict(() -> 3, () -> 4.5).said());
    }

    @Test
    void aSentenceThatIsNotDeclaredIsAFaultOfTheCheck() {
        Verdict verdict = Check.of(ANY).mistake("undeclared", () -> true).verdict();
        assertEquals(Outcome.CHECK_FAILED, verdict.outcome());
        wrong("3.4 has no sentence \"undeclared\"", verdict);
    }

    @Test
    void theFirstFaultEndsTheCheck() {
        Verdict verdict =
                Check.of(ANY)
                        .notBegun("no", () -> true)
                        .mistake("never", () -> recorded.get(0).passed())
                        .verdict();
        assertEquals(Outcome.NOT_BEGUN, verdict.outcome());
        assertEquals("no.", verdict.said());
    }

    @Test
    void anAnswerThatThrowsGetsASentence() {
        wrong("too small", answering(() -> fail(new CourseException("The image is too small."))));
        wrong(
                "Your code stops with: java.lang.IllegalStateException: broken",
                answering(() -> fail(new IllegalStateException("broken"))));
        wrong("Your code gives null", answering(() -> null));
        wrong("Your code stops with: java.lang.StackOverflowError", answering(CheckTest::endless));
        wrong("The answer is null", Check.of(ANY, 1, null).verdict());
    }

    @Test
    void anExceptionOfTheChecksOwnIsNotTheReaders() {
        Verdict verdict =
                Check.of(ANY).mistake("no", () -> fail(new NullPointerException())).verdict();
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
        Verdict verdict = Check.of(ANY).verdict();
        right(verdict);
        assertEquals(List.of(verdict), recorded);
    }

    @Test
    void exercisesAreNumberedInOrderAndOnce() {
        int chapter = 0;
        int place = 0;
        for (Exercise exercise : Exercise.ALL) {
            place = exercise.chapter() == chapter ? place + 1 : 1;
            chapter = exercise.chapter();
            assertEquals(chapter + "." + place, exercise.number(), exercise.toString());
        }
        long titles = Exercise.ALL.stream().map(Exercise::toString).distinct().count();
        assertEquals(Exercise.ALL.size(), titles);
    }

    private interface Code {
        Object run();
    }

    private static Verdict answering(Code code) {
        return Check.of(ANY).mistake("no", () -> Answer.of(code::run).equals("")).verdict();
    }

    private static boolean fail(RuntimeException e) {
        throw e;
    }

    private static Object endless() {
        return endless();
    }

    private static String said(Check check) {
        return check.verdict().said();
    }
}
