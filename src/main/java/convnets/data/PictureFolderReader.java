package convnets.data;

import convnets.CourseException;
import java.awt.Graphics2D;
import java.awt.Image;
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
    private final List<List<Path>> classes = new ArrayList<>();
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

    /** The next class has these files. */
    void add(List<Path> entries) {
        classes.add(entries);
    }

    /** The files of the pictures that were read. */
    List<Path> files() {
        return files;
    }

    /**
     * Reads everything. Each picture is forgotten as soon as its small copy stands in the array.
     *
     * @param names of the classes, for messages
     * @param folder of all, for messages
     */
    PixelStore store(List<String> names, Path folder) {
        int length = 3 * size * size;
        int count = classes.stream().mapToInt(List::size).sum();
        byte[] pixels = PixelStore.memory(count, length);
        int[] labels = new int[count];
        for (int label = 0; label < classes.size(); label++) {
            int before = files.size();
            for (Path file : classes.get(label)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CourseException(
                            "Reading %s was stopped after %,d pictures: run it again.",
                            folder, files.size());
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
            BufferedImage image = square(PictureFile.read(file), file);
            for (int i = 0; i < size * size; i++) {
                int rgb = image.getRGB(i % size, i / size);
                pixels[to + i] = (byte) (rgb >> 16);
                pixels[to + size * size + i] = (byte) (rgb >> 8);
                pixels[to + 2 * size * size + i] = (byte) rgb;
            }
            return true;
        } catch (CourseException e) {
            skipped.add(e.getMessage());
            return false;
        }
    }

    /**
     * The middle square of a picture at another size; each new pixel is the mean of those it
     * covers.
     *
     * @throws CourseException if the picture shows too little at that size
     */
    private BufferedImage square(BufferedImage image, Path file) {
        int side = Math.min(image.getWidth(), image.getHeight());
        if (side * SMALLEST_PART < size) {
            throw new CourseException(
                    "%s has %d×%d pixels only: too few for a picture of %d×%d.",
                    file, image.getHeight(), image.getWidth(), size, size);
        }
        int left = (image.getWidth() - side) / 2;
        int top = (image.getHeight() - side) / 2;
        BufferedImage middle = image.getSubimage(left, top, side, side);
        if (side == size) {
            return middle;
        }
        BufferedImage scaled = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Image averaged = middle.getScaledInstance(size, size, Image.SCALE_AREA_AVERAGING);
        Graphics2D g = scaled.createGraphics();
        g.drawImage(averaged, 0, 0, null);
        g.dispose();
        return scaled;
    }
}
