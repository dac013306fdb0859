package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import convnets.data.DigitPhoto;
import convnets.data.ImageData;
import convnets.data.PictureFolder;
import convnets.experiments.Results;
import convnets.experiments.StoredExperiment;
import convnets.nn.SavedNet;
import convnets.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CourseFolderTest {

    @Test
    void isFoundFromBelowAlthoughAnotherProjectLiesInBetween(@TempDir Path course)
            throws IOException {
        Path mine = Files.createDirectories(course.resolve("notebooks/exercises/mine"));
        Files.writeString(mine.resolveSibling("pom.xml"), "<project/>");
        assertNull(CourseFolder.above(mine));
        Files.createFile(course.resolve("notebooks/setup.jshell"));
        assertEquals(course, CourseFolder.above(mine));
        assertEquals(course, CourseFolder.above(course));
    }

    @Test
    void aFileThatIsToBeReadMustBeThere(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("net.weights");
        assertEquals(
                "There is no net " + file + ".",
                assertThrows(
                                CourseException.class,
                                () -> CourseFolder.requireFile(file, "There is no net %s."))
                        .getMessage());
        CourseFolder.requireFile(Files.createFile(file), "There is no net %s.");
    }

    @Test
    void aFolderIsCalledByItsOwnName(@TempDir Path folder) {
        assertEquals("cats", CourseFolder.name(folder.resolve("dogs/../cats")));
        assertEquals(folder.getRoot().toString(), CourseFolder.name(folder.getRoot()));
    }

    /**
     * A notebook of a folder that is linked to runs elsewhere; the kernel says where the course is.
     */
    @Test
    void isWhereTheKernelSaysIfItIsNotAbove(@TempDir Path course) throws IOException {
        Path set = Files.createDirectories(course.resolve("notebooks"));
        Files.createFile(set.resolve("setup.jshell"));
        assertEquals(set.resolve("x"), CourseFolder.notebooks(course.getRoot(), course, "x"));
        assertEquals(Path.of("x"), CourseFolder.notebooks(course.getRoot(), null, "x"));
        assertEquals(set.resolve("x"), CourseFolder.notebooks(set, course.getRoot(), "x"));
    }

    @Test
    void aPlaceIsInTheCourseUnlessAVariableNamesAnother() {
        Path file = Path.of("notebooks", "a", "b.json").toAbsolutePath();
        assertEquals(file, CourseFolder.notebooks("a/b.json"));
        assertEquals(file, CourseFolder.chosen("CONVNETS_IS_NOT_SET", "a/b.json"));
        String set = "OPT_OUT_TRACKING"; // by pom.xml, for each test
        assertEquals(Path.of("true"), CourseFolder.chosen(set, "a/b.json"));
    }

    /** On Windows such letters are colons and asterisks; a NUL character is one everywhere. */
    @Test
    void aNameThatNoFileCanHaveIsRefusedWhereverAReaderGivesOne() {
        String name = "cats\0dogs";
        String words = "can be called \"cats?dogs\"";
        says(words, () -> CourseFolder.path(name));
        says(words, () -> CourseFolder.notebooks(name));
        says(words, () -> PictureFolder.read(name, 32));
        says(words, () -> DigitPhoto.of(name));
        says(words, () -> Results.course().file(name));
        says("\"cats?dogs.csv\"", () -> StoredExperiment.of(name));
        says("is empty here", () -> PictureFolder.read(" ", 32));
        says("null", () -> PictureFolder.read(null, 32));
        says("null", () -> DigitPhoto.of(null));
        says("null", () -> SavedNet.load(null, Device.cpu()));
        says("null", () -> AtomicFile.write(null, out -> {}));
        says("null", () -> ImageData.fromIdx(null, List.of("a", "b")));
        says("null", () -> Checkpoint.open(null));
        assertFalse(AtomicFile.takes(null));
    }

    private static void says(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
    }
}
