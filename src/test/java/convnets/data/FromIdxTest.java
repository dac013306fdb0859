package convnets.data;

import static convnets.data.TinySet.IMAGES;
import static convnets.data.TinySet.LABELS;
import static convnets.data.TinySet.idx;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.CourseFolder;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that the course does not know, under names that the reader gives. */
class FromIdxTest {

    private static final List<String> LETTERS =
            IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).toList();

    @TempDir Path folder;

    @Test
    void lettersBeginAtOne() throws IOException {
        write("emnist-letters-train", 1, 26, 13);
        write("emnist-letters-test", 26);
        ImageData letters = ImageData.fromIdx(folder, LETTERS, 1);
        assertEquals(List.of("a", "z", "m"), letters.train().stream().map(Picture::name).toList());
        assertEquals(25, letters.test().get(0).label());
        assertEquals(
                folder.getFileName()
                        + ": 3 training and 1 test picture at 28×20 pixels, "
                        + folder.resolve("emnist-letters-"),
                letters.toString());
        List<String> withZero = IntStream.range(0, 27).mapToObj(i -> "no. " + i).toList();
        assertEquals("no. 26", ImageData.fromIdx(folder, withZero).test().get(0).name());
        assertSentence(
                "The labels run from 1 to 26, and there are names for the labels 0 to 25: give"
                        + " each label a name, and say which label has the first one, as in"
                        + " ImageData.fromIdx(folder, names, 1).",
                LETTERS,
                0);
        assertSentence(
                "The labels run from 1 to 26, and there are names for the labels 2147483647 to"
                        + " 2147483672: give each label a name, and say which label has the first"
                        + " one, as in ImageData.fromIdx(folder, names, 1).",
                LETTERS,
                Integer.MAX_VALUE);
        assertSentence("Each class needs a name, and here is none.", List.of(), 1);
    }

    @Test
    void labelsGoUpTo255() throws IOException {
        List<String> names = IntStream.range(0, 256).mapToObj(i -> "class " + i).toList();
        write("train", 255, 128, 0);
        write("t10k", 200);
        ImageData data = ImageData.fromIdx(folder, names);
        assertEquals("class 255", data.train().get(0).name());
        assertEquals("class 200", data.test().get(0).name());
        assertEquals(1, data.train().classCounts()[128]);
        assertArrayEquals(new long[] {1, 1, 28, 20}, data.train().shape(1).getShape());
        assertSentence(
                "The labels run from 0 to 255, and there are names for the labels 0 to 1: give"
                        + " each label a name, and say which label has the first one, as in"
                        + " ImageData.fromIdx(folder, names, 0).",
                List.of("a", "b"),
                0);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertSentence(
                "There is no complete set of idx files in "
                        + folder
                        + ": it needs train-images-idx3-ubyte and train-labels-idx1-ubyte and"
                        + " t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, compressed (.gz) or"
                        + " not.",
                LETTERS,
                0);
        write("train", 1);
        assertSentence(
                "The set in "
                        + folder
                        + " is not complete: it lacks t10k-images-idx3-ubyte and"
                        + " t10k-labels-idx1-ubyte.",
                LETTERS,
                0);
        write("t10k", 1);
        write("a-train", 1);
        write("a-test", 1);
        assertSentence(
                "There is more than one set in "
                        + folder
                        + ": name the folder of one of ["
                        + folder
                        + ", "
                        + folder.resolve("a-")
                        + "].",
                LETTERS,
                0);
    }

    @Test
    void namesTheFileThatIsDamaged() throws IOException {
        write("train", 1);
        write("t10k", 1);
        Path labels = folder.resolve("t10k-labels-idx1-ubyte");
        Files.write(labels, new byte[3]);
        assertSentence(
                "Cannot use the data file "
                        + labels
                        + ": it ends too early; replace it by a good copy.",
                LETTERS,
                0);
    }

    /** As of a disk, or of the folder in which the notebook runs: neither has a name. */
    @Test
    void theFolderMayHaveNoName() throws IOException {
        write("train", 0, 1);
        write("t10k", 1);
        Path disk = folder.resolve("disk.zip");
        try (FileSystem files = FileSystems.newFileSystem(disk, Map.of("create", "true"))) {
            List<Path> all;
            try (Stream<Path> listed = Files.list(folder)) {
                all = listed.filter(file -> !file.equals(disk)).toList();
            }
            for (Path file : all) {
                Files.copy(file, files.getPath("/" + file.getFileName()));
            }
            for (String root : List.of("/", "", ".")) {
                assertEquals("", IdxFiles.only(files.getPath(root)).missing(), root);
            }
        }
        assertEquals("disk.zip", CourseFolder.name(disk));
        Path here = Path.of("").toAbsolutePath();
        assertEquals(here.getFileName().toString(), CourseFolder.name(Path.of("")));
        assertEquals(here.getRoot().toString(), CourseFolder.name(here.getRoot()));
    }

    private void assertSentence(String sentence, List<String> names, int first) {
        CourseException problem =
                assertThrows(CourseException.class, () -> ImageData.fromIdx(folder, names, first));
        assertEquals(sentence, problem.getMessage());
    }

    /** Pictures of 28×20 pixels with these labels. */
    private void write(String half, int... labels) throws IOException {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        byte[] images = idx(new byte[560 * bytes.length], IMAGES, bytes.length, 28, 20);
        Files.write(folder.resolve(half + "-images-idx3-ubyte"), images);
        Files.write(folder.resolve(half + "-labels-idx1-ubyte"), idx(bytes, LABELS, bytes.length));
    }
}
