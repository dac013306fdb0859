package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import java.util.Arrays;

/**
 * Where the weights start. n<sub>in</sub> and n<sub>out</sub> count the values that feed one output
 * and those that one input feeds: for a convolution, channels times k².
 */
public final class Init {

    private Init() {}

    /**
     * Glorot's (Xavier's) uniform rule: weights in ±√(6 / (n<sub>in</sub> + n<sub>out</sub>)), so
     * of variance 2 / (n<sub>in</sub> + n<sub>out</sub>). For sigmoid and tanh; d2l's choice.
     *
     * <p>DJL's plain {@code new XavierInitializer()} has a magnitude of 6 in place of 3: its
     * weights are √2 times as large (a gain of √2).
     *
     * @return the initializer
     * @see #glorot(double)
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, 2010</a>
     */
    public static Initializer glorot() {
        return glorot(1);
    }

    /**
     * Glorot's rule times a gain, for functions whose slope at 0 is not 1. The sigmoid's slope is
     * ¼: with a gain of 1 its signal fades on the way through the net, and training starts slowly.
     *
     * @param gain factor of the weights, above 0; their variance grows with its square
     * @return the initializer
     */
    public static Initializer glorot(double gain) {
        if (!(gain > 0)) {
            throw new CourseException(
                    "The gain of the first weights must be above 0, not %s.", gain);
        }
        requireNumber(gain);
        float magnitude = (float) (3 * gain * gain);
        if (!(magnitude > 0 && magnitude < Float.POSITIVE_INFINITY)) {
            throw new CourseException(
                    "The gain of the first weights, %s, is too small or too large for single"
                            + " precision: take one nearer to 1.",
                    gain);
        }
        return new Rule(
                gain == 1 ? "Glorot" : "Glorot, gain " + gain,
                new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, magnitude));
    }

    /**
     * The same weight everywhere, to see why one does not start so: channels that start equal get
     * equal gradients and stay equal.
     *
     * @param weight any number
     * @return the initializer
     */
    public static Initializer equal(double weight) {
        requireNumber((float) weight);
        return new Rule("all " + weight, new ConstantInitializer((float) weight));
    }

    /**
     * He's normal rule: variance 2 / n<sub>in</sub>. For ReLU.
     *
     * @return the initializer
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>
     */
    public static Initializer he() {
        return new Rule("He", new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2));
    }

    /**
     * Weights that are given, not drawn: for a convolution with kernels of one's own.
     *
     * @param kernels for a convolution's first output channel one for each input channel, then for
     *     the second one, …
     * @return the initializer; it refuses a layer with more or fewer weights
     */
    public static Initializer kernels(float[][]... kernels) {
        Given.of("list of kernels", kernels);
        float[][] rows = Arrays.stream(kernels).map(Grids::flat).toArray(float[][]::new);
        float[] weights = Grids.flat(rows);
        return new Rule(
                "given, checksum " + Grids.checksum(weights),
                (manager, shape, type) -> {
                    if (shape.size() != weights.length) {
                        throw new CourseException(
                                "The layer's weights have the shape %s, so it needs %s,"
                                        + " and there are %,d.",
                                shape, Text.count(shape.size(), "number"), weights.length);
                    }
                    return HostArrays.array(manager, weights, shape);
                });
    }

    private static void requireNumber(double value) {
        if (!Double.isFinite(value)) {
            throw new CourseException("The first weights come from a number, not %s.", value);
        }
    }

    /**
     * One of DJL's rules under a name, by which a history remembers it. DJL's rules want two axes,
     * outputs and inputs: a vector is taken for the weights of one output. A single number, such as
     * the slope of a PReLU, starts where He et al. let it start.
     */
    private record Rule(String name, Initializer rule) implements Initializer {

        private static final float SLOPE = 0.25f;

        @Override
        public NDArray initialize(NDManager manager, Shape shape, DataType type) {
            if (shape.dimension() > 1 || !(rule instanceof XavierInitializer)) {
                return rule.initialize(manager, shape, type);
            }
            return shape.size() == 1
                    ? new ConstantInitializer(SLOPE).initialize(manager, shape, type)
                    : rule.initialize(manager, new Shape(1, shape.size()), type).reshape(shape);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
