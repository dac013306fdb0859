package convnets.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.pooling.Pool;
import convnets.cost.LayerTable;
import convnets.nn.Init;
import convnets.nn.Nets;
import org.junit.jupiter.api.Test;

class Conv1dNetTest {

    @Test
    void theNetHasItsShapesAndItsParameters() {
        LayerTable table = LayerTable.of(Conv1dNet.block(), new Shape(1, 1, 28, 28));
        assertEquals(56_670, table.parameters());
        assertEquals(new Shape(1, 10), Nets.outputShape(Conv1dNet.block(), 1, 1, 28, 28));
        // 24 steps of 32 kernels on 28 channels, 8 steps of 64 on 32, three dense layers
        long macs = 24 * 32 * 28 * 5 + 8 * 64 * 32 * 5 + 256 * 120 + 120 * 84 + 84 * 10;
        assertEquals(macs, table.macs());
        var net = Nets.initialize(Conv1dNet.block(), Init.he(), 0, new Shape(1, 1, 28, 28));
        long weights =
                net.getParameters().values().stream().mapToLong(p -> p.getArray().size()).sum();
        assertEquals(weights, table.parameters());
    }

    @Test
    void aColumnIsAStep() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray picture = manager.arange(6f).reshape(1, 1, 2, 3);
            NDArray series = Nets.forward(Conv1dNet.columns(), picture);
            assertEquals(new Shape(1, 2, 3), series.getShape());
            assertArrayEquals(new float[] {1, 4}, series.get(":, :, 1").toFloatArray());
            NDArray pooled = Nets.forward(Conv1dNet.maxPool(3), series);
            assertArrayEquals(new float[] {2, 5}, pooled.toFloatArray());
        }
    }

    @Test
    void convolutionAlongTheTimeIsASumOverStepsAndChannels() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.arange(8f).reshape(1, 2, 4);
            var conv = Nets.initialize(Conv1dNet.conv(1, 3), Init.equal(1), 0, x.getShape());
            // 0+1+2 + 4+5+6, and one step further each of six values is larger by one
            assertArrayEquals(new float[] {18, 24}, Nets.forward(conv, x).toFloatArray());
        }
    }

    @Test
    void threeDimensionsRunOnThisEngine() {
        try (NDManager manager = NDManager.newBaseManager()) {
            var conv = Conv3d.builder().setFilters(1).setKernelShape(new Shape(2, 2, 2)).build();
            NDArray film = manager.ones(new Shape(1, 1, 3, 4, 4));
            Nets.initialize(conv, Init.equal(1), 0, film.getShape());
            NDArray sums = Nets.forward(conv, film);
            assertEquals(new Shape(1, 1, 2, 3, 3), sums.getShape());
            assertEquals(8, sums.max().getFloat(), 1e-6);
            Shape two = new Shape(2, 2, 2);
            NDArray pooled = Nets.forward(Pool.maxPool3dBlock(two, two), film);
            assertEquals(new Shape(1, 1, 1, 2, 2), pooled.getShape());
        }
    }

    @Test
    void aConvolutionOfThreeDimensionsIsCounted() {
        var conv = Conv3d.builder().setFilters(6).setKernelShape(new Shape(3, 5, 5)).build();
        LayerTable table = LayerTable.of(conv, new Shape(1, 1, 16, 28, 28));
        assertEquals(6 * 75 + 6, table.parameters());
        assertEquals(6 * 75 * 14 * 24 * 24, table.macs());
    }
}
