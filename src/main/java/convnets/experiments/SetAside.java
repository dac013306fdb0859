package convnets.experiments;

import convnets.AtomicFile;
import convnets.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes room for a new file without losing one that could not be read. */
final class SetAside {

    private SetAside() {}

    /**
     * Gives a file a name that is free.
     *
     * @return the new name, in the same folder
     */
    static Path rename(Path file) {
        int number = 1;
        Path free;
        do {
            free = file.resolveSibling(file.getFileName() + ".old" + number++);
        } while (Files.exists(free));
        try {
            return Files.move(AtomicFile.target(file), free);
        } catch (IOException e) {
            throw new CourseException("Cannot rename %s: move it elsewhere.", file);
        }
    }
}
