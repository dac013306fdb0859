package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import convnets.CourseException;

/** Makes new layers out of facts: the way back from {@link LayerInfos}. */
final class LayerBlocks {

    private LayerBlocks() {}

    /**
     * Makes a block.
     *
     * @param info what it is to be
     * @return a block without weights, of which {@link LayerInfos} says the same
     * @throws CourseException if the facts do not say all of it
     */
    static Block of(LayerInfo info) {
        return switch (info.kind()) {
            case SEQUENTIAL ->
                    Layers.sequential(
                            info.children().stream().map(LayerBlocks::of).toArray(Block[]::new));
            case IDENTITY -> Blocks.identityBlock();
            case FLATTEN -> Layers.flatten();
            case DROPOUT -> Layers.dropout(((InPlaceInfo) info).rate());
            default -> layer(info);
        };
    }

    private static Block layer(LayerInfo info) {
        if (info instanceof ConvolutionInfo conv && conv.kind() == LayerKind.CONVOLUTION) {
            return convolution(conv);
        }
        if (info instanceof DenseInfo dense) {
            return Linear.builder().setUnits(dense.units()).optBias(dense.bias()).build();
        }
        if (info instanceof PoolingInfo pooling) {
            return pooling(pooling);
        }
        if (info instanceof ActivationInfo activation) {
            return activation(activation.function(), activation.parameter());
        }
        if (info instanceof NormInfo norm
                && norm.kind() == LayerKind.BATCH_NORM
                && norm.batch() == 0) {
            return BatchNorm.builder()
                    .optAxis(norm.axes().get(0))
                    .optEpsilon(norm.epsilon())
                    .optMomentum(norm.momentum())
                    .optScale(norm.scale())
                    .optCenter(norm.center())
                    .build();
        }
        if (info instanceof ParallelInfo parallel && parallel.join() != Join.OTHER) {
            return new ParallelBlock(
                    parallel.join()::of,
                    parallel.children().stream().map(LayerBlocks::of).toList());
        }
        return of1998(info);
    }

    private static Block of1998(LayerInfo info) {
        if (info instanceof PadAndScale.Info) {
            return new PadAndScale();
        }
        if (info instanceof Subsampling.Info) {
            return new Subsampling();
        }
        if (info instanceof SparseConv.Info sparse) {
            return sparse.block();
        }
        if (info instanceof Rbf.Info) {
            return new Rbf();
        }
        throw unknown(info);
    }

    private static Block convolution(ConvolutionInfo info) {
        SlidingWindow window = info.sliding();
        return switch (window.kernel().dimension()) {
            case 1 ->
                    Conv1d.builder()
                            .setFilters(info.channels())
                            .setKernelShape(window.kernel())
                            .optStride(window.strides())
                            .optPadding(window.paddings())
                            .optDilation(window.dilations())
                            .optGroups(info.groups())
                            .optBias(info.bias())
                            .build();
            case 2 -> new Conv(info);
            default -> throw unknown(info);
        };
    }

    private static Block pooling(PoolingInfo info) {
        boolean max = info.type() == PoolingInfo.Type.MAX;
        if (!max && info.type() != PoolingInfo.Type.AVERAGE || info.dimensions() > 2) {
            throw unknown(info);
        }
        boolean images = info.dimensions() == 2;
        if (info.window().isEmpty()) {
            return images
                    ? max ? Pool.globalMaxPool2dBlock() : Pool.globalAvgPool2dBlock()
                    : max ? Pool.globalMaxPool1dBlock() : Pool.globalAvgPool1dBlock();
        }
        SlidingWindow window = info.window().get();
        Shape kernel = window.kernel();
        Shape strides = window.strides();
        Shape paddings = window.paddings();
        boolean ceil = window.ceil();
        if (max) {
            return images
                    ? Pool.maxPool2dBlock(kernel, strides, paddings, ceil)
                    : Pool.maxPool1dBlock(kernel, strides, paddings, ceil);
        }
        boolean counts = Boolean.TRUE.equals(info.further().get(0));
        return images
                ? Pool.avgPool2dBlock(kernel, strides, paddings, ceil, counts)
                : Pool.avgPool1dBlock(kernel, strides, paddings, ceil, counts);
    }

    private static Block activation(ActivationFunction function, float parameter) {
        return switch (function) {
            case RELU -> Activation.reluBlock();
            case RELU6 -> Activation.relu6Block();
            case SIGMOID -> Activation.sigmoidBlock();
            case TANH -> Activation.tanhBlock();
            case SCALED_TANH -> new ScaledTanh();
            case SOFTPLUS -> Activation.softPlusBlock();
            case SOFTSIGN -> Activation.softSignBlock();
            case SELU -> Activation.seluBlock();
            case GELU -> Activation.geluBlock();
            case MISH -> Activation.mishBlock();
            case LEAKY_RELU -> Activation.leakyReluBlock(parameter);
            case ELU -> Activation.eluBlock(parameter);
            case SWISH -> Activation.swishBlock(parameter);
            case PRELU -> Activation.preluBlock();
        };
    }

    private static CourseException unknown(LayerInfo info) {
        return new CourseException("A layer \"%s\" cannot be made from its facts.", info.text());
    }
}
