package convnets.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the page docs/own-program.md, compiled and run far from the course's folder. */
class OwnProgramTest {

    private static final Path SOURCE = Path.of("docs/own-program/src/main/java/WhatIsIt.java");

    @TempDir Path folder;

    @Test
    void aReadersOwnMainReadsAPicture() throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(SOURCE);
        assertTrue(lines.size() <= 20, "The program has " + lines.size() + " lines.");
        Path model = folder.resolve("digits.model");
        Files.copy(Path.of("notebooks/weights/lenet-digits.model"), model);
        Path picture = folder.resolve("digit.jpg");
        Files.copy(Path.of("notebooks/images/digit.jpg"), picture);

        String libraries = absolute(System.getProperty("java.class.path"));
        int compiled =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-cp",
                                libraries,
                                "-d",
                                folder.toString(),
                                SOURCE.toString());
        assertEquals(0, compiled);

        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process program =
                new ProcessBuilder(
                                java.toString(),
                                "-cp",
                                folder + System.getProperty("path.separator") + libraries,
                                "WhatIsIt",
                                model.toString(),
                                picture.toString())
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), Files.readString(folder.resolve("errors.txt")));
        assertEquals(picture + ": 7", said.strip());
    }

    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        return List.of(classPath.split(separator)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, other) -> one + separator + other)
                .orElseThrow();
    }
}
