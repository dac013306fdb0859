package convnets;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the course lies on this computer, whichever of its folders a program was started in. */
public final class CourseFolder {

    /** By which the kernel is told: the folder of the notebooks may be a link to one elsewhere. */
    private static final String PROPERTY = "convnets.course";

    private CourseFolder() {}

    /**
     * A place in the folder "notebooks" of the course.
     *
     * @param name of a file or folder there
     * @return its path; below the working folder if this is no copy of the course
     */
    public static Path notebooks(String name) {
        String set = System.getProperty(PROPERTY);
        return notebooks(Path.of("").toAbsolutePath(), set == null ? null : Path.of(set), name);
    }

    static Path notebooks(Path working, Path set, String name) {
        Path root = above(working);
        if (root == null) {
            root = above(set);
        }
        Path place = path(name);
        return root == null ? place : root.resolve("notebooks").resolve(place);
    }

    /**
     * A place that the reader may choose.
     *
     * @param variable of the environment that names another
     * @param name of a file or folder in the folder "notebooks", should the variable not be set
     * @return its path
     */
    public static Path chosen(String variable, String name) {
        String other = System.getenv(variable);
        return other == null || other.isBlank() ? notebooks(name) : path(other);
    }

    /**
     * A file or a folder that the reader names.
     *
     * @param name absolute, or below the working folder
     * @return its path; it need not be there
     * @throws CourseException if it is null, or no file of this computer can have such a name
     */
    public static Path path(String name) {
        requireName(name);
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            StringBuilder shown = new StringBuilder();
            name.codePoints()
                    .map(letter -> Character.isISOControl(letter) ? '?' : letter)
                    .forEach(shown::appendCodePoint);
            throw new CourseException(
                    "No file or folder of this computer can be called \"%s\" (%s): write its name"
                            + " without the letters that are not allowed.",
                    shown, e.getReason());
        }
    }

    /**
     * What a folder is called, to name what is in it.
     *
     * @param folder any; that of the working folder may be empty or "."
     * @return its own name; of a whole disk its path, such as {@code D:\\}
     */
    public static String name(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        return String.valueOf(whole.getFileName() == null ? whole : whole.getFileName());
    }

    /**
     * Refuses a file that is null.
     *
     * @param <T> a name or a path
     * @param file that something is to be read from, or written to
     * @return the same
     * @throws CourseException if it is null
     */
    public static <T> T given(T file) {
        if (file == null) {
            throw new CourseException(
                    "Here is no name of a file or folder, only null: run the cell that makes it"
                            + " again.");
        }
        return file;
    }

    private static void requireName(Object file) {
        if (given(file).toString().isBlank()) {
            throw new CourseException("The name of a file or folder is empty here: write it down.");
        }
    }

    /**
     * Refuses a folder where a file is needed, and null.
     *
     * @param file that is to be read or written; it need not be there
     * @return the same
     * @throws CourseException if it is a folder, a link to one, or null
     */
    public static Path givenFile(Path file) {
        requireName(file);
        if (Files.isDirectory(file)) {
            throw new CourseException("%s is a folder: name a file, in it or elsewhere.", file);
        }
        return file;
    }

    /**
     * Refuses a file that is not there, a folder, and null.
     *
     * @param file that is to be read
     * @param sentence for one that is not there; its placeholder is the file
     * @throws CourseException if there is no such file
     */
    public static void requireFile(Path file, String sentence) {
        if (!Files.isRegularFile(givenFile(file))) {
            throw new CourseException(sentence, file);
        }
    }

    /** A file of the course's own marks it: another project's pom.xml may lie in between. */
    static Path above(Path folder) {
        Path root = folder;
        while (root != null && !Files.exists(root.resolve("notebooks/setup.jshell"))) {
            root = root.getParent();
        }
        return root;
    }
}
