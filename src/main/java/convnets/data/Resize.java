package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import convnets.CourseException;
import convnets.engine.HostArrays;

/**
 * Bilinear resizing as two matrix products for each channel: X of h×w pixels becomes A X Bᵀ, where
 * each row of A (s×h) and B (s×w) mixes two neighbors. So a whole batch is resized at once, on
 * whichever device it lies.
 *
 * <p>Pixel centers are at halves, as in OpenCV and in DJL's own resizing. Nothing is smoothed
 * beforehand: it is meant for enlarging.
 */
final class Resize {

    final int size;
    private static final int LARGEST = 4096;

    private final float[] rows;
    private final float[] columns;
    private final int height;
    private final int width;

    /** Refuses a size that no picture can have: a larger one is of no use to a net. */
    static void require(int size) {
        if (size < 1 || size > LARGEST) {
            throw new CourseException(
                    "Pictures need a size of 1 pixel or more, at most %,d, not %,d.",
                    LARGEST, size);
        }
    }

    /** From pictures of height × width pixels to size × size. */
    Resize(int height, int width, int size) {
        this.height = height;
        this.width = width;
        this.size = size;
        rows = weights(height, size);
        columns = weights(width, size);
    }

    /** (N, C, h, w) → (N, C, s, s), attached to the input's manager. */
    NDArray apply(NDArray x) {
        return matrices(x.getManager()).apply(x);
    }

    /** The two matrices on a device, for one batch or for many. */
    Matrices matrices(NDManager manager) {
        return new Matrices(
                HostArrays.array(manager, rows, new Shape(size, height)),
                HostArrays.array(manager, columns, new Shape(size, width)));
    }

    /** A (s×h) and B (s×w). */
    record Matrices(NDArray a, NDArray b) {

        NDArray apply(NDArray x) {
            return dense(dense(x.transpose(0, 1, 3, 2), a).transpose(0, 1, 3, 2), b);
        }

        /** The engines' fastest product with a small matrix, on the last axis. */
        private static NDArray dense(NDArray x, NDArray weights) {
            return Linear.linear(x, weights).singletonOrThrow();
        }
    }

    /** The same for one picture in plain Java. */
    Picture apply(Picture x) {
        byte[] y = ByteValues.toBytes(apply(ByteValues.toFloats(x.pixels())));
        return new Picture(y, x.channels(), size, size, x.label(), x.name());
    }

    /** The same for the values of one picture: C·h·w in, C·s·s out. */
    float[] apply(float[] x) {
        int channels = x.length / (height * width);
        float[] half = new float[channels * size * width];
        for (int i = 0; i < channels * size; i++) {
            int channel = i / size * height;
            for (int h = 0; h < height; h++) {
                for (int w = 0; w < width; w++) {
                    half[i * width + w] +=
                            rows[i % size * height + h] * x[(channel + h) * width + w];
                }
            }
        }
        float[] y = new float[channels * size * size];
        for (int i = 0; i < channels * size; i++) {
            for (int w = 0; w < width; w++) {
                for (int j = 0; j < size; j++) {
                    y[i * size + j] += half[i * width + w] * columns[j * width + w];
                }
            }
        }
        return y;
    }

    /** The matrix of one axis, shape (to, from): each row holds two weights that add up to 1. */
    static float[] weights(int from, int to) {
        float[] matrix = new float[from * to];
        for (int i = 0; i < to; i++) {
            double place = (i + 0.5) * from / to - 0.5;
            double inside = Math.max(0, Math.min(from - 1, place));
            int left = (int) Math.floor(inside);
            int right = Math.min(from - 1, left + 1);
            double share = inside - left;
            matrix[i * from + left] += (float) (1 - share);
            matrix[i * from + right] += (float) share;
        }
        return matrix;
    }
}
