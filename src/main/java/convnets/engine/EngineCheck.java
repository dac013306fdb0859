package convnets.engine;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.io.PrintStream;
import java.util.function.Supplier;

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
        System.exit(check(HostArrays::newManager, System.err));
    }

    /** What the program ends with. */
    static int check(Supplier<NDManager> engine, PrintStream errors) {
        try (NDManager manager = engine.get()) {
            HostArrays.array(manager, new float[] {1, 2}, new Shape(2)).sum().getFloat();
            return 0;
        } catch (CourseException problem) {
            errors.println(problem.getMessage());
            return 1;
        }
    }
}
