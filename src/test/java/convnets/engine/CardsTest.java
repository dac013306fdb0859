package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver's tool says is asked for once, and kept. */
class CardsTest {

    @Test
    void aStopMeanwhileDoesNotMakeThemNone(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, "#!/bin/sh\necho 'card, 8.6, 12288 MiB, 535'\n");
        assertTrue(tool.toFile().setExecutable(true));
        Thread.currentThread().interrupt();
        List<String> found = Cards.ask(tool.toString());
        assertTrue(Thread.interrupted(), "the stop is still seen");
        assertEquals(List.of("card, compute capability 8.6, 12288 MiB, driver 535"), found);
    }
}
