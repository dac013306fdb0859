package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import convnets.models.LeNet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NetIdentityTest {

    private static final Shape IMAGE = new Shape(1, 2, 12, 12);

    @Test
    void everySettingOfALayerTellsNetsApart() {
        List<Block> nets =
                List.of(
                        conv(6, 3),
                        conv(8, 3),
                        conv(6, 3).withoutBias(),
                        conv(6, 3).pad(1),
                        conv(6, 3).stride(2),
                        conv(6, 3).groups(2),
                        theirs().optDilation(new Shape(2, 2)).build(),
                        dropout(0.1),
                        dropout(0.9),
                        maxPool(2),
                        Pool.maxPool2dBlock(
                                new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), true),
                        Pool.avgPool2dBlock(
                                new Shape(2, 2), new Shape(2, 2), new Shape(1, 1), false, true),
                        Pool.avgPool2dBlock(
                                new Shape(2, 2), new Shape(2, 2), new Shape(1, 1), false, false),
                        Pool.lpPool2dBlock(2, new Shape(2, 2)),
                        Pool.lpPool2dBlock(3, new Shape(2, 2)),
                        Activation.leakyReluBlock(0.1f),
                        Activation.leakyReluBlock(0.2f),
                        BatchNorm.builder().build(),
                        BatchNorm.builder().optEpsilon(1e-3f).build(),
                        BatchNorm.builder().optScale(false).build(),
                        LayerNorm.builder().build(),
                        LayerNorm.builder().axis(1).build(),
                        Linear.builder().setUnits(3).build(),
                        Linear.builder().setUnits(3).optBias(false).build(),
                        transposed(0),
                        transposed(1),
                        times(2),
                        times(3),
                        rows(new float[] {1, 2}),
                        rows(new float[] {1, 3}),
                        new Own(2, 5),
                        new Own(3, 5),
                        new Own(2, 6));
        Set<String> hashes =
                nets.stream()
                        .map(net -> NetIdentity.of(net, IMAGE).hash())
                        .collect(Collectors.toCollection(HashSet::new));
        assertEquals(nets.size(), hashes.size());
        Shape series = new Shape(1, 4, 3);
        assertNotEquals(
                NetIdentity.of(lstm(1, false), series), NetIdentity.of(lstm(2, false), series));
        assertNotEquals(
                NetIdentity.of(lstm(1, false), series), NetIdentity.of(lstm(1, true), series));
    }

    @Test
    void aLayerThatStandsInANetTwiceIsNotTwoLayers() {
        Block shared = conv(2, 3).pad(1);
        NetIdentity twice = NetIdentity.of(sequential(shared, relu(), shared), IMAGE);
        Block one = conv(2, 3).pad(1);
        assertEquals(twice, NetIdentity.of(sequential(one, relu(), sequential(one)), IMAGE));
        assertNotEquals(twice, NetIdentity.of(sequential(one, relu(), conv(2, 3).pad(1)), IMAGE));
        assertNotEquals(
                NetIdentity.of(sequential(one, shared, one), IMAGE),
                NetIdentity.of(sequential(one, shared, shared), IMAGE));
    }

    @Test
    void theSameLayersAreTheSameNet() {
        Block djl = theirs().optPadding(new Shape(1, 1)).build();
        assertEquals(NetIdentity.of(conv(6, 3).pad(1), IMAGE), NetIdentity.of(djl, IMAGE));
        assertEquals(
                NetIdentity.of(sequential(sequential(conv(6, 3), relu()), flatten()), IMAGE),
                NetIdentity.of(
                        sequential(conv(6, 3), relu(), flatten()), new Shape(64, 2, 12, 12)));
    }

    @Test
    void itIsTheSameWithAndWithoutWeightsAndInEveryLanguage() {
        Shape image = new Shape(1, 1, 28, 28);
        Block net = LeNet.block();
        NetIdentity without = NetIdentity.of(net, image);
        Nets.initialize(net, Init.glorot(), 1, image);
        assertEquals(without, NetIdentity.of(net, image));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertEquals(without.hash(), NetIdentity.of(LeNet.block(), image).hash());
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Such as a cache: what is no number, word or shape is no setting. */
    @Test
    void whatElseAFunctionHoldsDoesNotMatter() {
        assertEquals(NetIdentity.of(holding(), IMAGE), NetIdentity.of(holding(), IMAGE));
        assertEquals(
                NetIdentity.of(rows(new float[] {1, 2}), IMAGE),
                NetIdentity.of(rows(new float[] {1, 2}), IMAGE));
    }

    private static Block holding() {
        Object some = new Object();
        return new LambdaBlock(
                xs -> {
                    synchronized (some) {
                        return new NDList(xs.head().mul(2));
                    }
                },
                "holding");
    }

    private static Block rows(float[] factors) {
        return new LambdaBlock(xs -> new NDList(xs.head().mul(factors[1])), "rows");
    }

    /** If this changes, weights and results that are already stored are no longer recognized. */
    @Test
    void itsTextIsTheSameInEveryRun() {
        assertEquals(
                """
                input (2, 12, 12)
                CONVOLUTION sliding={ kernel=(3, 3) strides=(1, 1) paddings=(1, 1) dilations=(1, 1)\
                 ceil=false } outPadding=() channels=6 groups=1 bias=true, weight (6, 2, 3, 3),\
                 bias (6) → (6, 12, 12)
                ACTIVATION function=RELU parameter=0.0 → (6, 12, 12)
                POOLING type=MAX dimensions=2 window={ kernel=(2, 2) strides=(2, 2)\
                 paddings=(0, 0) dilations=(1, 1) ceil=false } further=[] → (6, 6, 6)
                FLATTEN text=flatten rate=0.0 → (216)
                DROPOUT text=dropout rate=0.5 → (216)
                DENSE units=10 bias=true, weight (10, 216), bias (10) → (10)
                """,
                NetIdentity.of(
                                sequential(
                                        conv(6, 3).pad(1),
                                        relu(),
                                        maxPool(2),
                                        flatten(),
                                        dropout(0.5),
                                        dense(10)),
                                IMAGE)
                        + "\n");
    }

    @Test
    void branchesStandBelowTheLayerThatJoinsThem() {
        Block net =
                new ParallelBlock(
                        Join.CONCATENATION::of,
                        List.of(conv(2, 3), sequential(conv(3, 3), relu())));
        String window =
                "sliding={ kernel=(3, 3) strides=(1, 1) paddings=(0, 0) dilations=(1, 1)"
                        + " ceil=false } outPadding=()";
        assertEquals(
                List.of(
                        "input (2, 12, 12)",
                        "PARALLEL join=CONCATENATION children=[CONVOLUTION "
                                + window
                                + " channels=2 groups=1 bias=true, SEQUENTIAL name=SequentialBlock"
                                + " constants=[] children=[CONVOLUTION "
                                + window
                                + " channels=3 groups=1 bias=true, ACTIVATION function=RELU"
                                + " parameter=0.0]] → (5, 10, 10)",
                        "  branch",
                        "    CONVOLUTION "
                                + window
                                + " channels=2 groups=1 bias=true, weight (2, 2, 3, 3), bias (2) →"
                                + " (2, 10, 10)",
                        "  branch",
                        "    CONVOLUTION "
                                + window
                                + " channels=3 groups=1 bias=true, weight (3, 2, 3, 3), bias (3) →"
                                + " (3, 10, 10)",
                        "    ACTIVATION function=RELU parameter=0.0 → (3, 10, 10)"),
                NetIdentity.of(net, IMAGE).text().lines().toList());
    }

    /** Its shapes are known only with weights, and nothing says how these start. */
    @Test
    void aBlockThatFindsItsShapesLateHasThemInItsIdentity() {
        Late late = new Late();
        NetIdentity identity = NetIdentity.of(late, IMAGE);
        assertEquals(
                "input (2, 12, 12)\nOTHER name=Late constants=[] children=[], w (2, 3) → (2, 12, 12)",
                identity.text());
        assertFalse(late.isInitialized());
        assertNull(late.weight.getInitializer());
        assertEquals(6, NetIdentity.countParameters(late, IMAGE));
        late.weight.setInitializer(Initializer.ONES);
        try (NDManager manager = NDManager.newBaseManager()) {
            late.initialize(manager, DataType.FLOAT32, IMAGE);
            assertEquals(identity, NetIdentity.of(late, IMAGE));
            assertTrue(late.isInitialized());
        }
    }

    /** A layer may say of itself what only it can see. */
    @Test
    void theFactsOfAPrivateRecordAreRead() {
        assertEquals(
                "input (2, 12, 12)\nLAMBDA turns=3 → (2, 12, 12)",
                NetIdentity.of(new Turned(), IMAGE).text());
        record Facts(float[] factors, String note) implements LayerInfo {

            @Override
            public LayerKind kind() {
                return LayerKind.LAMBDA;
            }

            @Override
            public String text() {
                return "times";
            }
        }
        class Times extends LambdaBlock implements Described {

            Times() {
                super(xs -> xs);
            }

            @Override
            public LayerInfo info() {
                return new Facts(new float[] {1, 2}, null);
            }
        }
        assertEquals(
                "input (2, 12, 12)\nLAMBDA factors=[[1.0, 2.0]] note=[null] → (2, 12, 12)",
                NetIdentity.of(new Times(), IMAGE).text());
    }

    @Test
    void aBlockOfOnesOwnKeepsItsInitializersAndGetsNoWeights() {
        Own own = new Own(2, 5);
        NetIdentity identity = NetIdentity.of(own, IMAGE);
        assertFalse(own.isInitialized());
        try (NDManager manager = NDManager.newBaseManager()) {
            own.setInitializer((m, shape, type) -> m.full(shape, 7f), "w");
            NetIdentity.of(own, IMAGE);
            own.initialize(manager, DataType.FLOAT32, IMAGE);
            assertEquals(7f, own.weight.getArray().toFloatArray()[0]);
            assertEquals(identity, NetIdentity.of(own, IMAGE));
        }
    }

    private static Conv2d.Builder theirs() {
        return Conv2d.builder().setFilters(6).setKernelShape(new Shape(3, 3));
    }

    private static Block transposed(int outPadding) {
        return Conv2dTranspose.builder()
                .setFilters(2)
                .setKernelShape(new Shape(3, 3))
                .optStride(new Shape(2, 2))
                .optOutPadding(new Shape(outPadding, outPadding))
                .build();
    }

    private static Block lstm(int layers, boolean bidirectional) {
        return LSTM.builder()
                .setStateSize(4)
                .setNumLayers(layers)
                .optBidirectional(bidirectional)
                .build();
    }

    private static Block times(float factor) {
        return new LambdaBlock(xs -> new NDList(xs.head().mul(factor)), "times");
    }

    private static final class Late extends OwnLayer {

        private final Parameter weight = parameter("w", Parameter.Type.OTHER, null);

        @Override
        protected void prepare(Shape[] inputs) {
            weight.setShape(new Shape(inputs[0].get(1), 3));
        }
    }

    private static final class Turned extends LambdaBlock implements Described {

        Turned() {
            super(xs -> xs);
        }

        @Override
        public LayerInfo info() {
            return new Turns(3);
        }

        private record Turns(int turns) implements LayerInfo {

            @Override
            public LayerKind kind() {
                return LayerKind.LAMBDA;
            }

            @Override
            public String text() {
                return "turned";
            }
        }
    }

    /** A reader's own layer: a factor that is fixed, and weights that are learned. */
    private static final class Own extends OwnLayer {

        private final float factor;
        private final Parameter weight;

        Own(float factor, int size) {
            this.factor = factor;
            weight = parameter("w", Parameter.Type.GAMMA, new Shape(size));
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            return new NDList(inputs.head().mul(factor));
        }
    }
}
