package convnets.faults;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.Devices;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Checkpoint;
import convnets.train.Epoch;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that are caused on purpose, and many times: too slow for the unit tests. "make
 * test-faults" runs them, and writes docs/faults.md out of what they found.
 */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {

    private static final int KILLS = 100;
    private static final int FLIPS = 500;
    private static final int MUTANTS = 2_000;
    private static final FaultReport REPORT = new FaultReport();

    @TempDir Path folder;

    @AfterAll
    static void write() {
        REPORT.write(Path.of("docs/faults.md"));
    }

    @Test
    @Order(1)
    void aFileThatIsSavedSurvivesWhoeverSavesIt() throws Exception {
        Path file = folder.resolve("saved");
        Victim.save(file, (byte) 0);
        Random random = new Random(1);
        int reads = 0;
        int renewed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            byte[] before = Files.readAllBytes(file);
            Process victim = Victim.begin("save", file);
            byte[] now = before;
            while (now[0] == before[0] && victim.isAlive()) {
                now = Files.readAllBytes(file);
                assertTrue(Victim.isWhole(now), "read " + reads + " before kill " + kill);
                reads++;
            }
            Thread.sleep(random.nextInt(20));
            victim.destroyForcibly().waitFor();
            assertTrue(Victim.isWhole(Files.readAllBytes(file)), "after kill " + kill);
            renewed += now[0] == before[0] ? 0 : 1;
        }
        assertEquals(KILLS, renewed, "each program must have saved before it was killed");
        Thread.sleep(2_100); // a part of a file may be somebody's who has just begun
        AtomicFile.write(file, out -> out.write(7));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "what killed programs left is swept");
        }
        REPORT.row(
                "A program is killed (kill -9) while it saves a file, and another reads the file"
                        + " meanwhile",
                Text.format("%d kills", KILLS),
                "The file is whole, old or new, at every moment; what was left half is swept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SGD", "momentum", "Adam"})
    @Order(2)
    void aTrainingThatIsKilledEndsAsIfItHadNotBeen(String optimizer) throws Exception {
        Training whole =
                Victim.training(optimizer).checkpoints(folder.resolve("whole.checkpoint")).fit();
        Path file = folder.resolve("killed.checkpoint");
        Process victim = Victim.begin(optimizer, file);
        waitForEpochs(file, victim);
        victim.destroyForcibly().waitFor();
        int epochs = Checkpoint.open(file).history().epochs().size();
        assertTrue(epochs < 8, "it must be killed before its end: " + epochs);
        Training resumed = Victim.training(optimizer).checkpoints(file).resume(file);
        assertEquals(numbers(whole), numbers(resumed));
        for (int i = 0; i < whole.net().getParameters().size(); i++) {
            assertArrayEquals(weights(whole, i), weights(resumed, i), "parameter " + i);
        }
        REPORT.row(
                Text.format(
                        "A training with %s, dropout and augmentation is killed, and resumed from"
                                + " its checkpoint",
                        optimizer),
                "1 kill",
                "It ends with the same weights, bit for bit, and the same history as one that was"
                        + " never killed");
    }

    private static void waitForEpochs(Path file, Process victim) throws Exception {
        long begin = System.nanoTime();
        while (!Files.exists(file) || Checkpoint.open(file).history().epochs().size() < 2) {
            assertTrue(victim.isAlive(), "the training ended by itself");
            assertTrue(System.nanoTime() - begin < TimeUnit.MINUTES.toNanos(3), "too slow");
            Thread.sleep(2);
        }
    }

    private static List<List<Double>> numbers(Training run) {
        return run.history().epochs().stream().map(FaultsTest::numbers).toList();
    }

    private static List<Double> numbers(Epoch epoch) {
        return List.of(epoch.loss(), epoch.trainAccuracy(), epoch.testAccuracy());
    }

    private static float[] weights(Training run, int parameter) {
        return run.net().getParameters().valueAt(parameter).getArray().toFloatArray();
    }

    @Test
    @Order(3)
    void aCheckpointThatIsChangedIsRefused() throws IOException {
        Path file = folder.resolve("net.checkpoint");
        Training.of(sequential(flatten(), dense(10)), FashionMnist.sample().first(100, 100))
                .adam()
                .epochs(2)
                .listener(TrainingListener.SILENT)
                .fit()
                .save(file);
        changed("saved training", file, 11, () -> Checkpoint.open(file).history());
    }

    @Test
    @Order(4)
    void weightsThatAreChangedAreRefused() throws IOException {
        Path file = folder.resolve("net.weights");
        Shape picture = new Shape(1, 1, 5, 5);
        Block net = sequential(flatten(), dense(10));
        Nets.save(Nets.initialize(net, Init.he(), 0, picture), file);
        Block other = sequential(flatten(), dense(10));
        changed(
                "file of weights",
                file,
                12,
                () -> {
                    Nets.load(other, file, Devices.best(), picture);
                    return other.getParameters().values().stream()
                            .map(p -> List.of(boxed(p.getArray().toFloatArray())))
                            .toList();
                });
    }

    private static Float[] boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray(Float[]::new);
    }

    /** Refused with a sentence, or equal. */
    private void changed(String what, Path file, long seed, Supplier<Object> read)
            throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Object contents = read.get();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < FLIPS + MUTANTS; i++) {
            Files.write(
                    file, i < FLIPS ? Mutants.flip(whole, random) : Mutants.mutate(whole, random));
            try {
                assertEquals(contents, read.get(), "change " + i);
            } catch (CourseException sentence) {
                refused++;
            }
        }
        REPORT.row(
                Text.format("A %s is changed: a bit, or cut, lengthened, overwritten", what),
                Text.format("%,d bits, %,d others", FLIPS, MUTANTS),
                refused == FLIPS + MUTANTS
                        ? "All refused with a sentence"
                        : Text.format(
                                "%,d refused with a sentence; the others have the contents of the"
                                        + " whole file",
                                refused));
    }

    @Test
    @Order(5)
    void picturesThatAreChangedAreBounded() throws IOException {
        byte[] images = idx(3, new int[] {3, 4, 4}, 3 * 16);
        byte[] labels = idx(1, new int[] {3}, 3);
        for (String set : List.of("train", "t10k")) {
            Files.write(folder.resolve(set + "-images-idx3-ubyte"), images);
            Files.write(folder.resolve(set + "-labels-idx1-ubyte"), labels);
        }
        Path file = folder.resolve("train-images-idx3-ubyte");
        Random random = new Random(13);
        int refused = 0;
        for (int i = 0; i < FLIPS + MUTANTS; i++) {
            Files.write(
                    file,
                    i < FLIPS ? Mutants.flip(images, random) : Mutants.mutate(images, random));
            try {
                Shape shape = ImageData.fromIdx(folder, List.of("a", "b")).train().shape(3);
                assertTrue(shape.size() <= 2L * images.length, "change " + i + ": " + shape);
            } catch (CourseException sentence) {
                refused++;
            }
        }
        REPORT.row(
                "A file of pictures (idx) is changed in the same ways",
                Text.format("%,d bits, %,d others", FLIPS, MUTANTS),
                Text.format(
                        "%,d refused with a sentence; the others are read as other pictures, none"
                                + " larger than the file",
                        refused));
    }

    private static byte[] idx(int dimensions, int[] sizes, int values) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + values);
        file.putInt(0x800 + dimensions);
        for (int size : sizes) {
            file.putInt(size);
        }
        for (int i = 0; i < values; i++) {
            file.put((byte) (i % 2));
        }
        return file.array();
    }

    @Test
    @Order(6)
    void anythingElseIsRefusedAsATraining() throws IOException {
        Path file = folder.resolve("text");
        Random random = new Random(14);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            Files.write(file, noise);
            if (i % 2 == 0) {
                String head = "convnets checkpoint 1\n{\"history\":" + "[".repeat(i / 2);
                Files.write(file, head.getBytes(StandardCharsets.UTF_8));
            }
            try {
                Checkpoint.open(file);
            } catch (CourseException sentence) {
                refused++;
            }
        }
        assertEquals(MUTANTS, refused);
        REPORT.row(
                "Noise, or a file that only begins like one, is opened as a saved training",
                Text.format("%,d files", MUTANTS),
                "All refused with a sentence");
    }
}
