package convnets.train;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.nn.Init;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One processor plays several devices: what they do is the same, only not at the same time. */
@Tag("slow")
class SharedBatchesTest {

    private static final ImageData DATA =
            new ImageData(
                    "part",
                    "of the sample",
                    false,
                    FashionMnist.sample().train().first(250),
                    FashionMnist.sample().test().first(100));

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void severalDevicesDoWhatOneDoes(int count) {
        assumeTrue(copies(), "this engine makes no second copy of weights on one processor");
        Block alone = net();
        Block shared = net();
        // 250 = 2 · 100 + 50: none of the batches has equal parts for 3 or for 7
        History one = training(alone).fit().history();
        History several = training(shared).devices(cpus(count)).fit().history();
        assertEquals(one.epochs().size(), several.epochs().size());
        for (int i = 0; i < one.epochs().size(); i++) {
            Epoch a = one.epochs().get(i);
            Epoch b = several.epochs().get(i);
            assertEquals(a.loss(), b.loss(), 1e-4 * a.loss());
            assertEquals(a.trainAccuracy(), b.trainAccuracy(), 1e-9);
            assertEquals(a.testAccuracy(), b.testAccuracy(), 1e-9);
        }
        for (int i = 0; i < alone.getParameters().size(); i++) {
            float[] a = alone.getParameters().valueAt(i).getArray().toFloatArray();
            float[] b = shared.getParameters().valueAt(i).getArray().toFloatArray();
            assertArrayEquals(a, b, 1e-4f, alone.getParameters().keyAt(i));
        }
        assertTrue(one.last().loss() < 0.9 * one.epochs().get(0).loss(), "it learned: " + one);
    }

    @Test
    void moreDevicesThanPicturesLeaveSomeIdle() {
        Training run = training(net()).batchSize(2).epochs(1).devices(cpus(4)).fit();
        assertEquals(
                250,
                run.history().last().examplesPerSecond() * run.history().last().seconds(),
                1e-6);
    }

    @Test
    void theHistoryRemembersThatBatchesWereShared() {
        assertEquals(2, training(net()).devices(cpus(2)).settings().hardware().devices().size());
        assertEquals(1, training(net()).devices(cpus(1)).settings().hardware().devices().size());
    }

    @Test
    void aTrainingOnSeveralDevicesCanBeResumedOnOne(@TempDir Path folder) {
        Path file = folder.resolve("net.checkpoint");
        training(net()).epochs(1).devices(cpus(2)).fit().save(file);
        assertEquals(2, training(net()).epochs(2).resume(file).history().epochs().size());
    }

    @Test
    void noDeviceIsNoTraining() {
        CourseException problem =
                assertThrows(CourseException.class, () -> training(net()).devices());
        assertEquals("A training needs 1 device or more, not 0.", problem.getMessage());
    }

    @Test
    void theCheckOfAGpuTakesTheSameStepTwice() {
        assertEquals(0, GpuCheck.difference(Device.cpu(), Device.cpu()), 1e-6);
    }

    private static boolean copies() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray array = manager.zeros(new Shape(1));
            array.toDevice(Device.cpu(), true).addi(1);
            return array.getFloat() == 0;
        }
    }

    private static Device[] cpus(int count) {
        return Collections.nCopies(count, Device.cpu()).toArray(Device[]::new);
    }

    private static Block net() {
        return sequential(conv(4, 5), relu(), maxPool(2), flatten(), dense(20), relu(), dense(10));
    }

    private static Training training(Block net) {
        return Training.of(net, DATA)
                .weights(Init.he())
                .augment(Augmentation.shift(1))
                .learningRate(0.1f)
                .momentum(0.5f)
                .batchSize(100)
                .epochs(3)
                .listener(TrainingListener.SILENT);
    }
}
