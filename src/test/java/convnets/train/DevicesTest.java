package convnets.train;

import static convnets.nets.Layers.conv;
import static convnets.nets.Layers.dense;
import static convnets.nets.Layers.flatten;
import static convnets.nets.Layers.maxPool;
import static convnets.nets.Layers.relu;
import static convnets.nets.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Problem;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.nets.Init;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One processor plays several devices: what they do is the same, only not at the same time. */
class DevicesTest {

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
        assertTrue(one.last().loss() < 0.9 * one.epochs().get(0).loss(), "it learnt: " + one);
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
        String key = "each batch is shared by";
        assertEquals("[cpu(), cpu()]", training(net()).devices(cpus(2)).settings().get(key));
        assertNull(training(net()).devices(cpus(1)).settings().get(key));
    }

    @Test
    void aTrainingOnSeveralDevicesCanBeResumedOnOne(@TempDir Path folder) {
        Path file = folder.resolve("net.json");
        training(net()).epochs(1).devices(cpus(2)).fit().save(file);
        assertEquals(2, training(net()).epochs(2).resume(file).history().epochs().size());
    }

    @Test
    void noDeviceIsNoTraining() {
        Problem problem = assertThrows(Problem.class, () -> training(net()).devices());
        assertEquals("A training needs 1 device or more, not 0.", problem.getMessage());
    }

    @Test
    void theCheckOfAGpuTakesTheSameStepTwice() {
        assertEquals(0, GpuCheck.difference(Device.cpu(), Device.cpu()), 1e-6);
    }

    @Test
    void aFailureGivesTheInnermostReason() {
        Throwable link =
                new UnsatisfiedLinkError("Unable to load\nlibcuda.so.1: no such file\nmore");
        String reason = Devices.reason(new IllegalStateException("engine", link));
        assertEquals("Unable to load libcuda.so.1: no such file", reason);
        assertEquals("null", Devices.reason(new IllegalStateException()));
    }

    @Test
    void saysWhichDeviceItIsAndWhy() {
        List<String> none = List.of();
        List<String> two = List.of("card A", "card B");
        String cpu = "E 1 on the CPU with 4 threads: this build of the engine sees no GPU";
        assertEquals(cpu, Devices.describe("E 1", 0, none, 4));
        assertEquals(
                cpu + "; \"make gpu\" lets it use this one: card A",
                Devices.describe("E 1", 0, two, 4));
        assertEquals("E 1 on 1 GPU: card A", Devices.describe("E 1", 1, two.subList(0, 1), 4));
        assertEquals("E 1 on 2 GPUs: card A; card B", Devices.describe("E 1", 2, two, 4));
        assertEquals("E 1 on 1 GPU: no nvidia-smi says which", Devices.describe("E 1", 1, none, 4));
    }

    @Test
    void asksTheDriversToolForTheCards(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path tool = folder.resolve("nvidia-smi");
        script(
                tool,
                "[ \"$1\" = --query-gpu=name,compute_cap,memory.total,driver_version ] &&"
                        + " echo 'NVIDIA RTX 3060, 8.6, 12288 MiB, 535.104.05'");
        assertEquals(
                List.of("NVIDIA RTX 3060, compute capability 8.6, 12288 MiB, driver 535.104.05"),
                Cards.ask(tool.toString()));
        script(tool, "echo 'NVIDIA-SMI has failed, because, of, something'; exit 9");
        assertEquals(List.of(), Cards.ask(tool.toString()));
        assertEquals(List.of(), Cards.ask(folder.resolve("none").toString()));
    }

    private static void script(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertTrue(file.toFile().setExecutable(true));
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
