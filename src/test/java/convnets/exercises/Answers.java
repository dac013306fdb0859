package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the tests of the checks expect of a verdict. */
final class Answers {

    private Answers() {}

    /** An exercise whose sentences are their own names, followed by a point. */
    static Exercise any(String... sentences) {
        Map<String, String> said = new HashMap<>();
        Stream.of(sentences).forEach(s -> said.put(s, s + "."));
        return new Exercise(3, 4, "Any", Exercise.Kind.FORMULA, 0, List.of(), said);
    }

    static void right(Verdict verdict) {
        assertTrue(verdict.passed(), verdict.toString());
    }

    /** A wrong answer must be told which mistake it is: some words of the sentence are enough. */
    static void wrong(String words, Verdict verdict) {
        assertFalse(verdict.passed(), verdict.toString());
        assertTrue(verdict.said().contains(words), verdict.said());
    }
}
