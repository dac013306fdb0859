package convnets.data;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Given;
import convnets.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Your own pictures: a folder that holds a folder for each class, and in it PNG, JPEG, GIF or BMP
 * files of any size. All become square color pictures of one size, and what cannot be used is
 * named.
 *
 * <p>DJL's {@code ImageFolder} takes the same folders and gives the classes the same numbers (see
 * {@link Images#of}); but one file that is no picture ends it, a photo stays as the camera was
 * held, and nothing bounds a picture's size.
 *
 * @param name of the folder, or of several
 * @param images square color pictures of one size, with the names of their folders as classes
 * @param files where each picture comes from: a file for each of the images, in the same order
 * @param skipped what was not used: a sentence for each file, which one and why
 */
public record PictureFolder(String name, Images images, List<Path> files, List<String> skipped) {

    /**
     * Reads all pictures, one after the other; only the small ones stay in memory.
     *
     * @param folder that holds a folder for each class; names that begin with a point are not
     *     looked at
     * @param size height and width of the pictures to be made, in pixels: the middle square of
     *     each, averaged down
     * @return the pictures, in the order of the names of their classes and files
     * @throws CourseException if there is no such folder or it may not be read, there are fewer
     *     than two classes, or one has no picture that can be used
     */
    public static PictureFolder read(String folder, int size) {
        return read(CourseFolder.path(folder), size);
    }

    static PictureFolder read(Path folder, int size) {
        Resize.require(size);
        List<String> skipped = new ArrayList<>();
        List<Path> classes = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                classes.add(entry);
            } else {
                skipped.add(entry + " lies in no folder of a class.");
            }
        }
        if (classes.size() < 2) {
            throw new CourseException(
                    "%s has %s, and a net needs two classes or more to tell apart: make a folder in"
                            + " it for each class and put its pictures there.",
                    folder, classes.isEmpty() ? "no folder of a class" : "one class only");
        }
        PictureFolderReader reader = new PictureFolderReader(size, skipped);
        List<List<Path>> entries = classes.stream().map(PictureFolder::entries).toList();
        List<String> names = classes.stream().map(PictureFolder::className).toList();
        Images images = new Images(reader.store(entries, names, folder), names, null);
        return new PictureFolder(
                CourseFolder.name(folder),
                images,
                List.copyOf(reader.files()),
                List.copyOf(skipped));
    }

    /** What is in a folder, in the same order on every computer. */
    private static List<Path> entries(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(entry -> entry.getFileName().toString().charAt(0) != '.')
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (NotDirectoryException e) {
            throw new CourseException(
                    "%s is a file, and a folder is needed: unpack it, or name the folder.", folder);
        } catch (NoSuchFileException e) {
            throw new CourseException(
                    "There is no folder %s (looked for in %s): correct the name.",
                    folder, Path.of("").toAbsolutePath());
        } catch (AccessDeniedException e) {
            throw new CourseException(
                    "The folder %s may not be read: change its rights, or copy it.", folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UncheckedIOException e) { // while it is listed
            throw unreadable(folder, e.getCause());
        }
    }

    private static CourseException unreadable(Path folder, IOException e) {
        return new CourseException(
                "The folder %s cannot be read (%s): copy it to another disk.",
                folder, CourseException.reason(e));
    }

    /** One and the same word on every computer: some take an umlaut apart. */
    private static String className(Path folder) {
        return Normalizer.normalize(folder.getFileName().toString(), Normalizer.Form.NFC);
    }

    /**
     * These pictures and those of another folder with the same classes, as one set.
     *
     * @param other of the same size
     * @return a set of its own
     * @throws CourseException if it has other classes, or another size
     */
    public PictureFolder with(PictureFolder other) {
        if (!Given.of("folder of pictures", other).images.names().equals(images.names())) {
            throw new CourseException(
                    "%s has the classes %s, and %s has %s: they do not belong together.",
                    name, images.names(), other.name, other.images.names());
        }
        int[] labels =
                Stream.concat(images.stream(), other.images.stream())
                        .mapToInt(Picture::label)
                        .toArray();
        int first = images.size();
        PixelStore all =
                PixelStore.of(labels, i -> i < first ? images.get(i) : other.images.get(i - first));
        return new PictureFolder(
                name + " and " + other.name,
                new Images(all, images.names(), null),
                Stream.concat(files.stream(), other.files.stream()).toList(),
                Stream.concat(skipped.stream(), other.skipped.stream()).toList());
    }

    /**
     * Divides the pictures at random: of each class some to learn from, some to choose by and some
     * to test on.
     *
     * @param seed the same seed, the same division
     * @return the three parts
     * @throws CourseException if a class has fewer than three pictures
     */
    public Split split(int seed) {
        return Split.of(name, images, seed);
    }

    /**
     * The same, but what belongs together stays together, such as all pictures of one person.
     *
     * @param seed the same seed, the same division
     * @param group from a picture's file to what it belongs to; equal groups are not divided
     * @return the three parts
     * @throws CourseException if a class has fewer than three groups
     */
    public Split split(int seed, Function<Path, ?> group) {
        Given.of("rule for groups", group);
        return Split.of(name, images, seed, i -> group.apply(files.get(i)));
    }

    /** How many pictures each class has, and how many files were skipped. */
    @Override
    public String toString() {
        int[] counts = images.classCounts();
        List<String> classes = images.names();
        List<String> each = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            each.add(Text.format("%s %,d", classes.get(i), counts[i]));
        }
        String words = Text.format("%s: %s (%s)", name, images, String.join(", ", each));
        if (skipped.isEmpty()) {
            return words;
        }
        String files = Text.count(skipped.size(), "file");
        return Text.format("%s; %s skipped: %s", words, files, skipped.get(0));
    }
}
