package convnets.engine;

import ai.djl.util.Utils;
import convnets.CourseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the engine's native libraries are unpacked. The course names a folder of its own; a program
 * outside of it uses the home. Where that cannot be written, DJL would take a folder that all users
 * of the computer share, and run what another one has put there.
 */
final class LibraryFolder {

    private LibraryFolder() {}

    /** Refuses the shared folder. */
    static void require() {
        require(Utils::getEnvOrSystemProperty, Path.of(System.getProperty("user.home")));
    }

    static void require(UnaryOperator<String> setting, Path home) {
        boolean named =
                Stream.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR")
                        .map(setting)
                        .anyMatch(folder -> folder != null && !folder.isEmpty());
        if (!named && !Files.isWritable(home)) {
            throw new CourseException(
                    "The engine's libraries cannot be unpacked: your home, %s, cannot be written."
                            + " Let the variable ENGINE_CACHE_DIR name a folder of yours.",
                    home);
        }
    }
}
