package convnets.nn;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import convnets.CourseException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a layer says of its parameters, multiply-adds and connections before it has weights. */
class LayerCountsTest {

    private static final Shape SERIES = new Shape(2, 5, 3);
    private static final Shape MAPS = new Shape(2, 4, 6, 5);

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of(lstm(), SERIES),
                Arguments.of(gru(false), SERIES),
                Arguments.of(rnn(), SERIES),
                Arguments.of(dense(4), SERIES),
                Arguments.of(Linear.builder().setUnits(4).optBias(false).build(), SERIES),
                Arguments.of(BatchNorm.builder().build(), MAPS),
                Arguments.of(BatchNorm.builder().optAxis(2).optScale(false).build(), MAPS),
                Arguments.of(BatchNorm.builder().optCenter(false).build(), MAPS),
                Arguments.of(LayerNorm.builder().build(), MAPS),
                Arguments.of(LayerNorm.builder().axis(2, 3).optCenter(false).build(), MAPS),
                Arguments.of(conv(6, 3).groups(2), MAPS),
                Arguments.of(Activation.preluBlock(), MAPS));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void theParametersThatAreToldAreThoseThatTheLayerGets(Block layer, Shape input) {
        List<ParameterInfo> told = LayerInfos.of(layer).parameters(input);
        Nets.initialize(layer, Init.glorot(), 1, input);
        assertFalse(told.isEmpty());
        assertEquals(
                layer.getParameters().stream()
                        .map(
                                pair ->
                                        new ParameterInfo(
                                                pair.getKey(),
                                                pair.getValue().getArray().getShape(),
                                                pair.getValue().requiresGradient()))
                        .toList(),
                told);
    }

    @Test
    void recurrentLayersMultiplyWithEachOfTheirWeightsAtEachStep() {
        Shape output = new Shape(2, 5, 8);
        // two directions of 4·4 rows, for 3 values and 4 states, then for 8 values and 4 states
        assertEquals(5 * 2 * 16 * ((3 + 4) + (8 + 4)), macs(lstm(), SERIES, output));
        assertEquals(5 * 3 * 4 * (3 + 4), macs(gru(false), SERIES, new Shape(2, 5, 4)));
        assertEquals(5 * 4 * (3 + 4), macs(rnn(), new Shape(5, 2, 3), new Shape(5, 2, 4)));
        assertEquals("LSTM 4, 2 layers, bidirectional", LayerInfos.of(lstm()).text());
        assertEquals("GRU 4", LayerInfos.of(gru(false)).text());
        assertEquals(LayerKind.RECURRENT, LayerInfos.of(rnn()).kind());
    }

    @Test
    void recurrentLayersTakeSeriesAndPassOnOneArray() {
        says(
                "The layer \"GRU 4\" needs series of three axes, batch, steps and values, not (2,"
                        + " 4, 6, 5).",
                () -> LayerInfos.of(gru(false)).check(MAPS));
        LayerInfos.of(sequential(gru(false), dense(2))).check(SERIES);
        LayerInfo two = LayerInfos.of(sequential(relu(), gru(true), dense(2)));
        says(
                "The layer \"GRU 4\" puts out its state beside its series, and the layer \"dense 2\""
                        + " takes one array: leave out optReturnState(true), or put a LambdaBlock"
                        + " between that picks the first.",
                () -> two.check(SERIES));
        Block picks = new LambdaBlock(xs -> new NDList(xs.get(0)), "pick");
        assertEquals(LayerKind.LAMBDA, LayerInfos.of(picks).kind());
        LayerInfos.of(sequential(gru(true), picks, dense(2))).check(SERIES);
    }

    @Test
    void denseLayersReadTheLastAxisForEachOutput() {
        Shape output = new Shape(2, 5, 4);
        DenseInfo info = new DenseInfo(4, true);
        assertEquals(3 * 5 * 4, info.macs(SERIES, output));
        assertEquals(3 * 5 * 4 + 5 * 4, info.connections(SERIES, output));
        assertEquals(3 * 5 * 4, new DenseInfo(4, false).connections(SERIES, output));
        assertEquals(List.of("dense"), info.parts());
    }

    @Test
    void aConvolutionsWeightsServeAtEachOutputAndATransposedOnesAtEachInput() {
        assertEquals(3 * 4 * 9 * 12, macs(conv(3, 3), MAPS, new Shape(2, 3, 4, 3)));
        Block transposed =
                Conv2dTranspose.builder()
                        .setFilters(3)
                        .setKernelShape(new Shape(3, 3))
                        .optStride(new Shape(2, 2))
                        .build();
        assertEquals(3 * 4 * 9 * 30, macs(transposed, MAPS, new Shape(2, 3, 13, 11)));
    }

    @Test
    void aConvolutionRefusesWhatItCannotSplitOrCover() {
        Conv halves = conv(4, 3).groups(2);
        says(
                "The layer \"conv 3×3, 4, 2 groups\" cannot split 3 input channels into 2 equal"
                        + " groups.",
                () -> halves.getOutputShapes(new Shape[] {new Shape(1, 3, 5, 5)}));
        Conv2d djls =
                Conv2d.builder().setFilters(3).setKernelShape(new Shape(3, 3)).optGroups(2).build();
        says(
                "The layer \"conv 3×3, 3, 2 groups\" cannot split 3 output channels into 2 equal"
                        + " groups.",
                () -> LayerInfos.of(djls).check(MAPS));
        says(
                "The image is too small when it reaches the layer \"conv 5×5, 4, pad 1\": 2×4"
                        + " pixels, and the window needs at least 3.",
                () -> LayerInfos.of(conv(4, 5).pad(1)).check(new Shape(1, 1, 2, 4)));
        says("A layer needs groups of 1 or more, not 0.", () -> halves.groups(0));
        says("A layer needs stride of 1 or more, not 0.", () -> halves.stride(0));
    }

    @Test
    void aPoolingRefusesOtherAxesAndWindowsThatSeePaddingAlone() {
        says(
                "The layer \"maxPool 2×2\" needs images of shape (batch, channels, height, width),"
                        + " not (1, 784).",
                () -> maxPool(2).getOutputShapes(new Shape[] {new Shape(1, 784)}));
        says(
                "The layer \"avgPool 2×2, pad 2\" has windows that see nothing but padding: its"
                        + " padding must be smaller than its window.",
                () -> avgPool(2).pad(2).getOutputShapes(new Shape[] {MAPS}));
        avgPool(3).pad(2).getOutputShapes(new Shape[] {MAPS});
        assertEquals(List.of("global avgPool"), LayerInfos.of(Layers.globalAvgPool()).parts());
    }

    @Test
    void aNormalizationMultipliesEachValueOnceAndNeedsItsAxis() {
        assertEquals(4 * 6 * 5, macs(BatchNorm.builder().build(), MAPS, MAPS));
        for (int axis : new int[] {0, 3}) {
            LayerInfos.of(BatchNorm.builder().optAxis(axis).build()).check(MAPS);
        }
        for (int axis : new int[] {-1, 4}) {
            says(
                    "The layer \"batchNorm\" normalizes axis ["
                            + axis
                            + "], which an input of shape (2, 4, 6, 5) does not have.",
                    () -> LayerInfos.of(BatchNorm.builder().optAxis(axis).build()).check(MAPS));
        }
    }

    @Test
    void anEmbeddingIsATableWithARowForEachWord() {
        LayerInfo dense = LayerInfos.of(embedding(SparseFormat.DENSE));
        assertEquals(new EmbeddingInfo(3, 16, false), dense);
        assertEquals(
                new EmbeddingInfo(3, 16, true), LayerInfos.of(embedding(SparseFormat.ROW_SPARSE)));
        assertEquals(LayerKind.EMBEDDING, dense.kind());
        assertEquals("embedding 3×16", dense.text());
        assertEquals(
                List.of(new ParameterInfo("embedding", new Shape(3, 16), true)),
                dense.parameters(new Shape(1, 12)));
    }

    @Test
    void whatKeepsNoValuesOfItsOwnHasNoConnections() {
        for (Block inPlace : List.of(relu(), flatten())) {
            assertTrue(LayerInfos.of(inPlace).inPlace());
            assertEquals(0, LayerInfos.of(inPlace).connections(MAPS, MAPS));
        }
        assertEquals(List.of("flatten"), LayerInfos.of(flatten()).parts());
        LayerInfo pool = LayerInfos.of(maxPool(2));
        assertFalse(pool.inPlace());
        says(
                "Connections cannot be counted for the layer \"maxPool 2×2\".",
                () -> pool.connections(MAPS, MAPS));
    }

    @Test
    void aClassThatSaysNothingOfItselfCannotBeCounted() {
        BlockInfo own = new BlockInfo(LayerKind.OTHER, "Gate", List.of(), List.of());
        String said =
                "What a Gate computes cannot be counted: DJL does not tell it of its own classes,"
                        + " and a class of your own tells it by implementing"
                        + " convnets.nn.Described.";
        says(said, () -> own.parameters(MAPS));
        says(said, () -> own.macs(MAPS, MAPS));
        String unnamed = new BlockInfo(LayerKind.OTHER, "", List.of(), List.of()).text();
        assertEquals("unnamed class", unnamed);
        BlockInfo function = new BlockInfo(LayerKind.LAMBDA, "half", List.of(), List.of());
        assertEquals(0, function.macs(MAPS, MAPS));
    }

    private static long macs(Block layer, Shape input, Shape output) {
        return LayerInfos.of(layer).macs(input, output);
    }

    private static Block lstm() {
        return LSTM.builder().setStateSize(4).setNumLayers(2).optBidirectional(true).build();
    }

    private static Block gru(boolean state) {
        return GRU.builder().setStateSize(4).setNumLayers(1).optReturnState(state).build();
    }

    /** Its second axis is the batch. */
    private static Block rnn() {
        return RNN.builder()
                .setStateSize(4)
                .setNumLayers(1)
                .setActivation(RNN.Activation.TANH)
                .optHasBiases(false)
                .optBatchFirst(false)
                .build();
    }

    private static Block embedding(SparseFormat format) {
        return TrainableWordEmbedding.builder()
                .optSparseFormat(format)
                .setVocabulary(new DefaultVocabulary(List.of("a", "b", "c")))
                .setEmbeddingSize(16)
                .build();
    }

    private static void says(String sentence, Runnable code) {
        assertEquals(sentence, assertThrows(CourseException.class, code::run).getMessage());
    }
}
