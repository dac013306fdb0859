package convnets.faults;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.PictureReader;
import convnets.nn.Preparation;
import convnets.train.Checkpoint;
import convnets.train.Classifier;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of every format, changed by a bad disk or on purpose, thousands of times. */
@Tag("faults")
class ChangedFilesTest {

    private static final int FLIPS = 500;
    private static final int MUTANTS = 2_000;
    private static final String OFTEN = Text.format("%,d bits, %,d others", FLIPS, MUTANTS);

    private static final int SUM = Long.BYTES;

    @TempDir Path folder;

    /** How a format is read: what is in the file, to be compared. */
    private record Format(int place, String name, Path file, Supplier<Object> read) {}

    private Format checkpoint() {
        Path file = folder.resolve("net.checkpoint");
        training().save(file);
        return new Format(
                5, "saved training", file, () -> Checkpoint.open(file).history().toString());
    }

    private Format model() {
        Path file = folder.resolve("net.model");
        Classifier.of(training()).save(file);
        return new Format(6, "saved net", file, () -> contents(Classifier.load(file)));
    }

    private static Training training() {
        return Training.of(sequential(flatten(), dense(10)), FashionMnist.sample().first(100, 100))
                .adam()
                .epochs(1)
                .listener(TrainingListener.SILENT)
                .fit();
    }

    private static List<Object> contents(Classifier net) {
        return List.of(
                net.toString(),
                net.net().getParameters().values().stream()
                        .map(p -> Arrays.hashCode(p.getArray().toFloatArray()))
                        .toList());
    }

    @Test
    void whatIsSealedIsRefusedOrEqual() throws IOException {
        for (Format format : List.of(checkpoint(), model())) {
            byte[] whole = Files.readAllBytes(format.file);
            Object contents = format.read.get();
            Random random = new Random(format.place);
            int refused =
                    refused(
                            format.file,
                            i -> changed(whole, i, random),
                            format.read,
                            (read, change) -> assertEquals(contents, read, change));
            FaultReport.row(
                    format.place,
                    "A " + format.name + " is changed: a bit, or cut, lengthened, overwritten",
                    OFTEN,
                    refused == FLIPS + MUTANTS
                            ? "All refused with a sentence"
                            : Text.format(
                                    "%,d refused with a sentence; the others have the contents of"
                                            + " the whole file",
                                    refused));
        }
    }

    /**
     * Writes a file that is changed in one way after the other, and reads it within the bounds.
     *
     * @param changed its bytes, by the number of the change
     * @param read the file
     * @param check what must hold of what was read, with the change's name
     * @return how many were refused with a sentence
     */
    private static <T> int refused(
            Path file, IntFunction<byte[]> changed, Supplier<T> read, BiConsumer<T, String> check)
            throws IOException {
        int refused = 0;
        for (int i = 0; i < FLIPS + MUTANTS; i++) {
            String change = "change " + i;
            Files.write(file, changed.apply(i));
            try {
                check.accept(Bounds.within(change, read), change);
            } catch (CourseException sentence) {
                refused++;
            }
        }
        return refused;
    }

    private static byte[] changed(byte[] whole, int number, Random random) {
        return number < FLIPS ? Mutants.flip(whole, random) : Mutants.mutate(whole, random);
    }

    /**
     * Somebody with bad intentions makes the checksum right; most changes are before the weights.
     */
    @Test
    void whatIsSealedAnewIsBounded() throws IOException {
        for (Format format : List.of(checkpoint(), model())) {
            byte[] whole = Files.readAllBytes(format.file);
            byte[] begin = Arrays.copyOf(whole, 1_200);
            byte[] rest = Arrays.copyOfRange(whole, begin.length, whole.length - SUM);
            Random random = new Random(format.place + 100);
            int refused =
                    refused(
                            format.file,
                            i -> sealed(changed(begin, i, random), rest),
                            format.read,
                            (read, change) -> {});
            FaultReport.row(
                    format.place + 2,
                    "A " + format.name + " is changed, and its checksum is made to fit",
                    OFTEN,
                    Text.format(
                            "%,d refused with a sentence; the others are read as they stand",
                            refused));
        }
    }

    private static byte[] sealed(byte[] begin, byte[] rest) {
        CRC32 sum = new CRC32();
        sum.update(begin);
        sum.update(rest);
        return ByteBuffer.allocate(begin.length + rest.length + SUM)
                .put(begin)
                .put(rest)
                .putLong(sum.getValue())
                .array();
    }

    @Test
    void picturesInIdxFilesAreBounded() throws IOException {
        byte[] images = idx(3, new int[] {3, 4, 4}, 3 * 16);
        byte[] labels = idx(1, new int[] {3}, 3);
        for (String set : List.of("train", "t10k")) {
            Files.write(folder.resolve(set + "-images-idx3-ubyte"), images);
            Files.write(folder.resolve(set + "-labels-idx1-ubyte"), labels);
        }
        Path file = folder.resolve("train-images-idx3-ubyte");
        Random random = new Random(13);
        int refused =
                refused(
                        file,
                        i -> changed(images, i, random),
                        () -> ImageData.fromIdx(folder, List.of("a", "b")).train().shape(3),
                        (shape, change) ->
                                assertTrue(
                                        shape.size() <= 2L * images.length, change + ": " + shape));
        FaultReport.row(
                9,
                "A file of pictures (idx) is changed in the same ways",
                OFTEN,
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

    /** JPEG and GIF have no checksum, and Java's reader of PNG does not look at its own. */
    @ParameterizedTest
    @CsvSource({"10, png", "11, jpg", "12, gif", "13, bmp"})
    void pictureFilesAreBounded(int place, String kind) throws IOException {
        byte[] whole = picture(kind);
        Path file = folder.resolve("changed." + kind);
        Shape shape = new Shape(3, 8, 8);
        Random random = new Random(place);
        int refused =
                refused(
                        file,
                        i -> changed(whole, i, random),
                        () -> PictureReader.read(file, Preparation.MIDDLE_SQUARE, shape),
                        (read, change) -> assertEquals(shape.size(), read.pixels().length, change));
        FaultReport.row(
                place,
                Text.format("A picture file (%s) is changed in the same ways", kind),
                OFTEN,
                Text.format(
                        "%,d refused with a sentence; the others are read as other pictures of the"
                                + " size that the net takes",
                        refused));
    }

    private static byte[] picture(String kind) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, Color.RED, 64, 48, Color.BLUE));
        g.fillRect(0, 0, 64, 48);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, kind, bytes));
        return bytes.toByteArray();
    }

    @Test
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
        FaultReport.row(
                14,
                "Noise, or a file that only begins like one, is opened as a saved training",
                Text.format("%,d files", MUTANTS),
                "All refused with a sentence");
    }
}
