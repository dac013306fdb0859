package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;

/** What convolution and pooling have in common: a square window that slides over an image. */
final class Windows {

    private Windows() {}

    /** Refuses what is not a batch of images, and images that the window does not fit into. */
    static void check(String layer, Shape input, int window, int padding) {
        if (input.dimension() != 4) {
            throw new CourseException(
                    "The layer \"%s\" needs images of shape (batch, channels, height, width), not"
                            + " %s.",
                    layer, input);
        }
        long smallest = Math.min(input.get(2), input.get(3)) + 2L * padding;
        if (smallest < window) {
            throw new CourseException(
                    "The image is too small when it reaches the layer \"%s\": %d×%d pixels, and"
                            + " the window needs at least %d.",
                    layer, input.get(2), input.get(3), window - 2 * padding);
        }
    }

    /** The number of places where the window fits along one side. */
    static long places(long size, int window, int stride, int padding) {
        return (size + 2L * padding - window) / stride + 1;
    }
}
