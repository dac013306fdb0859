package convnets.train;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.PictureReader;
import convnets.engine.Devices;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.Preparation;
import convnets.onnx.Onnx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A folder where a file is wanted: one sentence says so, whatever is read or written. */
class NamedFolderTest {

    @TempDir private Path folder;

    private void isRefused(Executable... wanted) {
        String sentence = folder + " is a folder: name a file, in it or elsewhere.";
        assertAll(
                Stream.of(wanted)
                        .map(
                                code ->
                                        () ->
                                                assertEquals(
                                                        sentence,
                                                        assertThrows(CourseException.class, code)
                                                                .getMessage())));
    }

    private static Training training() {
        Training run = Training.of(net(), FashionMnist.sample().first(20, 10)).epochs(1);
        return run.listener(TrainingListener.SILENT);
    }

    private static Block net() {
        return sequential(flatten(), dense(10));
    }

    @Test
    void nothingIsReadFromIt() {
        Shape picture = new Shape(1, 28, 28);
        isRefused(
                () -> Checkpoint.open(folder),
                () -> training().checkpoints(folder).resume(folder),
                () -> Nets.load(net(), folder, Devices.best(), new Shape(1, 1, 28, 28)),
                () -> Classifier.load(folder),
                () -> PictureReader.read(folder, Preparation.DIGIT, picture));
    }

    @Test
    void nothingIsWrittenOverIt() throws Exception {
        Block net = Nets.initialize(net(), Init.glorot(), 0, new Shape(1, 1, 28, 28));
        isRefused(
                training().checkpoints(folder)::fit,
                () -> Nets.save(net, folder),
                () -> Onnx.save(net, Map.of(), folder),
                () -> AtomicFile.write(folder, out -> out.write(1)));
        Path inIt = Files.createFile(folder.resolve("kept"));
        isRefused(() -> AtomicFile.write(folder, out -> out.write(1)));
        assertEquals(0, Files.size(inIt));
    }
}
