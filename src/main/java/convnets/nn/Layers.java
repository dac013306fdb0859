package convnets.nn;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import convnets.CourseException;
import convnets.Given;
import java.util.List;

/**
 * The layers of the course as one word each. Every method returns a plain DJL {@link Block}.
 *
 * <pre>{@code
 * var net = sequential(
 *     conv(6, 5).pad(2), sigmoid(), avgPool(2),
 *     conv(16, 5), sigmoid(), avgPool(2),
 *     flatten(), dense(120), sigmoid(), dense(84), sigmoid(), dense(10));
 * }</pre>
 */
public final class Layers {

    private Layers() {}

    /**
     * Chains layers: the output of each is the input of the next.
     *
     * @param layers the layers, first to last
     * @return DJL's own sequential block
     */
    public static SequentialBlock sequential(Block... layers) {
        Given.of("list of layers", layers);
        SequentialBlock net = new SequentialBlock();
        for (Block layer : layers) {
            net.add(layer);
        }
        return net;
    }

    /**
     * A convolution with a square kernel, stride 1, no padding and a bias.
     *
     * @param channels the number of output channels c<sub>o</sub>
     * @param kernel the kernel's height and width k, in pixels
     * @return (N, c<sub>i</sub>, h, w) → (N, c<sub>o</sub>, h − k + 1, w − k + 1)
     * @throws CourseException if either number is not positive
     */
    public static Conv conv(int channels, int kernel) {
        SlidingWindow window = SlidingWindow.square(kernel, 1, 0);
        return new Conv(new ConvolutionInfo(window, channels, 1, true));
    }

    /**
     * Average pooling over windows that do not overlap.
     *
     * @param window the window's height and width, in pixels; the stride is the same
     * @return (N, c, h, w) → (N, c, ⌊h / window⌋, ⌊w / window⌋)
     */
    public static Pooling avgPool(int window) {
        return Pooling.of(PoolingInfo.Type.AVERAGE, window, window, 0);
    }

    /**
     * Max-pooling over windows that do not overlap.
     *
     * @param window the window's height and width, in pixels; the stride is the same
     * @return (N, c, h, w) → (N, c, ⌊h / window⌋, ⌊w / window⌋)
     */
    public static Pooling maxPool(int window) {
        return Pooling.of(PoolingInfo.Type.MAX, window, window, 0);
    }

    /**
     * The mean of each channel's whole map.
     *
     * @return (N, c, h, w) → (N, c)
     */
    public static Block globalAvgPool() {
        return Pool.globalAvgPool2dBlock();
    }

    /**
     * A fully connected layer: y = Wx + b.
     *
     * @param units the number of outputs q
     * @return (N, d) → (N, q), with W of shape (q, d)
     * @throws CourseException if the number is not positive
     */
    public static Linear dense(int units) {
        SlidingWindow.positive("units", units);
        return Linear.builder().setUnits(units).build();
    }

    /**
     * Lays each example's values out in one row.
     *
     * @return (N, c, h, w) → (N, c·h·w)
     */
    public static Block flatten() {
        return Blocks.batchFlattenBlock();
    }

    /**
     * The logistic function 1 / (1 + e<sup>−x</sup>), value by value.
     *
     * @return the same shape out as in
     */
    public static Block sigmoid() {
        return Activation.sigmoidBlock();
    }

    /**
     * The rectifier max(0, x), value by value.
     *
     * @return the same shape out as in
     */
    public static Block relu() {
        return Activation.reluBlock();
    }

    /**
     * The hyperbolic tangent, value by value.
     *
     * @return the same shape out as in
     */
    public static Block tanh() {
        return Activation.tanhBlock();
    }

    /**
     * Sets each value to zero with the given probability while training, and scales the others up.
     *
     * @param probability of dropping a value, 0 ≤ p &lt; 1
     * @return the same shape out as in
     */
    public static Block dropout(double probability) {
        float rate = (float) probability; // which may round it up to 1
        if (!(rate >= 0 && rate < 1)) {
            throw new CourseException("Dropout needs a probability of 0 or more and below 1.");
        }
        return Dropout.builder().optRate(rate).build();
    }

    /**
     * Batch normalization: each channel minus its mean, divided by its standard deviation, times a
     * learned γ, plus a learned β. While training, mean and variance are those of the batch;
     * otherwise those that training has kept, 0.9 of the old and 0.1 of each batch's.
     *
     * @return the same shape out as in, with a γ and a β for each channel
     * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, 2015</a>
     */
    public static Block batchNorm() {
        return BatchNorm.builder().build();
    }

    /**
     * A residual connection around some layers: what they put out, plus what they were given.
     *
     * @param layers the layers, first to last; their output must have the shape of their input
     * @return x → x + layers(x)
     * @see <a href="https://arxiv.org/abs/1512.03385">He et al., 2015</a>
     */
    public static Block residual(Block... layers) {
        return new ParallelBlock(Join.SUM::of, List.of(sequential(layers), Blocks.identityBlock()));
    }
}
