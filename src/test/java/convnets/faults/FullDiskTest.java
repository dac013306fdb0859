package convnets.faults;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.plot.Animation;
import convnets.train.Checkpoint;
import convnets.train.Classifier;
import convnets.train.Epoch;
import convnets.train.Progress;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved on a disk that is full. */
@Tag("faults")
class FullDiskTest {

    private static final ImageData DATA = FashionMnist.sample().first(100, 100);

    @TempDir Path folder;

    private static Training training() {
        return Training.of(sequential(flatten(), dense(10)), DATA)
                .adam()
                .epochs(4)
                .listener(TrainingListener.SILENT);
    }

    @Test
    void whatWasThereStaysAndOneSentenceComes() throws IOException {
        Training run = training().fit();
        Map<String, Consumer<Path>> kinds = new TreeMap<>();
        kinds.put("net.checkpoint", run::save);
        kinds.put("net.model", Classifier.of(run)::save);
        kinds.put("net.onnx", Classifier.of(run)::exportOnnx);
        BufferedImage still = new BufferedImage(90, 90, BufferedImage.TYPE_INT_RGB);
        kinds.put("film.gif", new Animation(List.of(still), 1, "a still")::save);
        try (SmallDisk disk = new SmallDisk(folder)) {
            for (Map.Entry<String, Consumer<Path>> kind : kinds.entrySet()) {
                Path file = folder.resolve(kind.getKey());
                kind.getValue().accept(file);
                byte[] old = Files.readAllBytes(file);
                String full = disk.fill();
                Set<Path> before = files();
                for (Path wanted : List.of(file, folder.resolve("new-" + kind.getKey()))) {
                    String sentence =
                            assertThrows(
                                            CourseException.class,
                                            () -> kind.getValue().accept(wanted))
                                    .getMessage();
                    assertTrue(
                            sentence.startsWith(
                                    wanted
                                            + " cannot be written ("
                                            + full
                                            + "): make room on the disk"),
                            sentence);
                }
                assertEquals(before, files(), "nothing half is left");
                assertArrayEquals(old, Files.readAllBytes(file));
                disk.empty();
                kind.getValue().accept(file);
                Files.delete(file);
            }
        }
        FaultReport.row(
                17,
                "A training, a net, its ONNX file and a film are saved on a full disk",
                "each over a good file, and anew",
                "One sentence each; the good file stays, nothing half is left, and the next try"
                        + " succeeds once there is room");
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    @Test
    void aTrainingGoesOnWithoutACheckpoint() throws IOException {
        List<String> hints = new ArrayList<>();
        Path file = folder.resolve("net.checkpoint");
        try (SmallDisk disk = new SmallDisk(folder)) {
            TrainingListener fills =
                    new TrainingListener() {
                        @Override
                        public void progress(Progress progress) {
                            // not of interest
                        }

                        @Override
                        public void epoch(Epoch epoch) {
                            change(disk, epoch.number());
                        }

                        @Override
                        public void hint(String sentence) {
                            hints.add(sentence);
                        }
                    };
            Training run = training().listener(fills).checkpoints(file).fit();
            assertEquals(4, run.history().epochs().size());
            assertEquals(1, hints.size(), hints::toString);
            assertTrue(hints.get(0).endsWith("goes on without a checkpoint."), hints.get(0));
            assertEquals(run.history().epochs(), Checkpoint.open(file).history().epochs());
        }
        FaultReport.row(
                18,
                "The disk is full when the third of four epochs ends, in a training that keeps"
                        + " checkpoints",
                "1 training",
                "One sentence; the training goes on, and its next checkpoint is there");
    }

    private static void change(SmallDisk disk, int epoch) {
        try {
            if (epoch == 2) {
                disk.fill();
            } else if (epoch == 3) {
                disk.empty();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
