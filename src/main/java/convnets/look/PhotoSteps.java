package convnets.look;

import convnets.Given;
import convnets.data.DigitPhoto;
import convnets.data.Picture;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photo of a digit on its way to what a net reads, one picture for each step. */
public final class PhotoSteps {

    /** All steps are drawn as large as four of the net's pixels each. */
    private static final int SIDE = 112;

    private PhotoSteps() {}

    /**
     * Draws the steps side by side.
     *
     * @param photo with the steps that are to be done
     * @return a picture of 112×112 for each of them, named after it
     */
    public static Drawing of(DigitPhoto photo) {
        Given.of("photo", photo);
        List<Picture> stages = List.copyOf(photo.stages().values());
        List<String> names = stages.stream().map(Picture::name).toList();
        List<BufferedImage> images = stages.stream().map(PhotoSteps::fitted).toList();
        String words = "A photo of a digit, step by step: " + String.join(", ", names);
        return Gallery.of(images, names, images.size(), 1, words);
    }

    private static BufferedImage fitted(Picture picture) {
        BufferedImage square = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        double zoom = (double) SIDE / Math.max(picture.height(), picture.width());
        int height = (int) Math.round(zoom * picture.height());
        int width = (int) Math.round(zoom * picture.width());
        Graphics2D g = square.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                zoom > 1
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int left = (SIDE - width) / 2;
        g.drawImage(picture.toImage(), left, (SIDE - height) / 2, width, height, null);
        g.dispose();
        return square;
    }
}
