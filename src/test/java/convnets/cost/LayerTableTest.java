package convnets.cost;

import static convnets.nn.LayerKind.CONVOLUTION;
import static convnets.nn.LayerKind.DENSE;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.core.SparseMax;
import ai.djl.nn.pooling.Pool;
import convnets.CourseException;
import convnets.cost.LayerTable.Row;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTableTest {

    private static final Shape INPUT = new Shape(1, 1, 28, 28);

    @Test
    void countsLeNetLayerByLayer() {
        LayerTable table = LayerTable.of(LeNet.block(), INPUT);
        List<List<?>> expected =
                List.of(
                        List.of(
                                "conv 5×5, 6, pad 2",
                                new Shape(1, 6L, 28L, 28L),
                                156L,
                                117_600L,
                                4_704L),
                        List.of("avgPool 2×2", new Shape(1, 6L, 14L, 14L), 0L, 0L, 1_176L),
                        List.of(
                                "conv 5×5, 16",
                                new Shape(1, 16L, 10L, 10L),
                                2_416L,
                                240_000L,
                                1_600L),
                        List.of("avgPool 2×2", new Shape(1, 16L, 5L, 5L), 0L, 0L, 400L),
                        List.of("dense 120", new Shape(1, 120), 48_120L, 48_000L, 120L),
                        List.of("dense 84", new Shape(1, 84), 10_164L, 10_080L, 84L),
                        List.of("dense 10", new Shape(1, 10), 850L, 840L, 10L));
        assertEquals(expected, table.maps().stream().map(LayerTableTest::columns).toList());
        assertEquals(61_706, table.parameters());
        assertEquals(416_520, table.macs());
        assertEquals(8_094, table.activations());
        assertEquals(4 * (61_706 + 8_094), table.bytes());
        assertEquals(12, table.rows().size());
    }

    @Test
    void countsTheVariantsOfTheChapter() {
        assertEquals(61_706, parameters(LeNet.settings().padding(0).block(), 32));
        assertEquals(44_426, parameters(LeNet.settings().padding(0).block(), 28));
        assertEquals(145_856, parameters(LeNet.settings().classes(1000).block(), 28));
        Block withoutConvBias =
                sequential(conv(6, 5).pad(2).withoutBias(), sigmoid(), avgPool(2), flatten());
        assertEquals(150, parameters(withoutConvBias, 28));
        LayerTable lenet = LayerTable.of(LeNet.block(), INPUT);
        assertEquals(59_134, lenet.only(DENSE).parameters());
        assertEquals(357_600, lenet.only(CONVOLUTION).macs());
    }

    @Test
    void agreesWithTheArraysOfARealNet() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        long values =
                net.getParameters().values().stream().mapToLong(p -> p.getArray().size()).sum();
        assertEquals(values, LayerTable.of(net, INPUT).parameters());
    }

    @Test
    void countsWithoutWeightsAndLeavesTheNetAlone() {
        Block net = LeNet.block();
        LayerTable.of(net, INPUT);
        assertFalse(net.isInitialized());
    }

    @Test
    void theBatchDoesNotCount() {
        assertEquals(
                LayerTable.of(LeNet.block(), INPUT).macs(),
                LayerTable.of(LeNet.block(), new Shape(256, 1, 28, 28)).macs());
    }

    @Test
    void djlsOwnBuildersCountAlike() {
        SequentialBlock theirs =
                new SequentialBlock()
                        .add(
                                Conv2d.builder()
                                        .setKernelShape(new Shape(5, 5))
                                        .optPadding(new Shape(2, 2))
                                        .setFilters(6)
                                        .build())
                        .add(ai.djl.nn.Activation.sigmoidBlock())
                        .add(Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
                        .add(ai.djl.nn.Blocks.batchFlattenBlock())
                        .add(Linear.builder().setUnits(10).optBias(false).build());
        LayerTable table = LayerTable.of(theirs, INPUT);
        assertEquals(156 + 11_760, table.parameters());
        assertEquals(117_600 + 11_760, table.macs());
        assertEquals(4_704 + 1_176 + 10, table.activations());
    }

    @Test
    void nestedBlocksAreWalkedThrough() {
        Block nested = sequential(sequential(conv(6, 5).pad(2), sigmoid()), flatten(), dense(10));
        Block flat = sequential(conv(6, 5).pad(2), sigmoid(), flatten(), dense(10));
        assertEquals(LayerTable.of(flat, INPUT), LayerTable.of(nested, INPUT));
    }

    @Test
    void anUnknownLayerIsRefused() {
        Block unknown = sequential(conv(6, 5), new SparseMax());
        assertEquals(
                "What a SparseMax computes cannot be counted: DJL does not tell it of its own"
                        + " classes, and a class of your own tells it by implementing"
                        + " convnets.nn.Described.",
                assertThrows(CourseException.class, () -> LayerTable.of(unknown, INPUT))
                        .getMessage());
    }

    @Test
    void itsTableEndsWithTheTotals() {
        String text = LayerTable.of(LeNet.block(), INPUT).table().toString();
        assertEquals(13, LayerTable.of(LeNet.block(), INPUT).table().rowCount());
        assertTrue(LayerTable.of(LeNet.block(), INPUT).toString().contains("61,706"), text);
    }

    private static List<?> columns(Row row) {
        return List.of(row.layer(), row.output(), row.parameters(), row.macs(), row.activations());
    }

    private static long parameters(Block net, int side) {
        return LayerTable.of(net, new Shape(1, 1, side, side)).parameters();
    }
}
