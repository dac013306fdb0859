package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {

    @Test
    void whatIsKeptGetsANameThatIsFree(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.csv");
        for (String name : List.of("a.csv.old", "a.csv.old2", "a.csv.old3")) {
            Files.writeString(file, name);
            assertEquals(folder.resolve(name), SetAside.rename(file, "old"));
            assertEquals(name, Files.readString(folder.resolve(name)));
        }
        assertThrows(CourseException.class, () -> SetAside.rename(file, "old"), "it is gone");
    }
}
