package convnets.nn;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.models.LeNet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class NetsTest {

    private static final Shape INPUT = new Shape(1, 1, 28, 28);

    @Test
    void theSameSeedGivesTheSameWeights() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 3, INPUT);
        float[] first = weights(net);
        Nets.initialize(net, Init.glorot(), 4, INPUT);
        assertFalse(Arrays.equals(first, weights(net)));
        Nets.initialize(net, Init.glorot(), 3, INPUT);
        assertArrayEquals(first, weights(net));
    }

    @Test
    void aNetCanBeGivenAnotherInputSize() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        Nets.initialize(net, Init.glorot(), 0, new Shape(1, 1, 40, 40));
        try (NDManager manager = NDManager.newBaseManager()) {
            Shape logits = Nets.forward(net, manager.zeros(new Shape(3, 1, 40, 40))).getShape();
            assertEquals(new Shape(3, 10), logits);
        }
    }

    @Test
    void anInputThatDoesNotFitLosesNothing() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        float[] before = weights(net);
        Shape tooSmall = new Shape(1, 1, 4, 4);
        assertThrows(CourseException.class, () -> Nets.initialize(net, Init.glorot(), 1, tooSmall));
        assertArrayEquals(before, weights(net));
    }

    @Test
    void biasesStartAtZero() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        float[] bias = net.getParameters().valueAt(1).getArray().toFloatArray();
        assertArrayEquals(new float[6], bias);
    }

    @Test
    void aNetWithoutWeightsSaysSo() {
        try (NDManager manager = NDManager.newBaseManager()) {
            CourseException problem =
                    assertThrows(
                            CourseException.class,
                            () -> Nets.forward(LeNet.block(), manager.zeros(INPUT)));
            assertEquals(
                    "This net has no weights yet: train it, or call initialize(net, glorot(), 0,"
                            + " x.getShape()) first.",
                    problem.getMessage());
        }
    }

    @Test
    void anInputThatDoesNotFitTheWeightsIsRefused() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        try (NDManager manager = NDManager.newBaseManager()) {
            CourseException problem =
                    assertThrows(
                            CourseException.class,
                            () -> Nets.forward(net, manager.zeros(new Shape(2, 1, 32, 32))));
            assertEquals(
                    "This net has its weights for inputs of shape (1, 28, 28) and cannot take (1,"
                            + " 32, 32).",
                    problem.getMessage());
        }
    }

    @Test
    void savedWeightsComeBack(@TempDir Path folder) {
        Path file = folder.resolve("new/lenet.weights");
        assertEquals(
                "This net has no weights to be saved yet: train it first.",
                assertThrows(CourseException.class, () -> Nets.save(LeNet.block(), file))
                        .getMessage());
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 3, INPUT);
        Nets.save(net, file);
        Block loaded = LeNet.block();
        assertSame(loaded, Nets.load(loaded, file, Device.cpu(), INPUT));
        for (int i = 0; i < net.getParameters().size(); i++) {
            assertEquals(
                    net.getParameters().valueAt(i).getArray(),
                    loaded.getParameters().valueAt(i).getArray());
        }
        assertEquals(Device.cpu(), Nets.device(loaded));
        Block other = sequential(flatten(), dense(10));
        String said =
                assertThrows(
                                CourseException.class,
                                () -> Nets.load(other, file, Device.cpu(), INPUT))
                        .getMessage();
        assertTrue(said.contains(file.toString()), said);
        assertFalse(other.isInitialized());
    }

    @Test
    void oneWeightThatIsNoNumberIsNoticed() {
        Block net = Nets.initialize(sequential(flatten(), dense(2)), Init.he(), 0, INPUT);
        assertTrue(Nets.isFinite(net));
        NDArray bias = net.getParameters().valueAt(1).getArray();
        for (float lost : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            HostArrays.set(bias, new float[] {0, lost});
            assertFalse(Nets.isFinite(net));
        }
    }

    @Test
    void aParameterThatNothingStartsIsNamed() {
        Block net = new Unstarted();
        String said =
                assertThrows(
                                CourseException.class,
                                () -> Nets.initialize(net, Init.he(), 0, new Shape(1, 3)))
                        .getMessage();
        assertTrue(said.startsWith("Nothing says how the parameter \"scale\" starts"), said);
    }

    /** With a parameter of no usual type, and no initializer of its own. */
    private static final class Unstarted extends OwnLayer {

        Unstarted() {
            parameter("scale", Parameter.Type.OTHER, new Shape(3));
        }
    }

    @Test
    void aCopyHasTheSameValuesAndItsOwnMemory() {
        Block net = Nets.initialize(sequential(flatten(), dense(2)), Init.he(), 0, INPUT);
        NDArray bias = net.getParameters().valueAt(1).getArray();
        HostArrays.set(bias, new float[] {3, 4});
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray copy = Nets.copy(bias, manager);
            HostArrays.set(bias, new float[] {0, 0});
            assertEquals(new Shape(2), copy.getShape());
            assertArrayEquals(new float[] {3, 4}, copy.toFloatArray());
        }
    }

    @Test
    void weightsLiveInAPlaceOfThatName() {
        Block net = Nets.initialize(sequential(flatten(), dense(2)), Init.he(), 0, INPUT);
        assertEquals("weights", net.getParameters().valueAt(0).getArray().getManager().getName());
    }

    @Test
    void aLineNamesTheLayers() {
        assertEquals("flatten; dense 10", Nets.outline(sequential(flatten(), dense(10))));
    }

    private static float[] weights(Block net) {
        return net.getParameters().valueAt(0).getArray().toFloatArray();
    }

    @Test
    void aLayerThatGivesNullIsNamed() {
        Block net = sequential(flatten(), LambdaBlock.singleton(x -> null));
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = manager.zeros(new Shape(2, 1, 3, 3));
            String said =
                    assertThrows(CourseException.class, () -> Nets.forward(net, x)).getMessage();
            assertTrue(
                    said.endsWith(
                            "gives null for an input of shape (2, 9): its forward has to return an"
                                    + " array."),
                    said);
        }
    }

    @Test
    void aDeviceThatIsNotThereIsRefusedBeforeTheOldWeightsAreLost() {
        Shape input = new Shape(1, 4);
        for (Device missing :
                List.of(Device.gpu(Devices.engine().getGpuCount()), Device.of("tpu", 0))) {
            Block net = Nets.initialize(Layers.dense(2), Init.he(), 0, input);
            for (Executable use :
                    List.<Executable>of(
                            () -> Nets.initialize(net, Init.he(), 1, missing, input),
                            () -> HostArrays.newManager(missing))) {
                String said = assertThrows(CourseException.class, use).getMessage();
                assertTrue(said.startsWith("There is no " + missing + ": "), said);
                assertTrue(net.isInitialized());
            }
        }
    }

    @Test
    void anArrayThatWasGivenBackIsNoInput() {
        Block net = Nets.initialize(Layers.dense(2), Init.he(), 0, new Shape(1, 4));
        NDManager manager = HostArrays.newManager();
        NDArray x = manager.ones(new Shape(1, 4));
        assertEquals(
                Nets.copy(x, manager),
                Nets.copy(x.toType(DataType.FLOAT64, true), manager),
                "of any type");
        manager.close();
        String words = "The manager of this array was closed";
        for (Executable use :
                List.<Executable>of(() -> Nets.forward(net, x), () -> Nets.outputs(net, x))) {
            String said = assertThrows(CourseException.class, use).getMessage();
            assertTrue(said.startsWith(words), said);
        }
    }
}
