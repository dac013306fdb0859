package convnets.data;

import convnets.CourseException;
import java.nio.file.Path;

/** A file that is there, and is no picture. */
public final class NoPictureException extends CourseException {

    private final transient Path file;

    NoPictureException(Path file) {
        super("%s is no picture that Java can read: save it as PNG or JPEG.", file);
        this.file = file;
    }

    /**
     * Which file it is.
     *
     * @return as it was given
     */
    public Path file() {
        return file;
    }
}
