package convnets.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.AtomicFile;
import convnets.Text;
import convnets.train.Checkpoint;
import convnets.train.Epoch;
import convnets.train.Training;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that are killed while they save or train, many times: too slow for the unit tests. "make
 * test-faults" runs them, and writes docs/faults.md out of what they found.
 */
@Tag("faults")
class KillsTest {

    private static final int KILLS = 100;

    @TempDir Path folder;

    @Test
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
        FaultReport.row(
                1,
                "A program is killed (kill -9) while it saves a file, and another reads the file"
                        + " meanwhile",
                Text.format("%d kills", KILLS),
                "The file is whole, old or new, at every moment; what was left half is swept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SGD", "momentum", "Adam"})
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
        FaultReport.row(
                2 + List.of("SGD", "momentum", "Adam").indexOf(optimizer),
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
        return run.history().epochs().stream().map(KillsTest::numbers).toList();
    }

    private static List<Double> numbers(Epoch epoch) {
        return List.of(epoch.loss(), epoch.trainAccuracy(), epoch.testAccuracy());
    }

    private static float[] weights(Training run, int parameter) {
        return run.net().getParameters().valueAt(parameter).getArray().toFloatArray();
    }
}
