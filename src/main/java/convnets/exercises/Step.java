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
     * @param sentence names the mistake, and says where to look
     */
    record Fault(boolean begun, String sentence) {

        /** A mistake of somebody who has tried. */
        static Optional<Fault> of(String sentence) {
            return Optional.of(new Fault(true, sentence));
        }
    }
}
