package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.LambdaBlock;

/**
 * LeNet-5's squashing function, value by value: 1.7159 · tanh(2x / 3). The factors make f(1) = 1
 * and f(−1) = −1, where its curvature is largest, so that targets of ±1 are reached without
 * saturation.
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, appendix A
 *     </a>
 */
public final class ScaledTanh extends LambdaBlock {

    /** The largest value, A. */
    public static final double AMPLITUDE = 1.7159;

    /** The factor of x, S. */
    public static final double SLOPE = 2.0 / 3;

    /** Creates the layer; it has no parameters. */
    public ScaledTanh() {
        super(xs -> new NDList(squash(xs.singletonOrThrow())), "scaledTanh");
    }

    private static NDArray squash(NDArray x) {
        return Activation.tanh(x.mul(SLOPE)).mul(AMPLITUDE);
    }
}
