package convnets.train;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.train.History.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class CheckpointTest {

    private static final ImageData DATA = FashionMnist.sample().first(320, 100);

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        file = folder.resolve("below/net.checkpoint");
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    /** The ways of an update. */
    enum Method {
        SGD(training -> training.learningRate(0.1f)),
        MOMENTUM(training -> training.momentum(0.9f).learningRate(0.02f)),
        ADAM(training -> training.adam().learningRate(0.002f));

        private final UnaryOperator<Training> setting;

        Method(UnaryOperator<Training> setting) {
            this.setting = setting;
        }
    }

    private static Training training(Method method, int epochs) {
        Block net = sequential(flatten(), dense(40), relu(), dropout(0.5), dense(10));
        return method.setting
                .apply(Training.of(net, DATA))
                .weights(Init.he())
                .augment(Augmentation.shift(2).flip())
                .batchSize(64)
                .seed(7)
                .epochs(epochs)
                .listener(TrainingListener.SILENT);
    }

    private static List<float[]> weights(Training run) {
        return run.net().getParameters().values().stream()
                .map(parameter -> parameter.getArray().toFloatArray())
                .toList();
    }

    /** Epoch by epoch, without the times. */
    private static List<List<Double>> numbers(Training run) {
        return run.history().epochs().stream()
                .map(epoch -> List.of(epoch.loss(), epoch.trainAccuracy(), epoch.testAccuracy()))
                .toList();
    }

    private static void assertSame(Training expected, Training found) {
        assertEquals(numbers(expected), numbers(found));
        assertEquals(expected.history().ending(), found.history().ending());
        for (int i = 0; i < weights(expected).size(); i++) {
            assertArrayEquals(weights(expected).get(i), weights(found).get(i), "parameter " + i);
        }
    }

    /** With a listener that fails in that epoch, as if the training were killed there. */
    private static Training broken(Training training, int in) {
        TrainingListener breaking =
                new TrainingListener() {
                    @Override
                    public void progress(Progress progress) {}

                    @Override
                    public void epoch(Epoch epoch) {
                        if (epoch.number() == in) {
                            throw new IllegalStateException("killed");
                        }
                    }
                };
        assertThrows(IllegalStateException.class, training.listener(breaking)::fit);
        return training;
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whatIsResumedEndsLikeWhatWasNeverBroken(Method method) {
        Path other = folder.resolve("other.checkpoint");
        Training whole = training(method, 5).checkpoints(other).fit();
        broken(training(method, 5).checkpoints(file), 2);
        assertEquals(2, Checkpoint.open(file).history().epochs().size());
        broken(training(method, 5), 3); // what else was trained in between does not matter
        Training resumed = training(method, 5).checkpoints(file).resume(file);
        assertSame(whole, resumed);
        assertEquals(resumed.history(), Checkpoint.open(file).history());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void withoutDropoutWhatWasSavedGoesOnLikeOneTraining(Method method) {
        UnaryOperator<Training> of =
                training ->
                        method.setting
                                .apply(training)
                                .weights(Init.he())
                                .batchSize(64)
                                .listener(TrainingListener.SILENT);
        Training whole = of.apply(Training.of(LeNet.modern(), DATA)).epochs(3).fit();
        of.apply(Training.of(LeNet.modern(), DATA)).epochs(1).fit().save(file);
        Training second = of.apply(Training.of(LeNet.modern(), DATA)).epochs(2).resume(file);
        second.save(file);
        assertSame(whole, of.apply(Training.of(LeNet.modern(), DATA)).epochs(3).resume(file));
    }

    @Test
    void theOptimizersMemoryIsPartOfIt() throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (Method method : Method.values()) {
            Path saved = folder.resolve(method + ".checkpoint");
            training(method, 1).fit().save(saved);
            sizes.add(Files.size(saved) / (4 * (784 * 40 + 40 + 40 * 10 + 10)));
        }
        assertEquals(List.of(1L, 2L, 3L), sizes, "in times of the weights");
    }

    @Test
    void noTrainingBeginsOverAnother() {
        training(Method.SGD, 1).checkpoints(file).fit();
        message("is there already", training(Method.SGD, 1).checkpoints(file)::fit);
        message("is there already", training(Method.ADAM, 2).checkpoints(file)::fit);
        message(
                "of another training (optimizer",
                () -> training(Method.ADAM, 2).checkpoints(file).resume(file));
        Path other = folder.resolve("other.checkpoint");
        training(Method.SGD, 1).fit().save(other);
        message("is there already", () -> training(Method.SGD, 2).checkpoints(file).resume(other));
        training(Method.SGD, 2).checkpoints(file).resume(file);
        assertEquals(2, Checkpoint.open(file).history().epochs().size());
    }

    @Test
    void aTrainingThatWasStoppedReplacesNoBetterFile() {
        training(Method.SGD, 2).fit().save(file);
        History good = Checkpoint.open(file).history();
        Training stopped = training(Method.SGD, 2);
        Thread.currentThread().interrupt();
        stopped.fit();
        Thread.interrupted();
        assertEquals(Ending.STOPPED, stopped.history().ending());
        message("went better", () -> stopped.save(file));
        Training diverged = training(Method.SGD, 2).learningRate(1e30f).fit();
        assertEquals(Ending.DIVERGED, diverged.history().ending());
        message("went better", () -> diverged.save(file));
        assertEquals(good, Checkpoint.open(file).history());
        Path other = folder.resolve("other.checkpoint");
        stopped.save(other).save(other);
        message("went better", () -> diverged.save(other));
        training(Method.SGD, 1).fit().save(other);
        assertEquals(1, Checkpoint.open(other).history().epochs().size());
    }

    @Test
    void aTrainingThatDivergesLeavesItsLastGoodCheckpoint() {
        training(Method.SGD, 1).checkpoints(file).fit();
        History good = Checkpoint.open(file).history();
        Training diverged = training(Method.SGD, 2).checkpoints(file);
        diverged.listener(
                new TrainingListener() {
                    @Override
                    public void progress(Progress progress) {}

                    @Override
                    public void begin() { // as if the second epoch went astray
                        NDArray weights = diverged.net().getParameters().valueAt(0).getArray();
                        HostArrays.set(weights, weights.mul(1e30f).toFloatArray());
                    }
                });
        diverged.resume(file);
        assertEquals(Ending.DIVERGED, diverged.history().ending());
        assertEquals(good, Checkpoint.open(file).history());
    }

    @Test
    void aCheckpointThatCannotBeWrittenDoesNotEndTheTraining() throws IOException {
        Path taken = folder.resolve("taken");
        List<String> hints = new ArrayList<>();
        Training run =
                training(Method.SGD, 2)
                        .checkpoints(taken.resolve("net.checkpoint"))
                        .listener(
                                new TrainingListener() {
                                    @Override
                                    public void begin() {
                                        taken.toFile().delete();
                                        AtomicFile.write(taken, out -> out.write(0));
                                    }

                                    @Override
                                    public void progress(Progress progress) {}

                                    @Override
                                    public void hint(String sentence) {
                                        hints.add(sentence);
                                    }
                                })
                        .fit();
        assertEquals(Ending.FINISHED, run.history().ending());
        assertEquals(2, hints.size());
        assertTrue(hints.get(0).endsWith("The training goes on without a checkpoint."));
        message("No file can be written into the folder of ", run::fit);
    }

    /** Two programs, or one that began twice, would keep now the one and now the other. */
    @Test
    void theCheckpointOfAnotherTrainingIsLeftAlone() {
        List<String> hints = new ArrayList<>();
        training(Method.SGD, 3).checkpoints(file).listener(meddling(hints, this::other)).fit();
        assertEquals(1, Checkpoint.open(file).history().epochs().size(), "the other one's");
        assertEquals(2, hints.size(), hints::toString);
        assertTrue(hints.get(0).startsWith(file + " was written by another training"));
        assertTrue(hints.get(0).endsWith("The training goes on without a checkpoint."));
        hints.clear();
        Path gone = folder.resolve("gone.checkpoint");
        Runnable delete = () -> assertTrue(gone.toFile().delete());
        training(Method.SGD, 3).checkpoints(gone).listener(meddling(hints, delete)).fit();
        assertEquals(List.of(), hints);
        assertEquals(3, Checkpoint.open(gone).history().epochs().size());
    }

    private void other() {
        training(Method.ADAM, 1).fit().save(file);
    }

    private static TrainingListener meddling(List<String> hints, Runnable after) {
        return new TrainingListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void epoch(Epoch epoch) {
                if (epoch.number() == 1) {
                    after.run();
                }
            }

            @Override
            public void hint(String sentence) {
                hints.add(sentence);
            }
        };
    }

    @Test
    void numbersThatNoTrainingGivesAreRefused() throws IOException {
        training(Method.SGD, 2).fit().save(file);
        byte[] whole = Files.readAllBytes(file);
        String[][] edits = {
            {"\"testAccuracy\":", "\"testAccuracy\":1"},
            {"\"testAccuracy\":", "\"testAccuracy\":-"},
            {"\"loss\":", "\"loss\":\"NaN\",\"was\":"},
            {"\"number\":2", "\"number\":3"},
            {"\"number\":2,", ""},
            {"\"ending\":\"FINISHED\"", "\"ending\":null"},
            {"\"ending\":\"FINISHED\"", "\"ending\":7"},
            {"\"ending\":\"FINISHED\"", "\"ending\":1"},
            {"\"epochs\":2", "\"epochs\":0"},
            {"\"epochs\":2", "\"epochs\":2.5"},
            {"\"batchSize\":", "\"batchSize\":-"},
            {"\"learningRate\":", "\"learningRate\":-"},
            {"\"steps\":", "\"steps\":-"},
            {"checkpoint 1\n", "checkpoint 1\r\n"},
            {"}\n", "}{}\n"},
            {"}\n", "\n"},
        };
        for (String[] edit : edits) {
            Files.write(file, whole);
            Checkpoints.edit(file, edit[0], edit[1]);
            message("is damaged", () -> Checkpoint.open(file));
        }
    }

    @Test
    void aNetThatIsQuiteSureHasNoLossAndIsReadAgain() throws IOException {
        Images one = new Images(new byte[64 * 5], new byte[5], 8, 8, List.of("the only class"));
        Training sure =
                Training.of(sequential(flatten(), dense(1)), ImageData.of("one", one, one))
                        .epochs(2)
                        .listener(TrainingListener.SILENT)
                        .fit();
        assertEquals(0, sure.history().last().loss());
        assertEquals(0, Evaluation.of(sure.net(), one).loss());
        assertEquals(sure.history(), Checkpoint.open(saved(sure)).history());
        Checkpoints.edit(file, "\"loss\":0.0", "\"loss\":-1.4E-6"); // as was saved once
        assertEquals(2, Checkpoint.open(file).history().epochs().size());
    }

    private Path saved(Training run) {
        run.save(file);
        return file;
    }

    @Test
    void moreEpochsThanAreAskedForAreNotTakenForThem() {
        training(Method.SGD, 2).fit().save(file);
        message("it has 2 epochs already", () -> training(Method.SGD, 1).resume(file));
        assertEquals(2, training(Method.SGD, 2).resume(file).history().epochs().size());
    }

    @Test
    void nothingIsLeftBesideIt() throws IOException {
        training(Method.ADAM, 3).checkpoints(file).fit();
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    private static void message(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
        assertFalse(said.contains("delete"), said);
    }
}
