package convnets.exercises;

import static convnets.exercises.Answers.any;
import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static convnets.nn.Layers.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.initializer.Initializer;
import convnets.engine.HostArrays;
import convnets.exercises.Probe.Role;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TwinTest {

    private static final Exercise ANY = any("That is the mean", "look", "praise");

    private static final Shape PICTURE = new Shape(1, 1, 12, 12);
    private static final Shape MAPS = new Shape(1, 4, 8, 8);

    private static SequentialBlock asked() {
        return sequential(
                conv(4, 3), relu(), maxPool(2), flatten(), dense(6), relu(), dropout(.5), dense(3));
    }

    private static Verdict same(Block net) {
        return Check.of(ANY, net)
                .and(
                        Twin.of(net, TwinTest::asked, PICTURE)
                                .wrong("That is the mean", () -> with(avgPool(2))))
                .verdict();
    }

    private static Block with(Block pooling) {
        return sequential(
                conv(4, 3), relu(), pooling, flatten(), dense(6), relu(), dropout(.5), dense(3));
    }

    @Test
    void whoseLayersTheyAreAndInWhichEquivalentOrderDoesNotMatter() {
        right(same(asked()));
        right(same(djl()));
        right(
                same(
                        sequential(
                                conv(4, 3),
                                sequential(maxPool(2), relu()),
                                conv(6, 5),
                                dropout(.5),
                                relu(),
                                flatten(),
                                dense(3))));
    }

    /** The same in DJL's own blocks and a lambda of the reader's. */
    private static Block djl() {
        return new SequentialBlock()
                .add(Conv2d.builder().setFilters(4).setKernelShape(new Shape(3, 3)).build())
                .add(new LambdaBlock(list -> new ai.djl.ndarray.NDList(list.get(0).maximum(0))))
                .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                .add(ai.djl.nn.Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(6).build())
                .add(Activation::relu)
                .add(Dropout.builder().optRate(.5f).build())
                .add(Linear.builder().setUnits(3).build());
    }

    @Test
    void aWrongNetIsNamed() {
        wrong("That is the mean.", same(with(avgPool(2))));
        wrong("computes something else", same(with(maxPool(3).stride(2).pad(1))));
        wrong("layer 1 with weights has no biases", same(without(conv(4, 3).withoutBias())));
        wrong("layer 1 with weights has too many", same(without(conv(5, 3))));
        wrong(
                "A dropout is missing",
                same(
                        sequential(
                                conv(4, 3),
                                relu(),
                                maxPool(2),
                                flatten(),
                                dense(6),
                                relu(),
                                dropout(0),
                                dense(3))));
        wrong("No dropout is asked for behind layer 3", same(sequential(asked(), dropout(.5))));
        wrong("gives (2, 3, 1, 1); (2, 3) is asked", same(sequential(asked(), unflatten())));
        var shared = relu();
        right(
                same(
                        sequential(
                                conv(4, 3),
                                shared,
                                maxPool(2),
                                flatten(),
                                dense(6),
                                shared,
                                dropout(.5),
                                dense(3))));
        var twice = conv(1, 3).pad(1);
        wrong("several times", same(sequential(twice, twice, flatten(), dense(3))));
    }

    private static Block without(Block first) {
        return sequential(
                first, relu(), maxPool(2), flatten(), dense(6), relu(), dropout(.5), dense(3));
    }

    private static Block unflatten() {
        return new LambdaBlock(list -> new ai.djl.ndarray.NDList(list.get(0).reshape(-1, 3, 1, 1)));
    }

    @Test
    void aNetKeepsItsWeightsOrHasNoneAfterwards() {
        Block fresh = asked();
        right(same(fresh));
        assertFalse(fresh.isInitialized());
        Nets.initialize(fresh, Init.he(), 3, new Shape(1, 1, 14, 14));
    }

    /**
     * Weights that are all equal, or no numbers, tell no net from another; and the engine keeps
     * those of a convolution that has run in an order of its own.
     */
    @Test
    void aNetThatHasWeightsIsComparedWithLentOnesAndGetsItsOwnBack() {
        Initializer nan = (manager, shape, type) -> manager.full(shape, Float.NaN, type);
        for (Initializer weights : List.of(Init.he(), Initializer.ZEROS, Initializer.ONES, nan)) {
            for (Block net : List.of(asked(), with(avgPool(2)))) {
                Nets.initialize(net, weights, 3, PICTURE);
                try (var manager = HostArrays.newManager()) {
                    Nets.forward(net, HostArrays.array(manager, new float[144], PICTURE));
                }
                float[] before = net.getParameters().valueAt(0).getArray().toFloatArray();
                Verdict verdict = same(net);
                assertEquals(verdict.said(), verdict.passed() ? "praise." : "That is the mean.");
                assertArrayEquals(before, net.getParameters().valueAt(0).getArray().toFloatArray());
            }
        }
        wrong("That is the mean.", same(Nets.initialize(with(avgPool(2)), nan, 3, PICTURE)));
        right(same(Nets.initialize(asked(), nan, 3, PICTURE)));
    }

    @Test
    void aNetWhoseWeightsAreGoneOrOfAnotherShape() {
        for (Block net : List.of(asked(), with(avgPool(2)))) {
            try (var manager = HostArrays.newManager()) {
                net.setInitializer(Initializer.ONES, Parameter.Type.WEIGHT);
                net.initialize(manager, DataType.FLOAT32, PICTURE);
            }
            Verdict verdict = same(net);
            assertEquals(verdict.said(), verdict.passed() ? "praise." : "That is the mean.");
        }
        Shape larger = new Shape(1, 1, 14, 14);
        wrong(
                "has its weights for inputs of shape (1, 14, 14)",
                same(Nets.initialize(asked(), Init.he(), 3, larger)));
    }

    @Test
    void aLayerIsWhatItDoes() {
        assertEquals(Role.ACTIVATION, role(relu()));
        assertEquals(Role.ACTIVATION, role(sigmoid()));
        assertEquals(Role.ACTIVATION, role(tanh()));
        assertEquals(Role.ACTIVATION, role(Activation.leakyReluBlock(.1f)));
        assertEquals(Role.ACTIVATION, role(lambda(x -> Activation.swish(x, 1))));
        assertEquals(Role.ACTIVATION, role(lambda(x -> x.abs())));
        assertEquals(Role.ACTIVATION, role(lambda(x -> x.clip(-1, 1)))); // straight near 0
        assertEquals(Role.ACTIVATION, role(lambda(x -> x.mul(.2f).add(.5f).clip(0, 1))));
        assertEquals(Role.SOFTMAX, role(lambda(x -> x.softmax(1))));
        assertEquals(Role.POOLING, role(maxPool(2)));
        assertEquals(Role.POOLING, role(globalAvgPool()));
        assertEquals(Role.POOLING, role(Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2))));
        assertEquals(Role.DROPOUT, role(dropout(.5)));
        assertEquals(Role.NOTHING, role(dropout(0)));
        assertEquals(Role.NOTHING, role(flatten()));
        assertEquals(Role.OTHER, role(BatchNorm.builder().build()));
        assertEquals(Role.OTHER, role(lambda(x -> x.mul(3))));
        assertEquals(.2, Probe.droppedShare(dropout(.2), MAPS), .03);
    }

    private static Role role(Block layer) {
        return Probe.role(layer, MAPS);
    }

    private static Block lambda(Function<ai.djl.ndarray.NDArray, ai.djl.ndarray.NDArray> f) {
        return LambdaBlock.singleton(f);
    }

    @Test
    void partsAreCounted() {
        NetParts parts = NetParts.of(asked(), PICTURE);
        assertEquals(1, parts.count(NetParts.Part::seesNeighbors));
        assertEquals(2, parts.count(Role.DENSE));
        assertEquals(1, parts.followed(Probe.Role.ACTIVATION));
        assertEquals(List.of(2), parts.dropouts());
        assertFalse(parts.bendsLogits());
        assertEquals(true, NetParts.of(sequential(asked(), relu()), PICTURE).bendsLogits());
        assertEquals(
                true,
                NetParts.of(sequential(asked(), lambda(x -> x.softmax(1))), PICTURE).bendsLogits());
    }
}
