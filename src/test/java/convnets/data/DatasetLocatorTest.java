package convnets.data;

import static convnets.data.TinySet.IMAGES;
import static convnets.data.TinySet.LABELS;
import static convnets.data.TinySet.idx;
import static convnets.data.TinySet.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.util.Utils;
import convnets.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatasetLocatorTest {

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte.gz";
    private static final String REPLACE = "replace it by a good copy, or unset CONVNETS_DATA.";

    @RegisterExtension final TemporaryCache cache = new TemporaryCache();
    @TempDir Path home;

    private Path wanted;
    private Path packaged;
    private DatasetLocator source;

    @BeforeEach
    void prepare() throws IOException {
        wanted = Files.createDirectory(home.resolve("wanted"));
        packaged = home.resolve("packaged");
        DatasetLocator real = FashionMnist.SOURCE;
        source =
                new DatasetLocator(
                        real.name(),
                        real.folder(),
                        real.artifact(),
                        real.classes(),
                        List.of(packaged));
    }

    @Test
    void looksInTheirOrder() throws IOException {
        Path below = wanted.resolve("fashion-mnist");
        List<Path> places = List.of(wanted, below, source.cache(), packaged);
        for (int i = 0; i < places.size(); i++) {
            TinySet.write(places.get(i), i + 1);
        }
        for (int i = 0; i < places.size(); i++) {
            assertEquals(i + 1, source.load(wanted).train().size());
            assertTrue(source.load(wanted).origin().startsWith(places.get(i).toString()));
            removeFiles(places.get(i));
        }
        assertEquals(10_000, source.load(wanted).train().size());
    }

    @Test
    void saysInOneLineWhatItUsed() throws IOException {
        String counts = "Fashion-MNIST: 10,000 training and 2,000 test pictures, ";
        String sample = "the sample that comes with the course";
        assertEquals(counts + sample, source.load(null).toString());
        assertEquals(
                counts + sample + " (CONVNETS_DATA has no complete Fashion-MNIST)",
                source.load(wanted).toString());
        TinySet.write(wanted, 3);
        assertEquals(
                "Fashion-MNIST: 3 training and 1 test pictures at 2×2 pixels, " + wanted,
                source.load(wanted).toString());
        assertFalse(source.load(wanted).full());
    }

    @Test
    void callsASetFullThatHasEveryPicture() throws IOException {
        write("train", 60_000);
        write("t10k", 10_000);
        ImageData data = source.load(wanted);
        assertTrue(data.full());
        assertEquals(
                "Fashion-MNIST: 60,000 training and 10,000 test pictures at 1×1 pixels, "
                        + wanted
                        + " (full set)",
                data.toString());
    }

    @Test
    void readsFilesThatAreUnpacked() throws IOException {
        TinySet.write(wanted, 3);
        Files.write(wanted.resolve("train-labels-idx1-ubyte"), idx(new byte[3], LABELS, 3));
        Files.delete(wanted.resolve(TRAIN_LABELS));
        assertEquals(3, source.load(wanted).train().size());
    }

    @Test
    void takesNoClothesForDigits() throws IOException {
        TinySet.write(wanted, 3); // the files of both sets have the same names
        assertEquals(8_000, Mnist.SOURCE.load(wanted).train().size());
        Path digits = TinySet.write(home.resolve("mnist"), 4);
        assertEquals(4, Mnist.SOURCE.load(digits).train().size());
        assertEquals(4, Mnist.SOURCE.load(home).train().size());
        assertEquals(10_000, source.load(digits).train().size());
    }

    @Test
    void looksWhereDjlPutsBothSets() {
        Path djl = Utils.getCacheDir().resolve("cache/repo/dataset/cv/ai/djl/basicdataset");
        assertEquals(djl.resolve("fashmnist/1.0"), FashionMnist.SOURCE.cache());
        assertEquals(djl.resolve("mnist/1.0"), Mnist.SOURCE.cache());
    }

    @Test
    void saysThatTheFolderIsMissing() {
        Path missing = home.resolve("missing");
        assertProblem(
                "CONVNETS_DATA names "
                        + missing
                        + ", and there is no such folder: correct it, or unset it to use the data"
                        + " that come with the course.",
                missing);
        assertTrue(problem(Path.of("nowhere")).contains(Path.of("nowhere").toAbsolutePath() + ","));
    }

    @Test
    void namesTheFileThatIsDamaged() throws IOException {
        byte[] images = idx(new byte[12], IMAGES, 3, 2, 2);
        assertDamaged(TRAIN_IMAGES, new byte[0], "it ends too early");
        assertDamaged(TRAIN_IMAGES, Arrays.copyOf(zip(images), 20), "it ends too early");
        assertDamaged(
                TRAIN_IMAGES,
                zip(Arrays.copyOf(images, 27)),
                "it announces 12 values and holds 11");
        assertDamaged(
                TRAIN_IMAGES,
                zip(idx(new byte[3], LABELS, 3)),
                "its magic number is 2049, and images have 2051");
        assertDamaged(TRAIN_IMAGES, images, "it is not a gzip file, or its contents are corrupt");
        assertDamaged(
                TRAIN_LABELS,
                zip(idx(new byte[2], LABELS, 2)),
                "it holds 2 labels, and train-images-idx3-ubyte.gz holds 3 pictures");
        assertDamaged(
                TRAIN_LABELS,
                zip(idx(new byte[] {0, 9, 10}, LABELS, 3)),
                "there is a label 10, and the classes end at 9");
    }

    @Test
    void saysWhatToDoInEachPlace() throws IOException {
        Files.write(TinySet.write(packaged, 1).resolve(TRAIN_LABELS), new byte[0]);
        assertTrue(problem(null).endsWith("install the package that it belongs to again."));
        Files.write(TinySet.write(source.cache(), 1).resolve(TRAIN_LABELS), new byte[0]);
        assertTrue(problem(null).endsWith("run \"make data\", which downloads it again."));
    }

    private void assertDamaged(String file, byte[] contents, String reason) throws IOException {
        Path damaged = TinySet.write(wanted, 3).resolve(file);
        Files.write(damaged, contents);
        String sentence = "Cannot use the data file " + damaged + ": " + reason + "; " + REPLACE;
        assertProblem(sentence, wanted);
    }

    private void assertProblem(String sentence, Path place) {
        assertEquals(sentence, problem(place));
    }

    private String problem(Path place) {
        return assertThrows(CourseException.class, () -> source.load(place)).getMessage();
    }

    private void write(String half, int count) throws IOException {
        byte[] images = idx(new byte[count], IMAGES, count, 1, 1);
        byte[] labels = idx(new byte[count], LABELS, count);
        Files.write(wanted.resolve(half + "-images-idx3-ubyte"), images);
        Files.write(wanted.resolve(half + "-labels-idx1-ubyte"), labels);
    }

    private static void removeFiles(Path folder) throws IOException {
        Files.delete(folder.resolve(TRAIN_LABELS));
    }
}
