package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
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
        for (String name : List.of("a.csv.old1", "a.csv.old2")) {
            Files.writeString(file, name);
            assertEquals(folder.resolve(name), SetAside.rename(file));
            assertEquals(name, Files.readString(folder.resolve(name)));
        }
        assertThrows(CourseException.class, () -> SetAside.rename(file), "it is gone");
    }
}
