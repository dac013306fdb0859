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
import convnets.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
                        real.artifact(),
                        real.classes(),
                        IntStream.range(1, 5).mapToObj(TinySet::known).toList(),
                        real.files(),
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
                counts + sample + " (CONVNETS_DATA, " + wanted + ", has no Fashion-MNIST)",
                source.load(wanted).toString());
        TinySet.write(wanted, 3);
        assertEquals(
                "Fashion-MNIST: 3 training and 1 test picture at 2×2 pixels, " + wanted,
                source.load(wanted).toString());
        assertFalse(source.load(wanted).full());
    }

    @Test
    void saysWhatElseIsThere() throws IOException {
        String note = "the sample that comes with the course (CONVNETS_DATA, ";
        String has = ", has no Fashion-MNIST: ";
        String read = "; ImageData.fromIdx reads any set under names that you give)";
        TinySet.write(wanted, 3);
        Files.delete(wanted.resolve(TRAIN_LABELS));
        assertEquals(
                note + wanted + has + wanted + " lacks train-labels-idx1-ubyte" + read,
                source.load(wanted).origin());
        TinySet.write(wanted, 9);
        String other = " holds a set that the course does not know, or a changed one";
        assertEquals(note + wanted + has + wanted + other + read, source.load(wanted).origin());
    }

    @Test
    void readsFilesThatAreUnpackedWhateverTheirNameSays() throws IOException {
        byte[] labels = idx(new byte[3], LABELS, 3);
        TinySet.write(wanted, 3);
        Files.write(wanted.resolve(TRAIN_LABELS), labels); // .gz, and unpacked
        assertEquals(3, source.load(wanted).train().size());
        Files.delete(wanted.resolve(TRAIN_LABELS));
        Files.write(wanted.resolve("train-labels-idx1-ubyte"), zip(labels));
        assertEquals(3, source.load(wanted).train().size());
    }

    @Test
    void findsASetUnderManyNames() throws IOException {
        List<String> names =
                List.of(
                        "MNIST/raw/%s-%s-idx%d-ubyte.gz",
                        "%s-%s.idx%d-ubyte",
                        "%s-%s-idx%d-ubyte/%1$s-%2$s.idx%3$d-ubyte",
                        "Downloads/emnist-letters-%s-%s-idx%d-ubyte.gz",
                        "TRAIN/%s_%s_IDX%d-UBYTE.GZ");
        for (String pattern : names) {
            Path folder = Files.createDirectory(home.resolve("set" + names.indexOf(pattern)));
            TinySet.write(wanted, 4);
            for (String half : List.of("train", "t10k")) {
                for (String kind : List.of("images-3", "labels-1")) {
                    int dimensions = kind.charAt(7) - '0';
                    String old =
                            Text.format(
                                    "%s-%s-idx%d-ubyte.gz", half, kind.substring(0, 6), dimensions);
                    String name = Text.format(pattern, half, kind.substring(0, 6), dimensions);
                    Path file = folder.resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.move(wanted.resolve(old), file);
                }
            }
            assertEquals(4, source.load(folder).train().size(), pattern);
        }
    }

    @Test
    void takesNoDigitsForClothesWhateverTheFolderIsCalled() throws IOException {
        for (String name : List.of("downloads", "fashion-mnist", "MNIST")) {
            Path folder = Files.createDirectories(home.resolve("digits").resolve(name));
            copySample("mnist", folder);
            ImageData clothes = FashionMnist.SOURCE.load(folder);
            assertEquals(FashionMnist.sample().train().checksum(), clothes.train().checksum());
            assertTrue(clothes.origin().endsWith("has no Fashion-MNIST)"), clothes.origin());
            ImageData digits = Mnist.SOURCE.load(folder);
            assertEquals(folder.toString(), digits.origin());
            assertEquals("1", digits.train().get(0).name());
        }
    }

    @Test
    void foldersThatRunInCirclesAreNoSet() throws IOException {
        try {
            Files.createSymbolicLink(wanted.resolve("loop"), wanted);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("this system has no links");
        }
        String sentence = problem(wanted);
        assertTrue(sentence.startsWith("Cannot look for data in " + wanted), sentence);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFolderAndEachFileMayBeLinks() throws IOException {
        Path there = Files.createDirectory(home.resolve("there"));
        copySample("mnist", there);
        for (String name : names(there)) {
            Files.createSymbolicLink(wanted.resolve(name), there.resolve(name));
        }
        Path link = Files.createSymbolicLink(home.resolve("link"), wanted);
        assertEquals(link.toString(), Mnist.SOURCE.load(link).origin());
    }

    @Test
    void aFileThatVanishesAfterItWasSeenIsSaid() throws IOException {
        copySample("mnist", wanted);
        IdxFiles seen = IdxFiles.only(wanted);
        Path file = wanted.resolve("t10k-labels-idx1-ubyte.gz");
        Files.delete(file);
        assertEquals(
                "Cannot use the data file "
                        + file
                        + ": it cannot be opened (it is not there); replace it by a good copy.",
                assertThrows(CourseException.class, seen::test).getMessage());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void findsBothSetsBesideEachOther() throws IOException {
        copySample("mnist", Files.createDirectory(wanted.resolve("a")));
        copySample("fashion-mnist", Files.createDirectory(wanted.resolve("b")));
        assertEquals(wanted.resolve("a").toString(), Mnist.SOURCE.load(wanted).origin());
        assertEquals(wanted.resolve("b").toString(), FashionMnist.SOURCE.load(wanted).origin());
    }

    @Test
    void aSetWithOneOtherPixelIsNoKnownSet() throws IOException {
        copySample("mnist", wanted);
        Path images = wanted.resolve("t10k-images-idx3-ubyte.gz");
        byte[] unpacked;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(images))) {
            unpacked = in.readAllBytes();
        }
        unpacked[unpacked.length - 400] ^= 1;
        Files.write(images, unpacked);
        assertEquals(Mnist.sample().origin(), Mnist.SOURCE.load(null).origin());
        String origin = Mnist.SOURCE.load(wanted).origin();
        assertTrue(origin.contains("or a changed one"), origin);
        ImageData own = ImageData.fromIdx(wanted, Mnist.CLASSES);
        assertEquals(8_000, own.train().size());
        assertEquals(wanted.getFileName().toString(), own.name());
    }

    private static void copySample(String set, Path folder) throws IOException {
        for (String file :
                List.of(
                        "train-images-idx3",
                        "train-labels-idx1",
                        "t10k-images-idx3",
                        "t10k-labels-idx1")) {
            String name = file + "-ubyte.gz";
            try (InputStream in =
                    FashionMnist.class.getResourceAsStream("/data/" + set + "/" + name)) {
                Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
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
        assertDamaged(
                TRAIN_LABELS,
                zip(idx(new byte[2], LABELS, 2)),
                "it holds 2 labels, and train-images-idx3-ubyte.gz holds 3 pictures");
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

    private static void removeFiles(Path folder) throws IOException {
        Files.delete(folder.resolve(TRAIN_LABELS));
    }
}
