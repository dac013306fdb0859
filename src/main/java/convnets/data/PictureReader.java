package convnets.data;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.nn.Preparation;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Makes of a picture file what a net was trained on. */
public final class PictureReader {

    private static final Shape DIGIT = new Shape(1, 28, 28);

    private PictureReader() {}

    /**
     * Reads a picture file.
     *
     * @param file PNG, JPEG, GIF or BMP of any size
     * @param preparation what is done to it
     * @param shape of the picture that the net takes: (channels, height, width)
     * @return a picture of that shape, of no class, with the file's name
     * @throws CourseException if there is no such file, it is no picture, it is too large, or the
     *     net takes no pictures of such a preparation
     */
    public static Picture read(Path file, Preparation preparation, Shape shape) {
        if (preparation == Preparation.DIGIT) {
            if (!shape.equals(DIGIT)) {
                throw new CourseException(
                        "A digit is prepared as a picture of shape %s, and this net takes %s: name"
                                + " another preparation.",
                        DIGIT, shape);
            }
            return DigitPhoto.of(file).picture();
        }
        BufferedImage image =
                middle(PictureFile.read(file), (int) shape.get(1), (int) shape.get(2));
        Picture color = color(image, String.valueOf(file.getFileName()));
        return shape.get(0) == 1 ? color.gray() : color;
    }

    /** The largest part in the middle that has these proportions, each pixel the mean of many. */
    static BufferedImage middle(BufferedImage image, int height, int width) {
        double scale =
                Math.min((double) image.getHeight() / height, (double) image.getWidth() / width);
        int high = (int) Math.max(1, Math.round(scale * height));
        int wide = (int) Math.max(1, Math.round(scale * width));
        BufferedImage part =
                image.getSubimage(
                        (image.getWidth() - wide) / 2, (image.getHeight() - high) / 2, wide, high);
        if (wide == width && high == height) {
            return part;
        }
        Image averaged = part.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.drawImage(averaged, 0, 0, null);
        g.dispose();
        return small;
    }

    /** The picture in red, green and blue, of no class. */
    static Picture color(BufferedImage image, String name) {
        int size = image.getHeight() * image.getWidth();
        byte[] values = new byte[3 * size];
        for (int i = 0; i < size; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            values[i] = (byte) (rgb >> 16);
            values[size + i] = (byte) (rgb >> 8);
            values[2 * size + i] = (byte) rgb;
        }
        return new Picture(values, 3, image.getHeight(), image.getWidth(), -1, name);
    }
}
