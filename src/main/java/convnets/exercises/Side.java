package convnets.exercises;

/** A formula for the side of the map that a convolution or a pooling puts out. */
@FunctionalInterface
public interface Side {

    /**
     * Computes it.
     *
     * @param n the side of the input, in pixels
     * @param k the side of the window
     * @param p the pixels of padding on each side
     * @param s the stride
     * @return the side of the output, in pixels
     */
    long of(long n, long k, long p, long s);
}
