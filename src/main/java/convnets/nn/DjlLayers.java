package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.convolutional.Deconvolution;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.core.Prelu;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.GhostBatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.ParameterStore;
import convnets.engine.HostArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes DJL's blocks: the one place that asks for their classes, and for the names of the
 * functions that DJL makes as {@link LambdaBlock}s.
 */
final class DjlLayers {

    /** Where an unknown function is tried: these numbers tell all activation functions apart. */
    private static final float[] TRIED = {-3, -1, -0.5f, 0.5f, 1, 7};

    /** The activation functions without a parameter. */
    private static final Set<ActivationFunction> FIXED =
            EnumSet.complementOf(
                    EnumSet.of(
                            ActivationFunction.LEAKY_RELU,
                            ActivationFunction.ELU,
                            ActivationFunction.SWISH,
                            ActivationFunction.PRELU));

    private DjlLayers() {}

    static LayerInfo info(Block block) {
        if (block instanceof SequentialBlock) {
            return block(LayerKind.SEQUENTIAL, block);
        }
        if (block instanceof LambdaBlock lambda) {
            return function(lambda);
        }
        if (block instanceof Convolution conv) {
            return new ConvolutionInfo(
                    new SlidingWindow(
                            conv.getKernelShape(),
                            conv.getStride(),
                            conv.getPadding(),
                            conv.getDilation(),
                            false),
                    conv.getFilters(),
                    conv.getGroups(),
                    conv.isIncludeBias());
        }
        if (block instanceof Linear) {
            long units = block.getOutputShapes(new Shape[] {new Shape(1, 1)})[0].get(1);
            return new DenseInfo(units, block.getDirectParameters().contains("bias"));
        }
        if (block instanceof Dropout) {
            float rate = Constants.field(block, Dropout.class, "rate");
            return new InPlaceInfo(LayerKind.DROPOUT, "dropout", rate);
        }
        if (block instanceof Prelu) {
            return new ActivationInfo(ActivationFunction.PRELU, 0);
        }
        if (block instanceof ParallelBlock) {
            return block(LayerKind.PARALLEL, block);
        }
        return rarer(block);
    }

    /** The classes whose settings DJL keeps to itself. */
    private static LayerInfo rarer(Block block) {
        if (block instanceof BatchNorm norm) {
            int axis = Constants.field(norm, BatchNorm.class, "axis");
            boolean ghost = norm instanceof GhostBatchNorm;
            return new NormInfo(
                    LayerKind.BATCH_NORM,
                    List.of(axis),
                    Constants.field(norm, BatchNorm.class, "epsilon"),
                    Constants.field(norm, BatchNorm.class, "momentum"),
                    Constants.field(norm, BatchNorm.class, "scale"),
                    Constants.field(norm, BatchNorm.class, "center"),
                    ghost ? Constants.field(norm, GhostBatchNorm.class, "virtualBatchSize") : 0);
        }
        if (block instanceof LayerNorm norm) {
            int[] axes = Constants.field(norm, LayerNorm.class, "axis");
            return new NormInfo(
                    LayerKind.LAYER_NORM,
                    axes == null ? List.of() : Arrays.stream(axes).boxed().toList(),
                    Constants.field(norm, LayerNorm.class, "epsilon"),
                    0,
                    Constants.field(norm, LayerNorm.class, "scale"),
                    Constants.field(norm, LayerNorm.class, "center"),
                    0);
        }
        if (block instanceof Deconvolution conv) {
            return new ConvolutionInfo(
                    LayerKind.TRANSPOSED_CONVOLUTION,
                    new SlidingWindow(
                            Constants.field(conv, Deconvolution.class, "kernelShape"),
                            Constants.field(conv, Deconvolution.class, "stride"),
                            Constants.field(conv, Deconvolution.class, "padding"),
                            Constants.field(conv, Deconvolution.class, "dilation"),
                            false),
                    Constants.field(conv, Deconvolution.class, "outPadding"),
                    Constants.field(conv, Deconvolution.class, "filters"),
                    Constants.field(conv, Deconvolution.class, "groups"),
                    Constants.field(conv, Deconvolution.class, "includeBias"));
        }
        if (block instanceof RecurrentBlock cell) {
            Object function =
                    cell instanceof RNN ? Constants.field(cell, RNN.class, "activation") : "";
            return new RecurrentInfo(
                    cell.getClass().getSimpleName(),
                    function.toString(),
                    Constants.field(cell, RecurrentBlock.class, "gates"),
                    Constants.field(cell, RecurrentBlock.class, "stateSize"),
                    Constants.field(cell, RecurrentBlock.class, "numLayers"),
                    Constants.field(cell, RecurrentBlock.class, "bidirectional"),
                    Constants.field(cell, RecurrentBlock.class, "hasBiases"),
                    Constants.field(cell, RecurrentBlock.class, "batchFirst"),
                    Constants.field(cell, RecurrentBlock.class, "returnState"),
                    Constants.field(cell, RecurrentBlock.class, "dropRate"));
        }
        if (block instanceof Embedding<?> table) {
            SparseFormat format = Constants.field(table, Embedding.class, "sparseFormat");
            return new EmbeddingInfo(
                    Constants.field(table, Embedding.class, "numEmbeddings"),
                    Constants.field(table, Embedding.class, "embeddingSize"),
                    format != SparseFormat.DENSE);
        }
        return block(LayerKind.OTHER, block);
    }

    private static BlockInfo block(LayerKind kind, Block block) {
        List<Object> constants = kind == LayerKind.OTHER ? Constants.of(block) : List.of();
        List<LayerInfo> children =
                block.getChildren().values().stream().map(LayerInfo::of).toList();
        return new BlockInfo(kind, block.getClass().getSimpleName(), constants, children);
    }

    private static LayerInfo function(LambdaBlock block) {
        List<Object> constants = Constants.of(Constants.field(block, LambdaBlock.class, "lambda"));
        String name = block.getName();
        if (name.equals("batchFlatten")) {
            return new InPlaceInfo(LayerKind.FLATTEN, "flatten", 0);
        }
        for (ActivationFunction function : ActivationFunction.values()) {
            if (name.equals(function.label())) {
                float parameter = constants.isEmpty() ? 0 : (Float) constants.get(0);
                return new ActivationInfo(function, parameter);
            }
        }
        for (PoolingInfo.Type type : PoolingInfo.Type.values()) {
            for (int dimensions = 1; dimensions <= 3; dimensions++) {
                PoolingInfo global = new PoolingInfo(type, dimensions, Optional.empty(), constants);
                if (name.equals(global.text())) {
                    return global;
                }
                if (name.equals(type.pool() + dimensions + "d")) {
                    return pooling(type, dimensions, constants);
                }
            }
        }
        return tried(block)
                .<LayerInfo>map(function -> new ActivationInfo(function, 0))
                .orElseGet(() -> new BlockInfo(LayerKind.LAMBDA, name, constants, List.of()));
    }

    /** DJL's function was made with a kernel, a stride, a padding, and whether to round up. */
    private static PoolingInfo pooling(PoolingInfo.Type type, int dimensions, List<Object> made) {
        List<Shape> shapes =
                made.stream().filter(Shape.class::isInstance).map(Shape.class::cast).toList();
        List<Object> others = new ArrayList<>(made);
        others.removeAll(shapes);
        int place = type == PoolingInfo.Type.LP ? 1 : 0; // behind the norm's exponent
        boolean ceil = (Boolean) others.remove(place);
        SlidingWindow window =
                new SlidingWindow(
                        shapes.get(0),
                        shapes.get(1),
                        shapes.get(2),
                        SlidingWindow.ones(dimensions),
                        ceil);
        return new PoolingInfo(type, dimensions, Optional.of(window), List.copyOf(others));
    }

    /** Whether a function without a name of DJL's computes an activation function. */
    private static Optional<ActivationFunction> tried(LambdaBlock block) {
        float[] values;
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = HostArrays.array(manager, TRIED, new Shape(1, TRIED.length));
            NDList y = block.forward(new ParameterStore(manager, false), new NDList(x), false);
            values = y.singletonOrThrow().toFloatArray();
        } catch (RuntimeException e) { // it does not take one row of numbers
            return Optional.empty();
        }
        return FIXED.stream().filter(function -> computes(function, values)).findFirst();
    }

    private static boolean computes(ActivationFunction function, float[] values) {
        if (values.length != TRIED.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(function.of(TRIED[i], 0) - values[i]) > 2e-3) {
                return false;
            }
        }
        return true;
    }
}
