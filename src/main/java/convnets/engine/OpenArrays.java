package convnets.engine;

import ai.djl.ndarray.NDArray;
import convnets.CourseException;
import convnets.Given;

/** Refuses arrays whose manager was closed: the engine would read memory that is theirs no more. */
public final class OpenArrays {

    private OpenArrays() {}

    /**
     * Refuses what was given back.
     *
     * @param array any
     * @throws CourseException if its manager was closed, or it is null
     */
    public static void require(NDArray array) {
        require(!Given.of("array", array).isReleased());
    }

    static void require(boolean open) {
        if (!open) {
            throw new CourseException(
                    "The manager of this array was closed, and its arrays are gone: make them again,"
                            + " and close a manager after the last use of its arrays.");
        }
    }
}
