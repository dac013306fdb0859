package convnets.engine;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver's tool says is asked for once, and kept. */
class CardsTest {

    private static final String CARD = "echo 'card, 8.6, 12288 MiB, 535'";
    private static final List<String> FOUND =
            List.of("card, compute capability 8.6, 12288 MiB, driver 535");

    @Test
    void aStopMeanwhileDoesNotMakeThemNone(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path tool = script(folder, CARD);
        Thread.currentThread().interrupt();
        List<String> found = Cards.ask(tool.toString());
        assertTrue(Thread.interrupted(), "the stop is still seen");
        assertEquals(FOUND, found);
    }

    @Test
    void allOfALongAnswerIsRead(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path cards = Files.writeString(folder.resolve("cards"), "a, 8.6, 1 MiB, 5\n".repeat(3000));
        Path tool = script(folder, "cat '" + cards + "'");
        assertEquals(3000, Cards.ask(tool.toString()).size());
    }

    @Test
    void whoWaitsForItsAnswerDoesNotKeepJavaRunning(@TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path end = folder.resolve("end");
        Path tool = script(folder, "until [ -e '" + end + "' ]; do sleep 0.05; done");
        Thread asking = new Thread(() -> Cards.ask(tool.toString()));
        asking.start();
        Optional<Thread> reader = Optional.empty();
        while (asking.isAlive() && reader.isEmpty()) {
            reader =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("nvidia-smi"))
                            .findFirst();
        }
        Files.createFile(end);
        asking.join();
        assertTrue(reader.orElseThrow().isDaemon());
    }

    @Test
    void nothingIsReadBeyondTheMost(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path all = Files.writeString(folder.resolve("all"), "1\0".repeat(1 << 16));
        Path tool = script(folder, "cat '" + all + "'");
        String read = Cards.memory(tool.toString()).get(0);
        assertEquals("1\0".repeat(1 << 15), read);
    }

    /** What it leaves behind, an answer without end and a question cost some seconds, no more. */
    @Tag("slow")
    @Test
    void nothingThatTheToolDoesHangsTheNotebook(@TempDir Path folder) throws Exception {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        ExecutorService atOnce = Executors.newFixedThreadPool(3);
        try {
            var left = atOnce.submit(() -> asked(folder, "sleep 60 & " + CARD));
            var endless = atOnce.submit(() -> asked(folder, "while :; do " + CARD + "; done"));
            var question = atOnce.submit(() -> asked(folder, "read x; sleep 60"));
            assertEquals(FOUND, left.get());
            assertEquals(List.of(), endless.get());
            assertEquals(List.of(), question.get());
        } finally {
            atOnce.shutdown();
        }
    }

    private static List<String> asked(Path folder, String command) throws IOException {
        Path tool = script(Files.createTempDirectory(folder, "tool"), command);
        return assertTimeout(ofSeconds(30), () -> Cards.ask(tool.toString()), command);
    }

    private static Path script(Path folder, String command) throws IOException {
        Path tool = folder.resolve("nvidia-smi");
        Files.writeString(tool, "#!/bin/sh\n" + command + "\n");
        assertTrue(tool.toFile().setExecutable(true));
        return tool;
    }
}
