package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.Parameter.Type;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;

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
public final class Subsampling extends AbstractBlock implements Described {

    private static final int SIDE = 2;

    private final Parameter coefficient;
    private final Parameter bias;

    /** Creates the layer; its parameters wait for the number of channels. */
    public Subsampling() {
        coefficient =
                addParameter(
                        Parameter.builder()
                                .setName("coefficient")
                                .setType(Type.OTHER)
                                .optInitializer(new ConstantInitializer(0.25f))
                                .build());
        bias = addParameter(Parameter.builder().setName("bias").setType(Type.BIAS).build());
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
        Shape window = new Shape(SIDE, SIDE);
        NDArray mean = Pool.avgPool2d(x, window, window, new Shape(0, 0), false, true);
        return new NDList(mean.mul(SIDE * SIDE).mul(a).add(b));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        info().check(inputs[0]);
        return new Shape[] {Info.WINDOW.output(inputs[0], inputs[0].get(1))};
    }

    @Override
    protected void prepare(Shape[] inputs) {
        getOutputShapes(inputs);
        coefficient.setShape(new Shape(inputs[0].get(1)));
        bias.setShape(new Shape(inputs[0].get(1)));
    }

    @Override
    public Info info() {
        return new Info();
    }

    /** What the layer is; all are equal. */
    public record Info() implements LayerInfo {

        static final SlidingWindow WINDOW = SlidingWindow.square(SIDE, SIDE, 0);

        @Override
        public LayerKind kind() {
            return LayerKind.POOLING;
        }

        @Override
        public String text() {
            return "subsampling " + WINDOW.size();
        }

        @Override
        public Optional<SlidingWindow> window() {
            return Optional.of(WINDOW);
        }

        @Override
        public void check(Shape input) {
            WINDOW.check(text(), input);
        }

        @Override
        public List<ParameterInfo> parameters(Shape input) {
            Shape channels = new Shape(input.get(1));
            return List.of(
                    ParameterInfo.learned("coefficient", channels),
                    ParameterInfo.learned("bias", channels));
        }

        /** One multiplication for each output; the sum of the window multiplies nothing. */
        @Override
        public long macs(Shape input, Shape output) {
            return output.slice(1).size();
        }

        /** Four inputs and the bias reach each output. */
        @Override
        public long connections(Shape input, Shape output) {
            return (SIDE * SIDE + 1) * output.slice(1).size();
        }
    }
}
