package convnets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes room for a new file without losing one that could not be read. */
public final class SetAside {

    private SetAside() {}

    /**
     * Gives a file a name that is free: its own with a word behind it, and a number if that is
     * taken. Of a symbolic link, what it names.
     *
     * @param file that is there
     * @param word why it is kept, such as "old"
     * @return its new name, in the same folder
     * @throws CourseException if it cannot be renamed
     */
    public static Path rename(Path file, String word) {
        String name = file.getFileName() + "." + word;
        Path free = file.resolveSibling(name);
        for (int number = 2; Files.exists(free); number++) {
            free = file.resolveSibling(name + number);
        }
        try {
            return Files.move(AtomicFile.target(file), free);
        } catch (IOException e) {
            throw new CourseException(
                    "%s cannot be renamed (%s): move it elsewhere.",
                    file, CourseException.reason(e));
        }
    }
}
