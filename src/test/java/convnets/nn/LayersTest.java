package convnets.nn;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.batchNorm;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.residual;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.tanh;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import convnets.CourseException;
import convnets.cost.LayerTable;
import convnets.engine.Devices;
import convnets.models.LeNet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayersTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void averagePoolingTakesTheMeanOfEachTwoByTwoWindow() {
        assertArrayEquals(new float[] {3.5f, 5.5f, 11.5f, 13.5f}, pooled(avgPool(2)));
    }

    @Test
    void maxPoolingTakesTheLargestOfEachWindow() {
        assertArrayEquals(new float[] {6, 8, 14, 16}, pooled(maxPool(2)));
    }

    @Test
    void overlappingWindowsFollowTheStride() {
        NDArray y = Nets.forward(maxPool(3).stride(1), square());
        assertArrayEquals(new float[] {11, 12, 15, 16}, y.toFloatArray());
    }

    @Test
    void aFiveByFivePoolHasTheSameShapeAndOtherValues() {
        Pooling wrong = avgPool(5).stride(2).pad(2);
        assertEquals(
                Nets.outputShape(avgPool(2), 1, 6, 28, 28), Nets.outputShape(wrong, 1, 6, 28, 28));
        // the window over the top left corner: nine values, and sixteen zeros of the padding
        float corner = (1 + 2 + 3 + 5 + 6 + 7 + 9 + 10 + 11) / 25f;
        assertEquals(corner, Nets.forward(wrong, square()).toFloatArray()[0], 1e-5f);
    }

    @Test
    void poolingTreatsEachChannelAlone() {
        NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, 6, 6));
        float[] together = Nets.forward(avgPool(2), x).toFloatArray();
        NDArray alone = Nets.forward(avgPool(2), x.reshape(6, 1, 6, 6));
        assertArrayEquals(together, alone.toFloatArray());
    }

    @Test
    void poolingsShapeIsTheShapeOfItsOutput() {
        for (Pooling pool : new Pooling[] {avgPool(2), maxPool(3).stride(2), maxPool(2).pad(1)}) {
            NDArray y = Nets.forward(pool, manager.zeros(new Shape(1, 2, 11, 9)));
            assertEquals(y.getShape(), Nets.outputShape(pool, 1, 2, 11, 9), pool.info().text());
        }
    }

    @Test
    void convolutionShapesFollowTheFormula() {
        assertEquals(new Shape(1, 6, 28, 28), Nets.outputShape(conv(6, 5).pad(2), 1, 1, 28, 28));
        assertEquals(
                new Shape(1, 96, 54, 54), Nets.outputShape(conv(96, 11).stride(4), 1, 1, 224, 224));
        assertEquals(
                new Shape(1, 96, 55, 55),
                Nets.outputShape(conv(96, 11).stride(4).pad(2), 1, 1, 224, 224));
    }

    @Test
    void settingsOfAConvolutionDoNotForgetEachOther() {
        Conv conv = conv(8, 3).pad(1).stride(2).groups(2).withoutBias();
        assertEquals("conv 3×3, 8, stride 2, pad 1, 2 groups", conv.info().text());
        assertEquals(8 * 2 * 9, LayerTable.of(conv, new Shape(1, 4, 10, 10)).parameters());
        assertEquals(conv.info().text(), conv.pad(1).stride(2).groups(2).info().text());
        assertEquals(false, conv.pad(1).isIncludeBias());
    }

    @Test
    void paddedTwentyEightEqualsUnpaddedThirtyTwo() {
        Shape small = new Shape(4, 1, 28, 28);
        Block padded = Nets.initialize(LeNet.block(), Init.glorot(), 7, small);
        Block unpadded =
                Nets.initialize(
                        LeNet.settings().padding(0).block(),
                        Init.glorot(),
                        7,
                        new Shape(4, 1, 32, 32));
        NDArray x = manager.randomUniform(0, 1, small);
        NDArray framed = manager.zeros(new Shape(4, 1, 32, 32));
        framed.set(new ai.djl.ndarray.index.NDIndex(":, :, 2:30, 2:30"), x);
        assertArrayEquals(
                Nets.forward(padded, x).toFloatArray(),
                Nets.forward(unpadded, framed).toFloatArray(),
                1e-6f);
    }

    @Test
    void globalAveragePoolingIsTheMeanOfAMap() {
        Block net = sequential(globalAvgPool(), flatten());
        Nets.initialize(net, Init.glorot(), 0, new Shape(1, 1, 4, 4));
        assertEquals(8.5f, Nets.forward(net, square()).getFloat(0, 0));
    }

    @Test
    void dropoutIsOffInUse() {
        NDArray x = manager.ones(new Shape(1, 100));
        assertArrayEquals(x.toFloatArray(), Nets.forward(dropout(0.5), x).toFloatArray());
    }

    @Test
    void batchNormalizationTakesMeanAndSpreadFromTheBatchInTrainingOnly() {
        Shape shape = new Shape(8, 3, 5, 5);
        NDArray x = manager.randomNormal(4, 3, shape, DataType.FLOAT32);
        Block layer = Nets.initialize(batchNorm(), Init.he(), 0, shape);
        NDArray before = Nets.forward(layer, x);
        assertArrayEquals(x.toFloatArray(), before.toFloatArray(), 1e-3f, "none is kept yet");
        NDArray y;
        try (GradientCollector collector = Devices.engine().newGradientCollector()) {
            ParameterStore store = new ParameterStore(manager, false);
            y = layer.forward(store, new NDList(x), true).singletonOrThrow();
            collector.backward(y.sum()); // MXNet keeps the mean with the gradient
        }
        int[] along = {1}; // PyTorch takes one axis at a time
        NDArray rows = x.transpose(1, 0, 2, 3).reshape(3, -1);
        NDArray centered = rows.sub(rows.mean(along, true));
        NDArray expected = centered.div(centered.square().mean(along, true).sqrt());
        NDArray found = y.transpose(1, 0, 2, 3).reshape(3, -1);
        assertArrayEquals(expected.toFloatArray(), found.toFloatArray(), 1e-3f);
        NDArray kept = rows.mean(along).mul(0.1); // of 0.9 · 0 + 0.1 · the batch's
        assertArrayEquals(
                kept.toFloatArray(),
                layer.getParameters().get("runningMean").getArray().toFloatArray(),
                1e-3f);
        NDArray alone = Nets.forward(layer, x.get("0:1"));
        NDArray together = Nets.forward(layer, x).get("0:1");
        assertArrayEquals(alone.toFloatArray(), together.toFloatArray(), 1e-5f, "no company");
    }

    @Test
    void aResidualConnectionAddsTheInput() {
        Block twice =
                Nets.initialize(residual(conv(1, 1)), Init.equal(2), 0, new Shape(1, 1, 4, 4));
        NDArray below = square().neg(); // a ReLU of the sum would leave nothing of it
        float[] thrice = below.mul(3).toFloatArray();
        assertArrayEquals(thrice, Nets.forward(twice, below).toFloatArray(), 1e-5f);
        Block two = residual(conv(1, 1), relu());
        Nets.initialize(two, Init.equal(-2), 0, new Shape(1, 1, 4, 4));
        NDArray input = Nets.forward(two, square());
        assertArrayEquals(square().toFloatArray(), input.toFloatArray(), "its layers give 0");
        message(
                "What the branches of the layer \"parallel (conv 3×3, 4 | identity)\" make of an"
                        + " input of shape (1, 4, 8, 8) cannot be joined.",
                () -> Nets.outputShape(residual(conv(4, 3)), 1, 4, 8, 8));
        message(
                "The layer \"parallel ( | identity)\" has a branch without layers:"
                        + " Blocks.identityBlock() passes its input on.",
                () -> Nets.outputShape(residual(), 1, 4, 8, 8));
    }

    @Test
    void activationFunctionsAreTheirFormulas() {
        NDArray x = manager.create(new float[] {-1, 0, 2}, new Shape(1, 3));
        float[] tanh = {(float) Math.tanh(-1), 0, (float) Math.tanh(2)};
        assertArrayEquals(tanh, Nets.forward(tanh(), x).toFloatArray(), 1e-6f);
        assertArrayEquals(new float[] {0, 0, 2}, Nets.forward(relu(), x).toFloatArray());
    }

    @Test
    void nothingNeedsToBeDropped() {
        assertEquals(0, ((InPlaceInfo) LayerInfos.of(dropout(0))).rate());
    }

    @Test
    void wrongSettingsAndInputsReadAsSentences() {
        message("A layer needs channels of 1 or more, not 0.", () -> conv(0, 5));
        message("A layer needs window of 1 or more, not -1.", () -> avgPool(-1));
        message("A layer needs units of 1 or more, not 0.", () -> dense(0));
        message("Dropout needs a probability of 0 or more and below 1.", () -> dropout(1));
        String almost = "Dropout needs a probability of 0 or more and below 1.";
        message(almost, () -> dropout(0.99999999999)); // 1 in single precision
        message(
                "The image is too small when it reaches the layer \"conv 5×5, 16\": 3×3 pixels, and"
                        + " the window needs at least 5. The smallest image that this net takes is"
                        + " 12×12.",
                () -> Nets.outputShape(LeNet.block(), 1, 1, 6, 6));
        message(
                "The layer \"conv 5×5, 6, pad 2\" needs images of shape (batch, channels, height,"
                        + " width), not (1, 784).",
                () -> Nets.outputShape(LeNet.block(), 1, 784));
    }

    private static void message(String sentence, Runnable code) {
        assertEquals(sentence, assertThrows(CourseException.class, code::run).getMessage());
    }

    private float[] pooled(Block pool) {
        return Nets.forward(pool, square()).toFloatArray();
    }

    /** 1 … 16 in four rows. */
    private NDArray square() {
        return manager.arange(1f, 17f).reshape(1, 1, 4, 4);
    }
}
