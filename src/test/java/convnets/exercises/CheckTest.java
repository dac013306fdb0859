package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckTest {

    private static final Exercise ANY = new Exercise("9.1", "Any");

    private final List<Verdict> recorded = new ArrayList<>();

    @AfterEach
    void forget() {
        Check.recordWith(verdict -> {});
    }

    @Test
    void aRightAnswerIsPraised() {
        Verdict verdict =
                Check.of(ANY)
                        .mistake(() -> false, "no")
                        .equal("sum", 4, () -> 2 + 2, "Add.")
                        .near("root", 1.414, 0.001, () -> Math.sqrt(2), "Root.")
                        .atLeast("accuracy", 0.8, () -> 0.8, "Train.")
                        .atMost("parameters", 100, () -> 100, "Fewer.")
                        .verdict("Well counted.");
        assertEquals("✓ 9.1 Any: Well counted.", verdict.toString());
    }

    @Test
    void aWrongValueSaysWhatWasExpectedFoundAndWhereToLook() {
        assertEquals(
                "✗ 9.1 Any: parameters: expected 61,706, found 61,700. A layer has lost its bias.",
                Check.of(ANY)
                        .equal("parameters", 61_706L, () -> 61_700L, "A layer has lost its bias.")
                        .verdict("")
                        .toString());
        assertEquals(
                "accuracy: expected 0.8 or more, found 0.7512. Train longer.",
                said(Check.of(ANY).atLeast("accuracy", .8, () -> .75123, "Train longer.")));
        assertEquals(
                "size: expected 1,000 or less, found 1,001. Fewer.",
                said(Check.of(ANY).atMost("size", 1000, () -> 1001, "Fewer.")));
        assertEquals(
                "ratio: expected 2.75, found NaN. Divide.",
                said(Check.of(ANY).near("ratio", 2.75, .01, () -> 0.0 / 0.0, "Divide.")));
    }

    @Test
    void theFirstFaultEndsTheCheck() {
        Verdict verdict =
                Check.of(ANY)
                        .mistake(() -> true, "Not begun.")
                        .equal("never", 1, () -> recorded.get(0).hashCode(), "")
                        .verdict("");
        assertFalse(verdict.passed());
        assertEquals("Not begun.", verdict.said());
    }

    @Test
    void anAnswerThatThrowsGetsASentence() {
        assertEquals(
                "The image is too small.",
                said(
                        Check.of(ANY)
                                .mistake(
                                        () -> {
                                            throw new CourseException("The image is too small.");
                                        },
                                        "")));
        String none = null;
        assertTrue(
                said(Check.of(ANY).equal("length", 3, () -> none.length(), ""))
                        .contains("is null"));
        assertEquals(
                "The answer stops with: java.lang.IllegalStateException: broken",
                said(
                        Check.of(ANY)
                                .atLeast(
                                        "accuracy",
                                        1,
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        },
                                        "")));
    }

    @Test
    void eachVerdictIsRecordedOnce() {
        Check.recordWith(recorded::add);
        Verdict verdict = Check.of(ANY).verdict("Done.");
        assertEquals(List.of(verdict), recorded);
    }

    @Test
    void exercisesAreNumberedInOrderAndOnce() {
        List<String> numbers = Exercises.all().stream().map(Exercise::number).toList();
        assertEquals(numbers.stream().distinct().toList(), numbers);
        for (int chapter = 1; chapter <= 6; chapter++) {
            List<Exercise> some = Exercises.of(chapter);
            for (int i = 0; i < some.size(); i++) {
                assertEquals(chapter + "." + (i + 1), some.get(i).number());
            }
        }
    }

    private static String said(Check check) {
        return check.verdict("").said();
    }
}
