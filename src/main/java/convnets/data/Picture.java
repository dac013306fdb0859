package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import convnets.engine.HostArrays;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * One gray picture with its label.
 *
 * @param pixels the gray values row by row, 0 (background) to 255, as unsigned bytes
 * @param height in pixels
 * @param width in pixels
 * @param label the number of its class; -1 if it belongs to none
 * @param name the class's name, or what else it shows
 */
public record Picture(byte[] pixels, int height, int width, int label, String name) {

    /**
     * Checks that the gray values fill the picture.
     *
     * @param pixels the gray values, height · width of them
     * @param height in pixels
     * @param width in pixels
     * @param label the number of its class, or -1
     * @param name the class's name, or what else it shows
     * @throws CourseException if there are more or fewer gray values
     */
    public Picture {
        if (pixels.length != height * width) {
            throw new CourseException(
                    "A picture of %d×%d pixels needs %,d gray values, not %,d.",
                    height, width, height * width, pixels.length);
        }
    }

    /**
     * The picture as a net reads it.
     *
     * @param manager that the array is attached to
     * @return shape (1, 1, height, width), values from 0 to 1
     */
    public NDArray toArray(NDManager manager) {
        return HostArrays.array(manager, Images.floats(pixels), new Shape(1, 1, height, width));
    }

    /**
     * The picture in a frame of background.
     *
     * @param pixels the frame's width on each side
     * @return a picture of (height + 2 · pixels) × (width + 2 · pixels)
     */
    public Picture framed(int pixels) {
        int wide = width + 2 * pixels;
        byte[] framed = new byte[wide * (height + 2 * pixels)];
        for (int row = 0; row < height; row++) {
            System.arraycopy(
                    this.pixels, row * width, framed, (row + pixels) * wide + pixels, width);
        }
        return new Picture(framed, height + 2 * pixels, wide, label, name);
    }

    /**
     * The picture as one sees it.
     *
     * @return a gray image, a pixel for a pixel
     */
    public BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }

    /** Equal pictures have equal pixels, size, label and name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that
                && height == that.height
                && width == that.width
                && label == that.label
                && name.equals(that.name)
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(pixels) + label;
    }

    @Override
    public String toString() {
        String of = label < 0 ? "" : " of class " + label;
        return Text.format("picture %d×%d%s (%s)", height, width, of, name);
    }
}
