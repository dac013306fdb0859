package convnets.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;

/** What the end of "make setup" runs to see whether the engine can be loaded. */
public final class EngineCheck {

    private EngineCheck() {}

    /**
     * Lets the engine unpack its native libraries and add two numbers; ends the program with 1
     * after a sentence if that fails.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (NDManager manager = HostArrays.newManager()) {
            HostArrays.array(manager, new float[] {1, 2}, new Shape(2)).sum().getFloat();
        } catch (CourseException problem) {
            System.err.println(problem.getMessage());
            System.exit(1);
        }
    }
}
