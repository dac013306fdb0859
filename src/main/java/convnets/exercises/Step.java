package convnets.exercises;

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

        /** Something that is said in the same words of every exercise. */
        static Optional<Fault> of(String words) {
            return Optional.of(new Fault(true, words, ""));
        }

        /** A mistake that the exercise knows. */
        static Fault named(String mistake) {
            return new Fault(true, "", mistake);
        }

        /** The same in a cell that is as the notebook has it. */
        Fault notBegun() {
            return new Fault(false, words, mistake);
        }

        /** The same, said of a part of the answer. */
        Fault about(String part) {
            return new Fault(begun, (part + ": " + words).strip(), mistake);
        }
    }
}
