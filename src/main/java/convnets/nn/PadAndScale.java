package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;

/**
 * LeNet-5's input: the 28×28 image in the middle of 32×32, paper at −0.1 and ink at 1.175, which
 * makes the mean about 0 and the variance about 1 and so speeds up learning.
 *
 * <p>Input (N, c, h, w) with values from 0 to 1, output (N, c, h + 4, w + 4).
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, section
 *     II.B</a>
 */
public final class PadAndScale extends LambdaBlock implements Described {

    private static final int BORDER = 2;
    private static final double PAPER = -0.1;
    private static final double INK = 1.175;

    /** Creates the layer; it has no parameters. */
    public PadAndScale() {
        super(xs -> new NDList(frame(xs.singletonOrThrow())), "frame");
    }

    private static NDArray frame(NDArray x) {
        return bordered(bordered(x, 2), 3).mul(INK - PAPER).add(PAPER);
    }

    /** Zeros before and after, along one axis: the engine has no pad of its own. */
    private static NDArray bordered(NDArray x, int axis) {
        long[] border = x.getShape().getShape().clone();
        border[axis] = BORDER;
        NDArray zeros = x.getManager().zeros(new Shape(border), x.getDataType());
        return NDArrays.concat(new NDList(zeros, x, zeros), axis);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Shape in = inputs[0];
        SlidingWindow.square(1, 1, 0).check(getName(), in);
        int more = 2 * BORDER;
        return new Shape[] {new Shape(in.get(0), in.get(1), in.get(2) + more, in.get(3) + more)};
    }

    @Override
    public Info info() {
        return new Info(BORDER, PAPER, INK);
    }

    /**
     * What the layer is.
     *
     * @param border rows and columns of paper on each side
     * @param paper what 0 becomes
     * @param ink what 1 becomes
     */
    public record Info(int border, double paper, double ink) implements LayerInfo {

        @Override
        public LayerKind kind() {
            return LayerKind.LAMBDA;
        }

        @Override
        public String text() {
            return "frame";
        }

        @Override
        public boolean inPlace() {
            return true;
        }
    }
}
