package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;

/**
 * Average or max-pooling over square windows, on each channel alone: {@code avgPool(2)}.
 *
 * <p>Input (N, c, h, w), output (N, c, h', w') with h' = ⌊(h − k + 2p) / s⌋ + 1. Unless {@link
 * #stride} says otherwise, the windows do not overlap (s = k). It learns nothing.
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-neural-networks/pooling.html">d2l, pooling</a>
 */
public final class Pooling extends LambdaBlock implements Layer, SlidingWindow {

    private final boolean max;
    private final int window;
    private final int stride;
    private final int padding;

    Pooling(boolean max, int window, int stride, int padding) {
        super(
                inputs -> new NDList(pool(inputs.singletonOrThrow(), max, window, stride, padding)),
                max ? "maxPool2d" : "avgPool2d");
        Layers.positive("window", window);
        Layers.positive("stride", stride);
        this.max = max;
        this.window = window;
        this.stride = stride;
        this.padding = padding;
    }

    private static NDArray pool(NDArray x, boolean max, int window, int stride, int padding) {
        Shape k = new Shape(window, window);
        Shape s = new Shape(stride, stride);
        Shape p = new Shape(padding, padding);
        return max ? Pool.maxPool2d(x, k, s, p, false) : Pool.avgPool2d(x, k, s, p, false, true);
    }

    /**
     * Sets the step between windows.
     *
     * @param pixels the step in both directions, 1 or more
     * @return the same pooling with that stride
     */
    public Pooling stride(int pixels) {
        return new Pooling(max, window, pixels, padding);
    }

    /**
     * Pads the input on all four sides (an average counts the padded zeros).
     *
     * @param pixels rows and columns added on each side
     * @return the same pooling with that padding
     */
    public Pooling pad(int pixels) {
        return new Pooling(max, window, stride, pixels);
    }

    @Override
    public int kernelSize() {
        return window;
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public int padding() {
        return padding;
    }

    @Override
    public String describe() {
        return (max ? "maxPool " : "avgPool ")
                + (window + "×" + window)
                + (stride == window ? "" : ", stride " + stride)
                + (padding == 0 ? "" : ", pad " + padding);
    }

    @Override
    public long parameters(Shape input) {
        return 0;
    }

    @Override
    public long macs(Shape input) {
        return 0;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Shape in = inputs[0];
        Windows.check(describe(), in, window, padding);
        long height = Windows.places(in.get(2), window, stride, padding);
        long width = Windows.places(in.get(3), window, stride, padding);
        return new Shape[] {new Shape(in.get(0), in.get(1), height, width)};
    }
}
