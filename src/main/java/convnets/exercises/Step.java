package convnets.exercises;

import convnets.Text;
import java.util.Optional;

/** A part of a check. */
@FunctionalInterface
interface Step {

    /**
     * Looks at the answer.
     *
     * @return the first thing that does not hold, if there is one
     */
    Optional<Fault> look();

    /**
     * What does not hold.
     *
     * @param begun false if the cell is as the notebook has it
     * @param words what was found; may be empty
     * @param mistake the name of the exercise's sentence that follows them; empty if there is none
     */
    record Fault(boolean begun, String words, String mistake) {

        /** Something that is said in the same words of every exercise, with values in them. */
        static Optional<Fault> of(String words, Object... values) {
            String said = values.length == 0 ? words : Text.format(words, values);
            return Optional.of(new Fault(true, said, ""));
        }

        /** The same of what does not hold. */
        static Optional<Fault> unless(boolean holds, String words, Object... values) {
            return holds ? Optional.empty() : of(words, values);
        }

        /** A mistake that the exercise knows, if it was made. */
        static Optional<Fault> when(boolean made, String mistake) {
            return made ? Optional.of(named(mistake)) : Optional.empty();
        }

        /** A mistake that the exercise knows. */
        static Fault named(String mistake) {
            return new Fault(true, "", mistake);
        }

        /** The same in a cell that is as the notebook has it. */
        Fault notBegun() {
            return new Fault(false, words, mistake);
        }

        /** The same, with a sentence of the exercise behind it. */
        Fault with(String sentence) {
            return new Fault(begun, words, sentence);
        }

        /** The same, said of a part of the answer. */
        Fault about(String part) {
            return new Fault(begun, (part + ": " + words).strip(), mistake);
        }
    }
}
