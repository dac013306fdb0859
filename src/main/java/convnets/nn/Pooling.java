package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.Optional;

/**
 * Average or max-pooling over square windows, on each channel alone: {@code avgPool(2)}.
 *
 * <p>Input (N, c, h, w), output (N, c, h', w') with h' = ⌊(h − k + 2p) / s⌋ + 1. Unless {@link
 * #stride} says otherwise, the windows do not overlap (s = k). It learns nothing.
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-neural-networks/pooling.html">d2l, pooling</a>
 */
public final class Pooling extends LambdaBlock implements Described {

    private final PoolingInfo info;
    private final SlidingWindow window;

    private Pooling(PoolingInfo info, SlidingWindow window) {
        super(
                inputs -> new NDList(pool(inputs.singletonOrThrow(), info.type(), window)),
                info.type().pool() + "2d");
        this.info = info;
        this.window = window;
    }

    static Pooling of(PoolingInfo.Type type, int window, int stride, int padding) {
        SlidingWindow square = SlidingWindow.square(window, stride, padding);
        List<Object> further = type == PoolingInfo.Type.AVERAGE ? List.of(true) : List.of();
        return new Pooling(new PoolingInfo(type, 2, Optional.of(square), further), square);
    }

    private static NDArray pool(NDArray x, PoolingInfo.Type type, SlidingWindow w) {
        return type == PoolingInfo.Type.MAX
                ? Pool.maxPool2d(x, w.kernel(), w.strides(), w.paddings(), false)
                : Pool.avgPool2d(x, w.kernel(), w.strides(), w.paddings(), false, true);
    }

    /**
     * Sets the step between windows.
     *
     * @param pixels the step in both directions, 1 or more
     * @return the same pooling with that stride
     */
    public Pooling stride(int pixels) {
        return of(info.type(), window.kernelSize(), pixels, window.padding());
    }

    /**
     * Pads the input on all four sides (an average counts the padded zeros).
     *
     * @param pixels rows and columns added on each side
     * @return the same pooling with that padding
     */
    public Pooling pad(int pixels) {
        return of(info.type(), window.kernelSize(), window.stride(), pixels);
    }

    @Override
    public PoolingInfo info() {
        return info;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        info.check(inputs[0]);
        return new Shape[] {window.output(inputs[0], inputs[0].get(1))};
    }
}
