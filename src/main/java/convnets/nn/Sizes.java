package convnets.nn;

import ai.djl.ndarray.types.Shape;
import java.util.stream.LongStream;

/** How many numbers an array has: DJL's own count is a wrong one where it is larger than a long. */
public final class Sizes {

    private Sizes() {}

    /**
     * Counts the numbers.
     *
     * @param shape of an array
     * @return their number
     * @throws ArithmeticException if it is larger than any long
     */
    public static long of(Shape shape) {
        return LongStream.of(shape.getShape()).reduce(1, Math::multiplyExact);
    }
}
