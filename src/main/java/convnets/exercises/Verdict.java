package convnets.exercises;

import convnets.Text;

/**
 * What a check says of an answer.
 *
 * @param exercise that was answered
 * @param passed whether the answer is right
 * @param said what was found; if it is not right: what was expected, and where to look
 */
public record Verdict(Exercise exercise, boolean passed, String said) {

    /** A tick or a cross, the exercise, and what is said. */
    @Override
    public String toString() {
        return Text.format("%s %s: %s", passed ? "✓" : "✗", exercise, said);
    }
}
