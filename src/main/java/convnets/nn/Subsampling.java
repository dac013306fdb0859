package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.util.PairList;

/**
 * LeNet-5's subsampling: the <em>sum</em> over windows of 2×2 that do not overlap, times a
 * coefficient, plus a bias; both are learned, one of each a channel.
 *
 * <p>Input (N, c, h, w), output (N, c, h/2, w/2); the parameters are (c) and (c). With a
 * coefficient of ¼ and a bias of 0, where training starts, it is average pooling.
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, section
 *     II.B, layer S2</a>
 */
public final class Subsampling extends AbstractBlock implements Layer, SlidingWindow, Connections {

    private static final int WINDOW = 2;

    private final Parameter coefficient;
    private final Parameter bias;

    /** Creates the layer; its parameters wait for the number of channels. */
    public Subsampling() {
        coefficient =
                addParameter(
                        Parameter.builder()
                                .setName("coefficient")
                                .setType(Parameter.Type.OTHER)
                                .optInitializer(new ConstantInitializer(0.25f))
                                .build());
        bias =
                addParameter(
                        Parameter.builder().setName("bias").setType(Parameter.Type.BIAS).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            PairList<String, Object> options) {
        NDArray x = inputs.singletonOrThrow();
        NDArray a = store.getValue(coefficient, x.getDevice(), training).reshape(1, -1, 1, 1);
        NDArray b = store.getValue(bias, x.getDevice(), training).reshape(1, -1, 1, 1);
        Shape window = new Shape(WINDOW, WINDOW);
        NDArray mean = Pool.avgPool2d(x, window, window, new Shape(0, 0), false, true);
        return new NDList(mean.mul(WINDOW * WINDOW).mul(a).add(b));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Shape in = inputs[0];
        Windows.check(describe(), in, WINDOW, 0);
        return new Shape[] {
            new Shape(in.get(0), in.get(1), in.get(2) / WINDOW, in.get(3) / WINDOW)
        };
    }

    @Override
    protected void prepare(Shape[] inputs) {
        getOutputShapes(inputs);
        coefficient.setShape(new Shape(inputs[0].get(1)));
        bias.setShape(new Shape(inputs[0].get(1)));
    }

    @Override
    public int kernelSize() {
        return WINDOW;
    }

    @Override
    public int stride() {
        return WINDOW;
    }

    @Override
    public int padding() {
        return 0;
    }

    @Override
    public String describe() {
        return "subsampling 2×2";
    }

    @Override
    public long parameters(Shape input) {
        return 2 * input.get(1);
    }

    /** One multiplication for each output; the sum of the window multiplies nothing. */
    @Override
    public long macs(Shape input) {
        return outputs(input);
    }

    /** Four inputs and the bias reach each output. */
    @Override
    public long connections(Shape input) {
        return (WINDOW * WINDOW + 1) * outputs(input);
    }

    private long outputs(Shape input) {
        return getOutputShapes(new Shape[] {input})[0].slice(1).size();
    }
}
