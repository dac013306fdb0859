package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import convnets.CourseException;
import convnets.engine.HostArrays;

/**
 * LeNet-5's output units (Gaussian connections, radial basis functions): each compares the features
 * with a picture of its class, drawn by hand in 7×12 pixels of ±1, and puts out how far they are
 * apart, y<sub>i</sub> = Σ<sub>j</sub> (x<sub>j</sub> − w<sub>ij</sub>)².
 *
 * <p>Input (N, 84), output (N, 10). This layer puts out −y / 2σ², the exponent of the Gaussian, so
 * that the largest output is the answer, as with any other net here, and softmax gives the
 * probabilities. The pictures are {@link DigitBitmaps}, fixed: nothing is learned. The width σ² =
 * 10 is this course's; the paper trains on y itself.
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, section
 *     II.B</a>
 */
public final class Rbf extends AbstractBlock implements Described {

    /** The Gaussians' variance σ²: with y itself, training is unsteady. */
    public static final double VARIANCE = 10;

    private final float[] targets = DigitBitmaps.targets();

    /** Creates the layer; it has no parameters. */
    public Rbf() {}

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> options) {
        NDArray x = inputs.singletonOrThrow();
        Shape shape = new Shape(1, DigitBitmaps.COUNT, DigitBitmaps.PIXELS);
        NDArray w = HostArrays.array(x.getManager(), targets, shape).toType(x.getDataType(), false);
        NDArray distances = x.expandDims(1).sub(w).square().sum(new int[] {2});
        return new NDList(distances.div(-2 * VARIANCE));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Shape in = inputs[0];
        if (in.dimension() != 2 || in.get(1) != DigitBitmaps.PIXELS) {
            throw new CourseException(
                    "The RBF units compare %d features with their bitmaps, so their input is"
                            + " (batch, %d), not %s.",
                    DigitBitmaps.PIXELS, DigitBitmaps.PIXELS, in);
        }
        return new Shape[] {new Shape(in.get(0), DigitBitmaps.COUNT)};
    }

    @Override
    public Info info() {
        return new Info();
    }

    /** What the layer is; its bitmaps are fixed. */
    public record Info() implements LayerInfo {

        @Override
        public LayerKind kind() {
            return LayerKind.OTHER;
        }

        @Override
        public String text() {
            return "RBF " + DigitBitmaps.COUNT;
        }

        @Override
        public long macs(Shape input, Shape output) {
            return (long) DigitBitmaps.COUNT * DigitBitmaps.PIXELS;
        }

        @Override
        public long connections(Shape input, Shape output) {
            return macs(input, output);
        }
    }
}
