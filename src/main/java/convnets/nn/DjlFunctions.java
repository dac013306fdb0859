package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import convnets.engine.HostArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Recognizes the functions that DJL makes as {@link LambdaBlock}s: the one place that compares
 * their names. Any other function is tried, whatever its name: what computes a ReLU is one.
 */
final class DjlFunctions {

    /** Where DJL makes them, and the course its own. */
    private static final Set<Class<?>> MAKERS =
            Set.of(Activation.class, Blocks.class, LambdaBlock.class, Pool.class, ScaledTanh.class);

    /** Where an unknown function is tried: these numbers tell all activation functions apart. */
    private static final float[] TRIED = {-3, -1, -0.5f, 0.5f, 1, 7};

    /** The shape that they have then: what lays maps out in rows does more than a ReLU. */
    private static final Shape MAPS = new Shape(1, 2, 1, 3);

    /** The activation functions without a parameter. */
    private static final Set<ActivationFunction> FIXED =
            EnumSet.complementOf(
                    EnumSet.of(
                            ActivationFunction.LEAKY_RELU,
                            ActivationFunction.ELU,
                            ActivationFunction.SWISH,
                            ActivationFunction.PRELU));

    private static final Set<Join> KNOWN_JOINS = EnumSet.complementOf(EnumSet.of(Join.OTHER));

    private DjlFunctions() {}

    static LayerInfo info(LambdaBlock block) {
        Object lambda = new Fields(block, LambdaBlock.class).get("lambda");
        List<Object> constants = Fields.constants(lambda);
        String name = String.valueOf(block.getName());
        return (MAKERS.containsAll(Fields.makers(lambda)) ? named(name, constants) : tried(block))
                .orElseGet(() -> new BlockInfo(LayerKind.LAMBDA, name, constants, List.of()));
    }

    /** A function of DJL's, by the name that it gives it. */
    private static Optional<LayerInfo> named(String name, List<Object> constants) {
        if (name.equals("batchFlatten")) {
            return Optional.of(new InPlaceInfo(LayerKind.FLATTEN, "flatten", 0));
        }
        if (name.equals("identity")) {
            return Optional.of(new InPlaceInfo(LayerKind.IDENTITY, name, 0));
        }
        for (ActivationFunction function : ActivationFunction.values()) {
            if (name.equals(function.label())) {
                boolean fixed = FIXED.contains(function);
                float parameter = fixed ? 0 : ((Number) constants.get(0)).floatValue();
                return Optional.of(new ActivationInfo(function, parameter));
            }
        }
        for (PoolingInfo.Type type : PoolingInfo.Type.values()) {
            for (int dimensions = 1; dimensions <= 3; dimensions++) {
                PoolingInfo global = new PoolingInfo(type, dimensions, Optional.empty(), constants);
                if (name.equals(global.text())) {
                    return Optional.of(global);
                }
                if (name.equals(type.pool() + dimensions + "d")) {
                    return Optional.of(pooling(type, dimensions, constants));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * DJL's function was made with a kernel, a stride, a padding, whether to round up, and perhaps
     * more.
     */
    private static PoolingInfo pooling(PoolingInfo.Type type, int dimensions, List<Object> made) {
        List<Object> further = new ArrayList<>(made);
        int place = type == PoolingInfo.Type.LP ? 1 : 0; // behind the norm's exponent
        Shape kernel = (Shape) further.remove(place);
        Shape stride = (Shape) further.remove(place);
        Shape padding = (Shape) further.remove(place);
        boolean ceil = (Boolean) further.remove(place);
        Shape dilation = SlidingWindow.ones(dimensions);
        SlidingWindow window = new SlidingWindow(kernel, stride, padding, dilation, ceil);
        return new PoolingInfo(type, dimensions, Optional.of(window), List.copyOf(further));
    }

    /** Whether a function that is not DJL's computes an activation function. */
    private static Optional<LayerInfo> tried(LambdaBlock block) {
        float[] values;
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = HostArrays.array(manager, TRIED, MAPS);
            NDList y = block.forward(new ParameterStore(manager, false), new NDList(x), false);
            if (!y.singletonOrThrow().getShape().equals(MAPS)) {
                return Optional.empty();
            }
            values = y.head().toFloatArray();
        } catch (RuntimeException e) { // it does not take maps
            return Optional.empty();
        }
        return FIXED.stream()
                .filter(function -> computes(function, values))
                .<LayerInfo>map(function -> new ActivationInfo(function, 0))
                .findFirst();
    }

    private static boolean computes(ActivationFunction function, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(function.of(TRIED[i], 0) - values[i]) > 2e-3) {
                return false;
            }
        }
        return true;
    }

    /**
     * How a block joins its branches, found out by trying: DJL has a function of any kind there.
     */
    static Join join(ParallelBlock block) {
        Function<List<NDList>, NDList> function =
                new Fields(block, ParallelBlock.class).get("function");
        int branches = Math.max(2, block.getChildren().size());
        try (NDManager manager = HostArrays.newManager()) {
            NDList found = function.apply(outputs(branches, manager));
            return KNOWN_JOINS.stream()
                    .filter(join -> equal(join.of(outputs(branches, manager)), found))
                    .findFirst()
                    .orElse(Join.OTHER);
        } catch (RuntimeException e) { // it does not take so many branches, or such shapes
            return Join.OTHER;
        }
    }

    /** Two channels of each branch; their sums are below 0 and above. */
    private static List<NDList> outputs(int branches, NDManager manager) {
        List<NDList> outputs = new ArrayList<>();
        for (int i = 0; i < branches; i++) {
            float[] values = {-1 - i, 0.5f + 2 * i};
            outputs.add(new NDList(HostArrays.array(manager, values, new Shape(1, 2, 1, 1))));
        }
        return outputs;
    }

    private static boolean equal(NDList one, NDList other) {
        return other.size() == 1
                && one.head().getShape().equals(other.head().getShape())
                && Arrays.equals(one.head().toFloatArray(), other.head().toFloatArray());
    }
}
