package convnets.exercises;

import convnets.Text;

/**
 * What a check says of an answer.
 *
 * @param exercise that was answered
 * @param outcome what the answer is
 * @param said what was found; if it is not right: what is amiss, and where to look
 */
public record Verdict(Exercise exercise, Outcome outcome, String said) {

    /** What an answer is. */
    public enum Outcome {
        /** All holds. */
        RIGHT,
        /** Something does not hold. */
        WRONG,
        /** The cell is as the notebook has it: no try yet. */
        NOT_BEGUN,
        /** The check itself failed, so nobody knows. */
        CHECK_FAILED
    }

    /**
     * Whether the answer is right.
     *
     * @return true if all holds
     */
    public boolean passed() {
        return outcome == Outcome.RIGHT;
    }

    /**
     * Which exercise it is.
     *
     * @return its number and title
     */
    public String title() {
        return exercise.toString();
    }

    /** A tick or a cross, the exercise, and what is said. */
    @Override
    public String toString() {
        return Text.format("%s %s: %s", passed() ? "✓" : "✗", exercise, said);
    }
}
