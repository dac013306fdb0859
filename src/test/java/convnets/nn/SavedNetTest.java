package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import convnets.CourseException;
import convnets.SealedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net with its weights comes back from a file, or a sentence says why not. */
class SavedNetTest {

    private static final Shape IMAGE = new Shape(1, 1, 5, 5);
    private static final ModelInfo MODEL =
            new ModelInfo(List.of("a", "b"), Preparation.MIDDLE_SQUARE);

    @TempDir Path folder;

    @Test
    void aSavedNetIsBuiltAnewAndAnswersAsBefore() {
        Path file = folder.resolve("net.model");
        Block net = initialized(conv(2, 3), relu(), flatten(), dense(2));
        Nets.save(net, MODEL, file);
        SavedNet saved = SavedNet.load(file, Device.cpu());
        assertEquals(MODEL, saved.model());
        assertEquals(new Shape(1, 5, 5), saved.picture());
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.arange(25f).reshape(IMAGE);
            assertArrayEquals(
                    Nets.forward(net, x).toFloatArray(),
                    Nets.forward(saved.net(), x).toFloatArray());
        }
    }

    @Test
    void weightsAloneAreNoModel() {
        Path file = folder.resolve("alone.model");
        Nets.save(initialized(flatten(), dense(2)), file);
        assertEquals(
                file
                        + " holds weights alone, without the names of the classes: save the net with"
                        + " Classifier.of(net, images).save(…).",
                refusedLoad(file));
    }

    /** Its facts do not say what a function computes, or that two layers are one. */
    @Test
    void aNetThatItsFactsDoNotTellIsNotBuilt() {
        Block half = new LambdaBlock(xs -> new NDList(xs.head().div(2)), "half");
        Block shared = conv(1, 3).pad(1);
        for (Block net :
                List.of(
                        initialized(flatten(), half, dense(2)),
                        initialized(shared, relu(), shared, flatten(), dense(2)))) {
            Path file = folder.resolve("unknown.model");
            Nets.save(net, MODEL, file);
            assertNull(WeightsHeader.of(net, MODEL).model().layers());
            assertEquals(
                    file
                            + " does not say how to build its net ("
                            + Nets.outline(net)
                            + "), since one of its layers has no facts that say all of it, or"
                            + " stands in it twice: build that net in Java, and give it these weights with"
                            + " Nets.load(net, …).",
                    refusedLoad(file));
            Nets.load(net, file, Device.cpu(), IMAGE);
        }
    }

    @Test
    void weightsOfAnotherNetOrOtherPicturesAreRefused() {
        Path file = folder.resolve("other.model");
        Nets.save(initialized(conv(2, 3)), MODEL, file);
        String another =
                "The weights in "
                        + file
                        + " are of another net (conv 3×3, 2): build that net, with all its settings,"
                        + " to load them.";
        assertEquals(another, refused(() -> Nets.load(conv(3, 3), file, Device.cpu(), IMAGE)));
        // which does not fit the pictures of the file at all
        assertEquals(another, refused(() -> Nets.load(conv(2, 7), file, Device.cpu(), IMAGE)));
        Shape wide = new Shape(1, 1, 5, 6);
        assertEquals(
                "The weights in "
                        + file
                        + " are for pictures of shape (1, 5, 5), not (1, 5, 6): give the net"
                        + " pictures of that size.",
                refused(() -> Nets.load(conv(2, 3), file, Device.cpu(), wide)));
    }

    /** A net is not given memory for more weights than the file has. */
    @Test
    void aFileWithFewerWeightsThanItsNetIsRefused() {
        WeightsHeader whole = WeightsHeader.of(initialized(flatten(), dense(4)), MODEL);
        Block net = sequential(flatten(), dense(4));
        Path file = folder.resolve("net.model");
        whole.requireSame(net, IMAGE, file);
        WeightsHeader fewer =
                new WeightsHeader(
                        whole.layers(),
                        whole.identity(),
                        whole.picture(),
                        whole.parameters().subList(0, 1),
                        whole.model());
        assertEquals(4 * (4 * 25 + 4), whole.length());
        assertEquals(4 * 4 * 25, fewer.length()); // all but the bias
        assertThrows(CourseException.class, () -> fewer.requireSame(net, IMAGE, file));
        assertThrows(
                CourseException.class,
                () -> fewer.requireShapes(initialized(flatten(), dense(4)), file));
    }

    /** As many numbers, so that only the names and shapes tell: they are compared at last. */
    @Test
    void aFileWhoseArraysAreOthersIsRefused() {
        WeightsHeader header = WeightsHeader.of(initialized(flatten(), dense(4)), MODEL);
        List<WeightsHeader.ParameterShape> turned = new ArrayList<>(header.parameters());
        Collections.reverse(turned);
        Path file = folder.resolve("turned.model");
        SealedFile.write(
                file,
                out -> {
                    out.writeUTF("convnets model");
                    out.writeInt(1);
                    new WeightsHeader(
                                    header.layers(),
                                    header.identity(),
                                    header.picture(),
                                    turned,
                                    header.model())
                            .write(out);
                    out.write(new byte[(int) header.length()]);
                });
        assertEquals(
                "The weights in "
                        + file
                        + " are of another net (flatten; dense 4): build that net, with all its"
                        + " settings, to load them.",
                refusedLoad(file));
    }

    @Test
    void picturesAreReadUpToAHundredMillionNumbersAndSixteenAxes() throws IOException {
        for (Shape largest : List.of(new Shape(1, 10_000, 10_000), SlidingWindow.ones(16))) {
            assertEquals(header(largest), read(header(largest)));
        }
        for (Shape larger :
                List.of(
                        new Shape(1, 10_000, 10_001),
                        new Shape(100_000_001),
                        SlidingWindow.ones(17))) {
            assertThrows(IOException.class, () -> read(header(larger)));
        }
    }

    @Test
    void filesOfOtherEditionsAreNamed() {
        Path old = formatted("convnets weights 2", 0);
        assertEquals(
                "The weights in "
                        + old
                        + " were saved by the first edition of the course, or before the second was"
                        + " finished, and this one cannot read them: leave the file there, and save"
                        + " under another name.",
                refusedLoad(old));
        Path newer = formatted("convnets model", 2);
        assertEquals(
                newer
                        + " was saved by a newer version of the course, in format 2, and this one"
                        + " reads format 1: update the course, or save under another name.",
                refusedLoad(newer));
        Path other = formatted("something else", 2);
        String damaged =
                "The file "
                        + other
                        + " is damaged or holds no saved weights: leave it there, and name another.";
        assertEquals(damaged, refusedLoad(other));
    }

    @Test
    void aFileOfAnotherKindIsNotReplaced() throws IOException {
        Path other = formatted("something else", 1);
        long size = Files.size(other);
        Block net = initialized(flatten(), dense(2));
        assertTrue(refused(() -> Nets.save(net, other)).startsWith("The file " + other));
        assertEquals(size, Files.size(other));
        Path own = folder.resolve("own.model");
        Nets.save(net, own);
        Nets.save(net, MODEL, own);
        assertEquals(MODEL, SavedNet.load(own, Device.cpu()).model());
        assertEquals(
                "There are no saved weights " + folder.resolve("none") + ": train the net first.",
                refusedLoad(folder.resolve("none")));
    }

    private Path formatted(String format, int version) {
        Path file = folder.resolve(format + version);
        SealedFile.write(
                file,
                out -> {
                    out.writeUTF(format);
                    out.writeInt(version);
                });
        return file;
    }

    private static WeightsHeader header(Shape picture) {
        return new WeightsHeader(
                "flatten",
                new NetIdentity("none"),
                picture,
                List.of(),
                new ModelJson(LayerInfos.of(flatten()), MODEL));
    }

    private static WeightsHeader read(WeightsHeader header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        header.write(new DataOutputStream(bytes));
        return WeightsHeader.read(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static Block initialized(Block... layers) {
        return Nets.initialize(sequential(layers), Init.he(), 1, IMAGE);
    }

    private static String refusedLoad(Path file) {
        return refused(() -> SavedNet.load(file, Device.cpu()));
    }

    private static String refused(Runnable code) {
        return assertThrows(CourseException.class, code::run).getMessage();
    }
}
