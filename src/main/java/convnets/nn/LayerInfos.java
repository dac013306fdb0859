package convnets.nn;

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
import convnets.Given;
import java.lang.reflect.Method;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what any block is. DJL's blocks and this course's are known: with {@link DjlFunctions} this
 * is the one place that asks for their classes. A block of your own can say what it is by
 * implementing {@link Described}; one that extends a block of DJL's and computes something else is
 * not taken for that.
 */
public final class LayerInfos {

    private static final CodeSource DJL = Block.class.getProtectionDomain().getCodeSource();

    /** What a class overrides that is to compute something else. */
    private static final Set<String> FORWARD = Set.of("forward", "forwardInternal");

    private LayerInfos() {}

    /**
     * Describes a block.
     *
     * @param block any; it needs no weights and is not changed
     * @return what it is: of kind {@link LayerKind#OTHER} for a class that is not known
     * @throws convnets.CourseException if there is none
     */
    public static LayerInfo of(Block block) {
        Given.of("net", block);
        if (block instanceof Described own) {
            return own.info();
        }
        return isDjls(block.getClass()) ? known(block) : block(LayerKind.OTHER, block);
    }

    /**
     * Whether a block runs its children one after the other, and does nothing else.
     *
     * @param block any
     * @return false for a class of the reader's own that makes something else of a chain
     */
    public static boolean isChain(Block block) {
        return block instanceof SequentialBlock chain
                && !chain.isReturnIntermediate()
                && isDjls(block.getClass());
    }

    /** Whether it is DJL's own code that computes, in the class itself or in one above it. */
    private static boolean isDjls(Class<?> type) {
        boolean computes =
                Stream.of(type.getDeclaredMethods())
                        .map(Method::getName)
                        .anyMatch(FORWARD::contains);
        return computes || type.getSuperclass() == null
                ? DJL.equals(type.getProtectionDomain().getCodeSource())
                : isDjls(type.getSuperclass());
    }

    private static LayerInfo known(Block block) {
        if (isChain(block)) {
            return block(LayerKind.SEQUENTIAL, block);
        }
        if (block instanceof LambdaBlock lambda) {
            return DjlFunctions.info(lambda);
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
            float rate = new Fields(block, Dropout.class).get("rate");
            return new InPlaceInfo(LayerKind.DROPOUT, "dropout", rate);
        }
        if (block instanceof Prelu) {
            return new ActivationInfo(ActivationFunction.PRELU, 0);
        }
        if (block instanceof ParallelBlock parallel) {
            return new ParallelInfo(DjlFunctions.join(parallel), children(block));
        }
        return rarer(block);
    }

    /** The classes whose settings DJL keeps to itself. */
    private static LayerInfo rarer(Block block) {
        if (block instanceof BatchNorm norm) {
            return batchNorm(norm);
        }
        if (block instanceof LayerNorm norm) {
            return layerNorm(norm);
        }
        if (block instanceof Deconvolution convolution) {
            return transposed(convolution);
        }
        if (block instanceof RecurrentBlock recurrent) {
            return recurrent(recurrent);
        }
        if (block instanceof Embedding<?> embedding) {
            return embedding(embedding);
        }
        return block(LayerKind.OTHER, block);
    }

    private static NormInfo batchNorm(BatchNorm block) {
        Fields own = new Fields(block, BatchNorm.class);
        List<Integer> axes = List.of(own.<Integer>get("axis"));
        int batch = 0;
        if (block instanceof GhostBatchNorm) {
            batch = new Fields(block, GhostBatchNorm.class).get("virtualBatchSize");
            batch = Math.max(1, batch);
        }
        return norm(LayerKind.BATCH_NORM, axes, own.get("momentum"), batch, own);
    }

    private static NormInfo layerNorm(LayerNorm block) {
        Fields own = new Fields(block, LayerNorm.class);
        int[] axes = own.get("axis");
        List<Integer> all = axes == null ? List.of() : Arrays.stream(axes).boxed().toList();
        return norm(LayerKind.LAYER_NORM, all, 0, 0, own);
    }

    private static NormInfo norm(
            LayerKind kind, List<Integer> axes, float momentum, int batch, Fields own) {
        return new NormInfo(
                kind,
                axes,
                own.get("epsilon"),
                momentum,
                own.get("scale"),
                own.get("center"),
                batch);
    }

    private static ConvolutionInfo transposed(Deconvolution block) {
        Fields own = new Fields(block, Deconvolution.class);
        Shape kernel = own.get("kernelShape");
        Shape stride = own.get("stride");
        return new ConvolutionInfo(
                LayerKind.TRANSPOSED_CONVOLUTION,
                new SlidingWindow(kernel, stride, own.get("padding"), own.get("dilation"), false),
                own.get("outPadding"),
                own.get("filters"),
                own.get("groups"),
                own.get("includeBias"));
    }

    private static RecurrentInfo recurrent(RecurrentBlock block) {
        Fields own = new Fields(block, RecurrentBlock.class);
        Object function =
                block instanceof RNN ? new Fields(block, RNN.class).get("activation") : "";
        return new RecurrentInfo(
                block.getClass().getSimpleName(),
                String.valueOf(function),
                own.get("gates"),
                own.get("stateSize"),
                own.get("numLayers"),
                own.get("bidirectional"),
                own.get("hasBiases"),
                own.get("batchFirst"),
                own.get("returnState"),
                own.get("dropRate"));
    }

    private static EmbeddingInfo embedding(Embedding<?> block) {
        Fields own = new Fields(block, Embedding.class);
        boolean sparse = own.<SparseFormat>get("sparseFormat") != SparseFormat.DENSE;
        return new EmbeddingInfo(own.get("numEmbeddings"), own.get("embeddingSize"), sparse);
    }

    private static BlockInfo block(LayerKind kind, Block block) {
        List<Object> constants = kind == LayerKind.OTHER ? Fields.constants(block) : List.of();
        return new BlockInfo(kind, block.getClass().getSimpleName(), constants, children(block));
    }

    private static List<LayerInfo> children(Block block) {
        return block.getChildren().values().stream().map(LayerInfos::of).toList();
    }
}
