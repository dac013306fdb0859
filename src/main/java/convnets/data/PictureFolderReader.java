package convnets.data;

import convnets.CourseException;
import convnets.Text;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the picture files of one class after the other into one array. */
final class PictureFolderReader {

    /** A picture whose shorter side is a smaller part of what is asked for shows too little. */
    private static final int SMALLEST_PART = 4;

    private final int size;
    private final List<String> skipped;
    private final List<Path> files = new ArrayList<>();

    /**
     * Prepares reading.
     *
     * @param size height and width of the pictures to be made, in pixels
     * @param skipped is told of each file that is not used
     */
    PictureFolderReader(int size, List<String> skipped) {
        this.size = size;
        this.skipped = skipped;
    }

    /** The files of the pictures that were read. */
    List<Path> files() {
        return files;
    }

    /**
     * Reads everything. Each picture is forgotten as soon as its small copy stands in the array.
     *
     * @param classes the files of each
     * @param names of the classes, for messages
     * @param folder of all, for messages
     */
    PixelStore store(List<List<Path>> classes, List<String> names, Path folder) {
        int length = 3 * size * size;
        int count = classes.stream().mapToInt(List::size).sum();
        byte[] pixels = PixelStore.memory(count, length);
        int[] labels = new int[count];
        for (int label = 0; label < classes.size(); label++) {
            int before = files.size();
            for (Path file : classes.get(label)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CourseException(
                            "Reading %s was stopped after %s: run it again.",
                            folder, Text.count(files.size(), "picture"));
                }
                if (read(file, pixels, files.size() * length)) {
                    labels[files.size()] = label;
                    files.add(file);
                }
            }
            if (files.size() == before) {
                throw new CourseException(
                        "The class \"%s\" of %s has no picture that can be used%s.",
                        names.get(label), folder, reason(classes.get(label)));
            }
        }
        int read = files.size();
        return read == count
                ? new PixelStore(pixels, labels, 3, size, size)
                : new PixelStore(
                        Arrays.copyOf(pixels, read * length),
                        Arrays.copyOf(labels, read),
                        3,
                        size,
                        size);
    }

    private String reason(List<Path> entries) {
        return entries.isEmpty()
                ? ": its folder is empty"
                : " (" + skipped.get(skipped.size() - 1) + ")";
    }

    private boolean read(Path file, byte[] pixels, int to) {
        try {
            if (Files.isDirectory(file)) {
                throw new CourseException(
                        "%s is a folder inside that of a class: its files are not read.", file);
            }
            BufferedImage image = PictureFile.read(file);
            if (Math.min(image.getWidth(), image.getHeight()) * SMALLEST_PART < size) {
                throw new CourseException(
                        "%s has %d×%d pixels only: too few for a picture of %d×%d.",
                        file, image.getHeight(), image.getWidth(), size, size);
            }
            Picture square = PictureReader.color(PictureReader.middle(image, size, size), "");
            System.arraycopy(square.pixels(), 0, pixels, to, square.pixels().length);
            return true;
        } catch (CourseException e) {
            skipped.add(e.getMessage());
            return false;
        }
    }
}
