package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the tests of the checks expect of a verdict. */
final class Answers {

    private Answers() {}

    static void right(Verdict verdict) {
        assertTrue(verdict.passed(), verdict.toString());
    }

    /** A wrong answer must be told which mistake it is: some words of the sentence are enough. */
    static void wrong(String words, Verdict verdict) {
        assertFalse(verdict.passed(), verdict.toString());
        assertTrue(verdict.said().contains(words), verdict.said());
    }
}
