package convnets.cost;

import static convnets.nn.LayerKind.BATCH_NORM;
import static convnets.nn.LayerKind.CONVOLUTION;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.initializer.Initializer;
import convnets.CourseException;
import convnets.nn.LayerInfos;
import convnets.nn.ParameterInfo;
import convnets.nn.SparseConv;
import convnets.nn.Subsampling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every number here is computed by hand. */
class LayerTableKindsTest {

    static List<Arguments> layers() {
        Shape maps = new Shape(1, 8, 10, 10);
        Shape series = new Shape(1, 10, 8);
        return List.of(
                // γ and β of 8 channels; one multiply-add for each of 800 values
                row(BatchNorm.builder().build(), maps, "batchNorm", maps, 16, 800, 800),
                row(LayerNorm.builder().build(), maps, "layerNorm", maps, 1_600, 800, 800),
                row(
                        LayerNorm.builder().axis(1).optCenter(false).build(),
                        maps,
                        "layerNorm",
                        maps,
                        8,
                        800,
                        800),
                // 4 · 8 · 9 weights a map, at 6 × 6 places
                row(
                        conv2d(4, 3).optDilation(new Shape(2, 2)).build(),
                        maps,
                        "conv 3×3, 4, dilation 2",
                        new Shape(1, 4, 6, 6),
                        4 * 8 * 9 + 4,
                        288 * 36,
                        144),
                row(
                        conv2d(4, 3).optGroups(4).optBias(false).build(),
                        maps,
                        "conv 3×3, 4, 4 groups",
                        new Shape(1, 4, 8, 8),
                        4 * 2 * 9,
                        72 * 64,
                        256),
                row(
                        Conv1d.builder().setFilters(6).setKernelShape(new Shape(3)).build(),
                        series,
                        "conv 3 steps, 6",
                        new Shape(1, 6, 6),
                        6 * 10 * 3 + 6,
                        180 * 6,
                        36),
                row(
                        Conv3d.builder().setFilters(6).setKernelShape(new Shape(3, 5, 5)).build(),
                        new Shape(1, 1, 16, 28, 28),
                        "conv 3×5×5, 6",
                        new Shape(1, 6, 14, 24, 24),
                        456,
                        3_628_800,
                        6 * 14 * 24 * 24),
                // each of 8 · 100 values of the input is multiplied by 8 kernels of 4 × 4
                row(
                        Conv2dTranspose.builder()
                                .setFilters(8)
                                .setKernelShape(new Shape(4, 4))
                                .optStride(new Shape(2, 2))
                                .optPadding(new Shape(1, 1))
                                .build(),
                        maps,
                        "transposed conv 4×4, 8, stride 2, pad 1",
                        new Shape(1, 8, 20, 20),
                        1_032,
                        102_400,
                        3_200),
                row(Activation.preluBlock(), maps, "PReLU", maps, 1, 0, 0),
                row(Activation.geluBlock(), maps, "GELU", maps, 0, 0, 0),
                row(Pool.globalMaxPool2dBlock(), maps, "globalMaxPool2d", new Shape(1, 8), 0, 0, 8),
                row(
                        Pool.maxPool2dBlock(
                                new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true),
                        maps,
                        "maxPool 3×3, stride 2, ceil",
                        new Shape(1, 8, 5, 5),
                        0,
                        0,
                        200),
                row(words(), new Shape(1, 12), "embedding 3×16", new Shape(1, 12, 16), 48, 0, 192),
                // (4·16) · (8 + 16 + 2) and (4·16) · (16 + 16 + 2)
                row(lstm(), series, "LSTM 16, 2 layers", new Shape(1, 10, 16), 3_840, 35_840, 160),
                row(
                        GRU.builder()
                                .setStateSize(16)
                                .setNumLayers(1)
                                .optBidirectional(true)
                                .build(),
                        series,
                        "GRU 16, bidirectional",
                        new Shape(1, 10, 32),
                        2_496,
                        23_040,
                        320),
                row(
                        RNN.builder()
                                .setStateSize(4)
                                .setNumLayers(1)
                                .setActivation(RNN.Activation.TANH)
                                .optHasBiases(false)
                                .build(),
                        series,
                        "RNN 4",
                        new Shape(1, 10, 4),
                        48,
                        480,
                        40),
                row(
                        new LambdaBlock(xs -> new NDList(xs.head().mean(new int[] {3})), "rows"),
                        maps,
                        "rows",
                        new Shape(1, 8, 10),
                        0,
                        0,
                        80),
                row(Blocks.identityBlock(), maps, "identity", maps, 0, 0, 0),
                row(dense(5), series, "dense 5", new Shape(1, 10, 5), 45, 400, 50));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void countsWhatOneComputesByHand(
            Block layer, Shape input, String words, Shape output, long... counts) {
        LayerTable table = LayerTable.of(layer, input);
        LayerTable.Row row = table.rows().get(0);
        assertEquals(words, row.layer());
        assertEquals(output, row.output());
        assertEquals(
                List.of(counts[0], counts[1], counts[2]),
                List.of(row.parameters(), row.macs(), row.activations()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theArraysOfARealLayerAreTheSame(Block layer, Shape input) {
        List<ParameterInfo> said = LayerInfos.of(layer).parameters(input);
        try (NDManager manager = NDManager.newBaseManager()) {
            layer.setInitializer(Initializer.ZEROS, Parameter.Type.WEIGHT);
            layer.initialize(manager, DataType.FLOAT32, input);
            List<ParameterInfo> real =
                    layer.getDirectParameters().values().stream()
                            .map(
                                    p ->
                                            new ParameterInfo(
                                                    p.getName(),
                                                    p.getShape(),
                                                    p.requiresGradient()))
                            .toList();
            assertEquals(real, said);
        } finally {
            layer.clear();
        }
    }

    @Test
    void theCoursesOwnLayersAreTheSameToo() {
        theArraysOfARealLayerAreTheSame(new Subsampling(), new Shape(1, 8, 10, 10));
        int[][] reads = {{0, 1}, {1}};
        theArraysOfARealLayerAreTheSame(SparseConv.of(3, reads), new Shape(1, 2, 10, 10));
        theArraysOfARealLayerAreTheSame(conv(4, 3).withoutBias(), new Shape(1, 2, 10, 10));
    }

    @Test
    void branchesStandBeforeWhatJoinsThem() {
        Block residual = residual(sequential(conv(8, 3).pad(1), relu()), Blocks.identityBlock());
        LayerTable table = LayerTable.of(residual, new Shape(1, 8, 10, 10));
        assertEquals(
                List.of("conv 3×3, 8, pad 1", "ReLU", "identity", "join 2 branches"),
                table.rows().stream().map(LayerTable.Row::layer).toList());
        assertEquals(584, table.parameters());
        assertEquals(57_600, table.macs());
        assertEquals(1_600, table.activations());
    }

    /** The 11,689,512 parameters and 1,814,073,344 MACs without batch norm are PyTorch's. */
    @Test
    void countsResNet18() {
        SequentialBlock net =
                new SequentialBlock()
                        .add(convolution(64, 7, 2))
                        .add(BatchNorm.builder().build())
                        .add(Activation.reluBlock())
                        .add(
                                Pool.maxPool2dBlock(
                                        new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)));
        for (int channels : new int[] {64, 128, 256, 512}) {
            net.add(basicBlock(channels, channels == 64 ? 1 : 2, channels > 64));
            net.add(basicBlock(channels, 1, false));
        }
        net.add(Pool.globalAvgPool2dBlock()).add(Linear.builder().setUnits(1000).build());
        LayerTable table = LayerTable.of(net, new Shape(1, 3, 224, 224));
        assertEquals(11_689_512, table.parameters());
        assertEquals(2_483_712, table.only(BATCH_NORM).macs());
        assertEquals(1_814_073_344L + 2_483_712, table.macs());
        assertEquals(20, table.only(CONVOLUTION).rows().size());
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsCause() {
        assertEquals(
                "The image is too small when it reaches the layer \"conv 5×5, 4\": 4×4 pixels, and"
                        + " the window needs at least 5. The smallest image that this net takes is"
                        + " 5×5.",
                refused(conv2d(4, 5).build(), new Shape(1, 1, 4, 4)));
        assertEquals(
                "The image is too small when it reaches the layer \"maxPool 3×3\": 2×2 pixels, and"
                        + " the window needs at least 3. The smallest image that this net takes is"
                        + " 7×7.",
                refused(
                        sequential(
                                conv2d(4, 5).build(),
                                Pool.maxPool2dBlock(new Shape(3, 3), new Shape(3, 3))),
                        new Shape(1, 1, 6, 6)));
        assertEquals(
                "The layer \"conv 5×5, 4\" needs images of shape (batch, channels, height, width),"
                        + " not (1, 16).",
                refused(sequential(flatten(), conv2d(4, 5).build()), new Shape(1, 1, 4, 4)));
        assertEquals(
                "The layer \"conv 3×3, 4, 3 groups\" cannot split 8 input channels into 3 equal"
                        + " groups.",
                refused(conv2d(4, 3).optGroups(3).build(), new Shape(1, 8, 10, 10)));
        assertEquals(
                "The layer \"LSTM 16, 2 layers\" needs series of three axes, batch, steps and"
                        + " values, not (1, 1, 28, 28).",
                refused(lstm(), new Shape(1, 1, 28, 28)));
        assertEquals(
                "The layer \"batchNorm\" normalizes axis [4], which an input of shape (1, 8, 10, 10)"
                        + " does not have.",
                refused(BatchNorm.builder().optAxis(4).build(), new Shape(1, 8, 10, 10)));
        assertEquals(
                "What the branches of the layer \"parallel (conv 3×3, 8 | identity)\" make of an input"
                        + " of shape (1, 8, 10, 10) cannot be joined.",
                refused(residual(conv(8, 3), Blocks.identityBlock()), new Shape(1, 8, 10, 10)));
    }

    @Test
    void whatNoEngineRunsIsRefused() {
        Shape maps = new Shape(1, 6, 10, 10);
        Shape series = new Shape(1, 10, 8);
        Shape two = new Shape(2, 2);
        assertEquals(
                "The layer \"conv 3×3, 4, 3 groups\" cannot split 4 output channels into 3 equal"
                        + " groups.",
                refused(conv2d(4, 3).optGroups(3).build(), maps));
        assertEquals(
                "The layer \"layerNorm\" normalizes axis [-1], which an input of shape (1, 6, 10,"
                        + " 10) does not have.",
                refused(LayerNorm.builder().axis(-1).build(), maps));
        assertEquals(
                "The layer \"maxPool 2×2, pad 2\" has windows that see nothing but padding: its"
                        + " padding must be smaller than its window.",
                refused(Pool.maxPool2dBlock(two, two, two), maps));
        assertEquals(
                "The layer \"parallel (identity | )\" has a branch without layers:"
                        + " Blocks.identityBlock() passes its input on.",
                refused(residual(Blocks.identityBlock(), new SequentialBlock()), maps));
        GRU state = GRU.builder().setStateSize(4).setNumLayers(1).optReturnState(true).build();
        assertEquals(10 * (3 * 4 * 8 + 3 * 4 * 4), LayerTable.of(state, series).macs());
        assertEquals(
                "The layer \"GRU 4\" puts out its state beside its series, and the layer \"dense 2\""
                        + " takes one array: leave out optReturnState(true), or put a LambdaBlock"
                        + " between that picks the first.",
                refused(sequential(state, dense(2)), series));
        assertEquals(
                "The layer \"anonymous\" puts out 2 arrays, and a layer passes on one.",
                refused(new LambdaBlock(x -> new NDList(x.head(), x.head())), maps));
        refused(new LambdaBlock(x -> new NDList(x.head().mean())), maps); // a number has no batch
    }

    @Test
    void branchesMayBeOneOrStandInBranches() {
        Shape maps = new Shape(1, 3, 8, 8);
        Block one = new ParallelBlock(outputs -> outputs.get(0), List.of(conv(3, 1)));
        assertEquals("join 1 branch", LayerTable.of(one, maps).rows().get(1).layer());
        LayerTable nested = LayerTable.of(residual(residual(conv(3, 1), conv(3, 1)), one), maps);
        assertEquals(
                List.of("join 2 branches", "conv 1×1, 3", "join 1 branch", "join 2 branches"),
                nested.rows().subList(2, 6).stream().map(LayerTable.Row::layer).toList());
        assertEquals(36, nested.parameters());
        assertEquals(3 * 9 * 64, nested.macs());
    }

    @Test
    void aLayerThatStandsInANetTwiceHasItsWeightsOnce() {
        Shape maps = new Shape(1, 3, 8, 8);
        Block shared = conv(3, 1);
        LayerTable chain = LayerTable.of(sequential(shared, relu(), shared), maps);
        LayerTable branches = LayerTable.of(residual(shared, shared), maps);
        assertEquals(12, chain.parameters());
        assertEquals(12, branches.parameters());
        assertEquals(2 * 9 * 64, chain.macs());
        assertEquals(24, LayerTable.of(sequential(conv(3, 1), conv(3, 1)), maps).parameters());
    }

    @Test
    void whatIsLargerThanAnyNumberIsRefusedNotWrong() {
        int most = Integer.MAX_VALUE;
        Shape row = new Shape(1, most);
        String sentence = "it would have more than 9,223,372,036,854,775,807 numbers";
        Block bytes = sequential(dense(most), dense(most)); // each layer has 4·10¹⁸ weights
        assertTrue(refused(bytes, row).contains(sentence));
        Shape maps = new Shape(1, 1_000_000, 3_000_000_000L, 3_000_000_000L);
        assertTrue(refused(conv(64, 3), maps).contains(sentence));
        assertEquals(
                4L * (most + 2L * most), // weights, biases, activations
                LayerTable.of(dense(most), new Shape(1, 1)).bytes());
    }

    @Test
    void anInputHasABatchAndSizes() {
        for (Shape none : List.of(new Shape(5), new Shape(1, 0, 8, 8), new Shape(-1, 1, 8, 8))) {
            assertTrue(refused(dense(2), none).contains("the batch first"));
        }
        assertTrue(refused(null, new Shape(1, 5)).contains("run the cell that makes the net"));
    }

    private static String refused(Block net, Shape input) {
        return assertThrows(CourseException.class, () -> LayerTable.of(net, input)).getMessage();
    }

    private static Arguments row(
            Block layer, Shape input, String words, Shape output, long... counts) {
        return Arguments.of(layer, input, words, output, counts);
    }

    private static Conv2d.Builder conv2d(int channels, int kernel) {
        return Conv2d.builder().setFilters(channels).setKernelShape(new Shape(kernel, kernel));
    }

    private static Block convolution(int channels, int kernel, int stride) {
        return conv2d(channels, kernel)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(false)
                .build();
    }

    private static Block basicBlock(int channels, int stride, boolean wider) {
        SequentialBlock shortcut = new SequentialBlock();
        if (wider) {
            shortcut.add(convolution(channels, 1, stride)).add(BatchNorm.builder().build());
        } else {
            shortcut.add(Blocks.identityBlock());
        }
        SequentialBlock main =
                sequential(
                        convolution(channels, 3, stride),
                        BatchNorm.builder().build(),
                        Activation.reluBlock(),
                        convolution(channels, 3, 1),
                        BatchNorm.builder().build());
        return sequential(residual(main, shortcut), Activation.reluBlock());
    }

    private static Block residual(Block main, Block shortcut) {
        return new ParallelBlock(
                outputs -> new NDList(NDArrays.add(outputs.get(0).head(), outputs.get(1).head())),
                List.of(main, shortcut));
    }

    private static Block lstm() {
        return LSTM.builder().setStateSize(16).setNumLayers(2).build();
    }

    private static Block words() {
        return TrainableWordEmbedding.builder()
                .setVocabulary(new DefaultVocabulary(List.of("one", "two", "three")))
                .setEmbeddingSize(16)
                .build();
    }
}
