package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What convolution and pooling have in common: a window that slides over series, images or volumes.
 * Each shape has one number for each direction.
 *
 * @param kernel height and width, in values of the layer's input
 * @param strides from one place of the window to the next
 * @param paddings how far the window may reach over each edge
 * @param dilations from one value that the window reads to the next; 1 for neighbors
 * @param ceil whether a last window that fits only in part counts
 */
public record SlidingWindow(
        Shape kernel, Shape strides, Shape paddings, Shape dilations, boolean ceil) {

    /** The names of a batch's axes for windows of one, two and three dimensions. */
    private static final String[] INPUTS = {
        "series of shape (batch, channels, steps)",
        "images of shape (batch, channels, height, width)",
        "volumes of shape (batch, channels, depth, height, width)"
    };

    /**
     * The usual window over images.
     *
     * @param kernel height and width
     * @param stride in both directions
     * @param padding on all four sides
     * @return the window
     * @throws CourseException if the kernel or the stride is not positive, or the padding negative
     */
    public static SlidingWindow square(int kernel, int stride, int padding) {
        positive("window", kernel);
        positive("stride", stride);
        if (padding < 0) {
            throw new CourseException("A layer needs padding ≥ 0, not %d.", padding);
        }
        return new SlidingWindow(
                new Shape(kernel, kernel),
                new Shape(stride, stride),
                new Shape(padding, padding),
                ones(2),
                false);
    }

    /**
     * The window's height, and for the usual square window its width.
     *
     * @return values of the layer's input
     */
    public int kernelSize() {
        return (int) kernel.get(0);
    }

    /**
     * The step downward, and for the usual window to the right.
     *
     * @return values of the layer's input
     */
    public int stride() {
        return (int) strides.get(0);
    }

    /**
     * The padding above and below, and for the usual window at the sides.
     *
     * @return values on each side
     */
    public int padding() {
        return (int) paddings.get(0);
    }

    /**
     * How far the window reaches along one direction, the gaps of its dilation included.
     *
     * @param direction 0 for the first one, the height of an image
     * @return values of the layer's input
     */
    public long span(int direction) {
        return dilations.get(direction) * (kernel.get(direction) - 1) + 1;
    }

    /**
     * The output's shape.
     *
     * @param input the shape of the layer's input, batch first
     * @param channels of the output
     * @return (batch, channels, places along each direction)
     */
    public Shape output(Shape input, long channels) {
        long[] output = {input.get(0), channels};
        output = Arrays.copyOf(output, 2 + kernel.dimension());
        for (int i = 0; i < kernel.dimension(); i++) {
            long free = input.get(2 + i) + 2 * paddings.get(i) - span(i);
            output[2 + i] = (free + (ceil ? strides.get(i) - 1 : 0)) / strides.get(i) + 1;
        }
        return new Shape(output);
    }

    /** Refuses what is not a batch of the right dimensions, or too small for the window. */
    void check(String layer, Shape input) {
        int directions = kernel.dimension();
        if (input.dimension() != directions + 2) {
            throw new CourseException(
                    "The layer \"%s\" needs %s, not %s.", layer, INPUTS[directions - 1], input);
        }
        for (int i = 0; i < directions; i++) {
            if (input.get(2 + i) + 2 * paddings.get(i) < span(i)) {
                throw new ImageTooSmallException(
                        layer, sizes(input.slice(2)), span(i) - 2 * paddings.get(i));
            }
        }
    }

    /** Whether a window at the border lies beside the input. */
    boolean seesPaddingAlone() {
        return IntStream.range(0, kernel.dimension())
                .anyMatch(direction -> paddings.get(direction) >= span(direction));
    }

    /** The kernel as one writes it: 5×5, or 5 steps. */
    String size() {
        return kernel.dimension() == 1 ? Text.count(kernel.get(0), "step") : sizes(kernel);
    }

    /** What a layer with such a window is, and what is not as usual about the window. */
    List<String> parts(String layer, boolean strideIsKernel) {
        boolean usualStride = strideIsKernel ? strides.equals(kernel) : isAll(strides, 1);
        List<String> parts = new ArrayList<>(List.of(layer + " " + size()));
        if (!usualStride) {
            parts.add("stride " + value(strides));
        }
        if (!isAll(paddings, 0)) {
            parts.add("pad " + value(paddings));
        }
        if (!isAll(dilations, 1)) {
            parts.add("dilation " + value(dilations));
        }
        if (ceil) {
            parts.add("ceil");
        }
        return parts;
    }

    static void positive(String what, int value) {
        if (value < 1) {
            throw new CourseException("A layer needs %s of 1 or more, not %d.", what, value);
        }
    }

    /**
     * A shape as one writes it.
     *
     * @param shape any
     * @return its numbers with a × between them, such as 6×28×28
     */
    public static String sizes(Shape shape) {
        return Arrays.stream(shape.getShape())
                .mapToObj(Long::toString)
                .collect(Collectors.joining("×"));
    }

    /** No dilation. */
    static Shape ones(int directions) {
        long[] ones = new long[directions];
        Arrays.fill(ones, 1);
        return new Shape(ones);
    }

    private static String value(Shape shape) {
        return isAll(shape, shape.get(0)) ? Long.toString(shape.get(0)) : sizes(shape);
    }

    private static boolean isAll(Shape shape, long value) {
        return Arrays.stream(shape.getShape()).allMatch(v -> v == value);
    }
}
