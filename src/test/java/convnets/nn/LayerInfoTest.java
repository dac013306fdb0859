package convnets.nn;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayerInfoTest {

    @Test
    void theCoursesLayersAndDjlsOwnAreTheSameFacts() {
        Block theirs =
                Conv2d.builder()
                        .setFilters(6)
                        .setKernelShape(new Shape(5, 5))
                        .optPadding(new Shape(2, 2))
                        .build();
        assertEquals(LayerInfos.of(conv(6, 5).pad(2)), LayerInfos.of(theirs));
        assertEquals(
                LayerInfos.of(maxPool(3).stride(2)),
                LayerInfos.of(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2))));
        assertEquals(
                LayerInfos.of(avgPool(3).pad(1)),
                LayerInfos.of(
                        Pool.avgPool2dBlock(new Shape(3, 3), new Shape(3, 3), new Shape(1, 1))));
        assertEquals(
                LayerInfos.of(dense(10)), LayerInfos.of(Linear.builder().setUnits(10).build()));
    }

    @Test
    void aLayersTextIsMadeFromItsFacts() {
        assertEquals("conv 5×5, 6, pad 2", text(conv(6, 5).pad(2)));
        assertEquals(
                "conv 3×2, 8, stride 2×1, dilation 2, 4 groups",
                text(
                        Conv2d.builder()
                                .setFilters(8)
                                .setKernelShape(new Shape(3, 2))
                                .optStride(new Shape(2, 1))
                                .optDilation(new Shape(2, 2))
                                .optGroups(4)
                                .build()));
        assertEquals(
                "conv 5 steps, 32",
                text(Conv1d.builder().setFilters(32).setKernelShape(new Shape(5)).build()));
        assertEquals(
                "transposed conv 4×4, 8, stride 2, pad 1",
                text(
                        Conv2dTranspose.builder()
                                .setFilters(8)
                                .setKernelShape(new Shape(4, 4))
                                .optStride(new Shape(2, 2))
                                .optPadding(new Shape(1, 1))
                                .build()));
        assertEquals("maxPool 3×3, stride 2", text(maxPool(3).stride(2)));
        assertEquals("maxPool 2 steps", text(Pool.maxPool1dBlock(new Shape(2), new Shape(2))));
        assertEquals("globalAvgPool2d", text(globalAvgPool()));
        assertEquals("dropout", text(dropout(0.5)));
        assertEquals("flatten", text(flatten()));
        assertEquals("conv 5×5, 6; ReLU", text(sequential(conv(6, 5), Activation.reluBlock())));
    }

    @Test
    void whatDjlDoesNotTellIsKnownAllTheSame() {
        InPlaceInfo dropout =
                assertInstanceOf(
                        InPlaceInfo.class, LayerInfos.of(Dropout.builder().optRate(0.3f).build()));
        assertEquals(0.3f, dropout.rate());
        PoolingInfo pool =
                assertInstanceOf(
                        PoolingInfo.class,
                        LayerInfos.of(
                                Pool.maxPool2dBlock(
                                        new Shape(3, 2), new Shape(2, 1), new Shape(1, 0), true)));
        assertEquals(
                Optional.of(
                        new SlidingWindow(
                                new Shape(3, 2),
                                new Shape(2, 1),
                                new Shape(1, 0),
                                new Shape(1, 1),
                                true)),
                pool.window());
        ActivationInfo leaky =
                assertInstanceOf(
                        ActivationInfo.class, LayerInfos.of(Activation.leakyReluBlock(0.1f)));
        assertEquals(0.1f, leaky.parameter());
        NormInfo norm =
                assertInstanceOf(
                        NormInfo.class,
                        LayerInfos.of(BatchNorm.builder().optAxis(2).optMomentum(0.8f).build()));
        assertEquals(List.of(2), norm.axes());
        assertEquals(0.8f, norm.momentum());
    }

    @Test
    void everyActivationFunctionOfDjlIsKnown() {
        List<Block> blocks =
                List.of(
                        Activation.reluBlock(),
                        Activation.relu6Block(),
                        Activation.sigmoidBlock(),
                        Activation.tanhBlock(),
                        Activation.softPlusBlock(),
                        Activation.softSignBlock(),
                        Activation.leakyReluBlock(0.2f),
                        Activation.eluBlock(1),
                        Activation.seluBlock(),
                        Activation.geluBlock(),
                        Activation.swishBlock(1),
                        Activation.mishBlock(),
                        Activation.preluBlock(),
                        new ScaledTanh());
        assertEquals(
                ActivationFunction.values().length,
                blocks.stream()
                        .map(LayerInfos::of)
                        .map(info -> ((ActivationInfo) info).function())
                        .distinct()
                        .count());
    }

    @Test
    void aFunctionWithoutANameIsKnownByWhatItDoes() {
        SequentialBlock net =
                new SequentialBlock()
                        .add(Activation::relu)
                        .add(Activation::sigmoid)
                        .add(Activation::tanh)
                        .add(Activation::relu6)
                        .add(Activation::softPlus)
                        .add(Activation::softSign)
                        .add(Activation::selu)
                        .add(Activation::gelu)
                        .add(xs -> new NDList(xs.head().maximum(0)));
        assertEquals("ReLU; sigmoid; Tanh; ReLU6; softPlus; softSign; SELU; GELU; ReLU", text(net));
        LayerInfo half = LayerInfos.of(new LambdaBlock(xs -> new NDList(xs.head().div(2)), "half"));
        assertEquals(LayerKind.LAMBDA, half.kind());
        assertEquals("half", half.text());
        LayerInfo rows =
                LayerInfos.of(new LambdaBlock(xs -> new NDList(xs.head().sum(new int[] {3}))));
        assertEquals(LayerKind.LAMBDA, rows.kind());
    }

    /** DJL's names for other functions than DJL's. */
    @Test
    void aNameSaysNothingOfAFunctionOfOnesOwn() {
        float factor = 3;
        for (String taken :
                List.of(
                        "ReLU",
                        "Swish",
                        "LeakyReLU",
                        "maxPool2d",
                        "globalAvgPool2d",
                        "batchFlatten",
                        "identity")) {
            Block list = new LambdaBlock(xs -> new NDList(xs.head().div(factor)), taken);
            Block single = LambdaBlock.singleton(x -> x.div(factor), taken);
            for (Block own : List.of(list, single)) {
                assertEquals(
                        new BlockInfo(LayerKind.LAMBDA, taken, List.of(factor), List.of()),
                        LayerInfos.of(own));
            }
        }
        Block rows = LambdaBlock.singleton(x -> x.maximum(0).reshape(x.getShape().get(0), -1));
        assertEquals(LayerKind.LAMBDA, LayerInfos.of(rows).kind());
        Block relu = new LambdaBlock(Activation::relu, "Tanh");
        assertEquals(LayerInfos.of(Activation.reluBlock()), LayerInfos.of(relu));
    }

    @Test
    void aClassThatComputesSomethingElseIsNotTakenForDjls() {
        assertEquals(LayerKind.CONVOLUTION, LayerInfos.of(new OwnConv(4, 3)).kind());
        assertEquals(
                LayerKind.OTHER,
                LayerInfos.of(
                                new OwnConv(4, 3) {
                                    @Override
                                    protected NDList forwardInternal(
                                            ParameterStore store,
                                            NDList inputs,
                                            boolean training,
                                            PairList<String, Object> more) {
                                        return inputs;
                                    }
                                })
                        .kind());
        SequentialBlock chain = new SequentialBlock() {};
        assertEquals("ReLU", text(chain.add(Activation.reluBlock())));
        assertEquals(1, Nets.layers(chain).size());
        SequentialBlock residual = new Residual();
        residual.add(Activation.reluBlock()).add(Activation.tanhBlock());
        assertEquals(LayerKind.OTHER, LayerInfos.of(residual).kind());
        assertEquals(List.of(residual), Nets.layers(residual));
        assertNotEquals(
                NetIdentity.of(residual, new Shape(1, 4)),
                NetIdentity.of(
                        sequential(Activation.reluBlock(), Activation.tanhBlock()),
                        new Shape(1, 4)));
        SequentialBlock all = sequential(Activation.reluBlock(), Activation.tanhBlock());
        all.setReturnIntermediate(true);
        assertEquals(LayerKind.OTHER, LayerInfos.of(all).kind());
    }

    private static class OwnConv extends Conv2d {

        OwnConv(int filters, int kernel) {
            super(new Settings(filters, kernel));
        }

        private static final class Settings extends Conv2d.Builder {

            Settings(int filters, int kernel) {
                setFilters(filters).setKernelShape(new Shape(kernel, kernel));
            }
        }
    }

    private static final class Residual extends SequentialBlock {

        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                PairList<String, Object> more) {
            NDList inside = super.forwardInternal(store, inputs, training, more);
            return new NDList(inputs.head().add(inside.head()));
        }
    }

    @Test
    void aFunctionThatMakesAnotherNumberOfValuesIsNoActivationFunction() {
        LayerInfo sum = LayerInfos.of(new LambdaBlock(xs -> new NDList(xs.head().sum()), "whole"));
        assertEquals(new BlockInfo(LayerKind.LAMBDA, "whole", List.of(), List.of()), sum);
    }

    @Test
    void globalPoolingsOfAllDimensionsAreKnown() {
        assertEquals(
                new PoolingInfo(PoolingInfo.Type.MAX, 3, Optional.empty(), List.of()),
                LayerInfos.of(Pool.globalMaxPool3dBlock()));
        assertEquals(
                new PoolingInfo(PoolingInfo.Type.AVERAGE, 1, Optional.empty(), List.of()),
                LayerInfos.of(Pool.globalAvgPool1dBlock()));
    }

    /** DJL does not say how branches are joined: it is tried with as many as there are. */
    @Test
    void howBranchesAreJoinedIsFoundOut() {
        List<Block> two = List.of(conv(1, 1), conv(1, 1));
        ParallelBlock pair =
                new ParallelBlock(
                        outputs -> {
                            if (outputs.size() != 2) {
                                throw new IllegalArgumentException("two branches");
                            }
                            return Join.SUM.of(outputs);
                        },
                        two);
        assertEquals(Join.SUM, ((ParallelInfo) LayerInfos.of(pair)).join());
        ParallelBlock third = new ParallelBlock(outputs -> outputs.get(2), two);
        assertEquals(Join.OTHER, ((ParallelInfo) LayerInfos.of(third)).join());
    }

    @Test
    void branchesAreJoinedAsTheJoinSays() {
        Shape shape = new Shape(1, 2);
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDList> outputs =
                    List.of(
                            new NDList(manager.create(new float[] {-1, 2}, shape)),
                            new NDList(manager.create(new float[] {-3, 4}, shape)));
            assertArrayEquals(new float[] {-4, 6}, joined(Join.SUM, outputs));
            assertArrayEquals(new float[] {0, 6}, joined(Join.SUM_RELU, outputs));
            assertArrayEquals(new float[] {-1, 2, -3, 4}, joined(Join.CONCATENATION, outputs));
        }
    }

    private static float[] joined(Join join, List<NDList> outputs) {
        return join.of(outputs).singletonOrThrow().toFloatArray();
    }

    /** In the order of their names, from the class up to DJL's own; what can change is none. */
    @Test
    void theConstantsOfAnObjectAreItsFinalNumbersWordsAndArrays() {
        Made made = new Made(new float[][] {{1, 2}, {3}});
        List<Object> constants = Fields.constants(made);
        assertEquals(4, constants.size());
        assertEquals(
                List.of(2, 1, "RELU"),
                List.of(constants.get(0), constants.get(1), constants.get(3)));
        assertEquals(constants, Fields.constants(new Made(new float[][] {{1, 2}, {3}})));
        assertNotEquals(constants, Fields.constants(new Made(new float[][] {{1, 2}, {4}})));
    }

    private static final class Made {

        private final int b = 1;
        private final int a = 2;
        private final ActivationFunction function = ActivationFunction.RELU;
        private final Object[] others = {"not a setting"};
        private final Object nothing = null;
        private final float[][] c;
        private int changes = 5;

        Made(float[][] c) {
            this.c = c;
        }
    }

    @Test
    void aWindowCountsItsPlaces() {
        SlidingWindow floor = SlidingWindow.square(3, 2, 1);
        assertEquals(new Shape(1, 4, 4, 5), floor.output(new Shape(1, 2, 8, 9), 4));
        SlidingWindow ceil =
                new SlidingWindow(
                        floor.kernel(), floor.strides(), floor.paddings(), new Shape(1, 1), true);
        assertEquals(new Shape(1, 4, 5, 5), ceil.output(new Shape(1, 2, 8, 9), 4));
        SlidingWindow dilated =
                new SlidingWindow(new Shape(3), new Shape(1), new Shape(0), new Shape(2), false);
        assertEquals(5, dilated.span(0));
        assertEquals(new Shape(1, 4, 4), dilated.output(new Shape(1, 2, 8), 4));
    }

    /** 122,304 are those of layer C1 of LeNet-5. */
    @Test
    void connectionsAreMultiplyAddsAndBiases() {
        Shape image = new Shape(1, 1, 28, 28);
        Shape maps = new Shape(1, 6, 28, 28);
        assertEquals(122_304, LayerInfos.of(conv(6, 5).pad(2)).connections(image, maps));
        LayerInfo without = LayerInfos.of(conv(6, 5).pad(2).withoutBias());
        assertEquals(117_600, without.connections(image, maps));
    }

    @Test
    void theWindowsOfANetAreListedInOrder() {
        List<SlidingWindow> windows =
                Nets.windows(sequential(conv(6, 5).pad(2), Activation.reluBlock(), maxPool(2)));
        assertEquals(
                List.of(SlidingWindow.square(5, 1, 2), SlidingWindow.square(2, 2, 0)), windows);
        assertTrue(Nets.windows(dense(10)).isEmpty());
    }

    private static String text(Block block) {
        return LayerInfos.of(block).text();
    }
}
