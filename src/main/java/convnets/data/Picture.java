package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.engine.HostArrays;
import convnets.nn.WindowSums;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * One picture with its label, gray or in color.
 *
 * @param pixels the values row by row, 0 (black) to 255, as unsigned bytes; in color all of red,
 *     then green, then blue
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param height in pixels
 * @param width in pixels
 * @param label the number of its class; -1 if it belongs to none
 * @param name the class's name, or what else it shows
 */
public record Picture(byte[] pixels, int channels, int height, int width, int label, String name) {

    /**
     * Checks that the values fill the picture.
     *
     * @param pixels the values, channels · height · width of them
     * @param channels 1 or 3
     * @param height in pixels
     * @param width in pixels
     * @param label the number of its class, or -1
     * @param name the class's name, or what else it shows
     * @throws CourseException if there are more or fewer values
     */
    public Picture {
        Given.of("list of pixels", pixels);
        Given.of("name", name);
        if (channels != 1 && channels != 3) {
            throw new CourseException(
                    "A picture has 1 channel (gray) or 3 (red, green, blue), not %d.", channels);
        }
        if (height < 1 || width < 1) {
            throw new CourseException(
                    "A picture has 1 pixel or more in each direction, not %d×%d.", height, width);
        }
        if (pixels.length != (long) channels * height * width) {
            throw new CourseException(
                    "A picture of %d×%d pixels needs %s, not %,d.",
                    height,
                    width,
                    Text.count(
                            (long) channels * height * width,
                            "gray value",
                            channels == 1 ? "gray values" : "values of red, green and blue"),
                    pixels.length);
        }
    }

    /**
     * A gray picture.
     *
     * @param pixels the gray values row by row, height · width of them
     * @param height in pixels
     * @param width in pixels
     * @param label the number of its class, or -1
     * @param name the class's name, or what else it shows
     * @throws CourseException if there are more or fewer gray values
     */
    public Picture(byte[] pixels, int height, int width, int label, String name) {
        this(pixels, 1, height, width, label, name);
    }

    /**
     * The picture as a net reads it.
     *
     * @param manager that the array is attached to
     * @return shape (1, channels, height, width), values from 0 to 1
     */
    public NDArray toArray(NDManager manager) {
        Shape shape = new Shape(1, channels, height, width);
        return HostArrays.array(manager, ByteValues.toFloats(pixels), shape);
    }

    /**
     * The picture in a frame of background.
     *
     * @param pixels the frame's width on each side; a negative one cuts so many off
     * @return a picture of (height + 2 · pixels) × (width + 2 · pixels)
     * @throws CourseException if nothing is left, or the frame is too wide for a picture
     */
    public Picture framed(int pixels) {
        int most = (Math.min(height, width) - 1) / 2;
        if (pixels < -most || pixels > WindowSums.WIDEST_FRAME) {
            throw new CourseException(
                    "A picture of %d×%d gets a frame of %d to %,d pixels on each side, not of %,d.",
                    height, width, -most, WindowSums.WIDEST_FRAME, pixels);
        }
        return placed(height + 2 * pixels, width + 2 * pixels, pixels, pixels);
    }

    /**
     * The picture, moved. What leaves it is lost, what enters is background (0).
     *
     * @param down pixels downward, negative for upward
     * @param right pixels to the right, negative for the left
     * @return a picture of the same size
     */
    public Picture shifted(int down, int right) {
        return placed(height, width, down, right);
    }

    /**
     * The picture as a mirror shows it.
     *
     * @return left and right exchanged
     */
    public Picture mirrored() {
        byte[] mirrored = new byte[pixels.length];
        for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = pixels[i - i % width + width - 1 - i % width];
        }
        return with(mirrored);
    }

    /**
     * The brightness alone.
     *
     * @return a gray picture: 0.299 red + 0.587 green + 0.114 blue; itself if it is gray
     * @see <a href="https://www.itu.int/rec/R-REC-BT.601">The weights, ITU-R BT.601</a>
     */
    public Picture gray() {
        if (channels == 1) {
            return this;
        }
        byte[] gray = new byte[height * width];
        for (int i = 0; i < gray.length; i++) {
            double sum = 0.299 * at(0, i) + 0.587 * at(1, i) + 0.114 * at(2, i);
            gray[i] = (byte) Math.round(sum);
        }
        return new Picture(gray, height, width, label, name);
    }

    /**
     * The picture as one sees it.
     *
     * @return an image, a pixel for a pixel
     */
    public BufferedImage toImage() {
        if (channels == 1) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setDataElements(0, 0, width, height, pixels);
            return image;
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, at(0, i) << 16 | at(1, i) << 8 | at(2, i));
        }
        return image;
    }

    /** The value of one pixel in one channel, 0 to 255. */
    int at(int channel, int place) {
        return Byte.toUnsignedInt(pixels[channel * height * width + place]);
    }

    /** A picture of the same size, label and name with other values. */
    Picture with(byte[] values) {
        return new Picture(values, channels, height, width, label, name);
    }

    boolean hasSizeOf(Picture other) {
        return channels == other.channels && height == other.height && width == other.width;
    }

    /** This picture on a background of another size, as far as it lies inside. */
    private Picture placed(int high, int wide, int down, int right) {
        byte[] placed = new byte[channels * high * wide];
        long from = Math.max(0, -(long) right);
        int length = (int) (Math.min(width, (long) wide - right) - from);
        for (int row = 0; row < channels * height && length > 0; row++) {
            int y = row % height + down;
            if (y >= 0 && y < high) {
                int to = (row / height * high + y) * wide + Math.max(0, right);
                System.arraycopy(pixels, row * width + (int) from, placed, to, length);
            }
        }
        return new Picture(placed, channels, high, wide, label, name);
    }

    /** Equal pictures have equal pixels, size, label and name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && hasSizeOf(that)
                && label == that.label
                && name.equals(that.name)
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        String kind = channels == 1 ? "picture" : "color picture";
        String of = label < 0 ? "" : " of class " + label;
        return Text.format("%s %d×%d%s (%s)", kind, height, width, of, name);
    }
}
