package convnets.models;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.pooling.Pool;

/**
 * LeNet's plan along one axis, the time: convolution and pooling of one dimension. A series is (N,
 * c, t): c values at each of t steps.
 */
public final class Conv1dNet {

    private Conv1dNet() {}

    /**
     * A net that reads a picture as a series, column by column from left to right.
     *
     * @return (N, 1, 28, 28) → (N, 10) logits; 56,670 parameters
     */
    public static SequentialBlock block() {
        return sequential(
                columns(),
                conv(32, 5),
                relu(),
                maxPool(2),
                conv(64, 5),
                relu(),
                maxPool(2),
                flatten(),
                dense(120),
                relu(),
                dense(84),
                relu(),
                dense(10));
    }

    /**
     * Reads pictures as series: each column is a step, its pixels are the channels.
     *
     * @return (N, 1, h, w) → (N, h, w)
     */
    public static Block columns() {
        return LambdaBlock.singleton(Conv1dNet::asSeries, "columns");
    }

    private static NDArray asSeries(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(2), shape.get(3));
    }

    /**
     * DJL's convolution along the time, stride 1, no padding, with a bias.
     *
     * @param channels the number of output channels
     * @param steps the kernel's length k
     * @return (N, c, t) → (N, channels, t − k + 1)
     */
    public static Conv1d conv(int channels, int steps) {
        return Conv1d.builder().setFilters(channels).setKernelShape(new Shape(steps)).build();
    }

    /**
     * DJL's max-pooling along the time, over windows that do not overlap.
     *
     * @param steps the window's length
     * @return (N, c, t) → (N, c, ⌊t / steps⌋)
     */
    public static Block maxPool(int steps) {
        return Pool.maxPool1dBlock(new Shape(steps), new Shape(steps));
    }
}
