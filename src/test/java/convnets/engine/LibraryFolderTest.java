package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFolderTest {

    private static final Map<String, String> NOTHING_SET = Map.of();

    @Test
    void aHomeThatCannotBeWrittenNeedsANamedFolder(@TempDir Path home) {
        Path none = home.resolve("none");
        for (Map<String, String> unnamed : List.of(NOTHING_SET, Map.of("ENGINE_CACHE_DIR", ""))) {
            CourseException refused =
                    assertThrows(
                            CourseException.class, () -> LibraryFolder.require(unnamed::get, none));
            assertEquals(
                    "The engine's libraries cannot be unpacked: your home, "
                            + none
                            + ", cannot be written. Let the variable ENGINE_CACHE_DIR name a folder"
                            + " of yours.",
                    refused.getMessage());
        }
        for (String variable : List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR")) {
            Map<String, String> named = Map.of(variable, "mine");
            assertDoesNotThrow(() -> LibraryFolder.require(named::get, none), variable);
        }
        assertDoesNotThrow(() -> LibraryFolder.require(NOTHING_SET::get, home));
    }
}
