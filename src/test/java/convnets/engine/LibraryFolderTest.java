package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFolderTest {

    @Test
    void aHomeThatCannotBeWrittenNeedsANamedFolder(@TempDir Path home) {
        Path none = home.resolve("none");
        CourseException refused =
                assertThrows(CourseException.class, () -> LibraryFolder.require(false, none));
        assertEquals(
                "The engine's libraries cannot be unpacked: your home, "
                        + none
                        + ", cannot be written. Let the variable ENGINE_CACHE_DIR name a folder of"
                        + " yours.",
                refused.getMessage());
        assertDoesNotThrow(() -> LibraryFolder.require(true, none));
        assertDoesNotThrow(() -> LibraryFolder.require(false, home));
    }
}
