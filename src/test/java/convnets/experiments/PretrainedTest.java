package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.data.DigitPhoto;
import convnets.data.DigitPhoto.Step;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.nn.Nets;
import convnets.train.Training;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedTest {

    private static final Images DIGITS = Mnist.sample().test();
    private static final int PHOTOS = 60;

    private final Block net = Pretrained.digits();

    @TempDir Path folder;

    @Test
    void readsDigitsThatItHasNotSeen() {
        assertTrue(Training.accuracy(net, DIGITS) > 0.975);
    }

    @Tag("slow")
    @Test
    void readsDigitsFromPhotosAndMissesTheStepsThatCount() throws IOException {
        double all = right(photo -> photo);
        assertTrue(all > 0.9, "of " + PHOTOS + " photos it reads " + all);
        for (Step step : new Step[] {Step.INVERT, Step.CUT_OUT}) {
            double without = right(photo -> photo.without(step));
            assertTrue(without < all - 0.1, "without " + step + " " + without);
        }
    }

    @Test
    void readsTheShippedPicture() {
        assertEquals(DIGITS.image(6).label(), answer(DigitPhoto.of("notebooks/images/digit.jpg")));
    }

    private double right(UnaryOperator<DigitPhoto> change) throws IOException {
        int right = 0;
        for (int i = 0; i < PHOTOS; i++) {
            Path file = folder.resolve("digit.jpg");
            ImageIO.write(photo(DIGITS.image(i)), "jpg", file.toFile());
            right +=
                    answer(change.apply(DigitPhoto.of(file.toString()))) == DIGITS.image(i).label()
                            ? 1
                            : 0;
        }
        return (double) right / PHOTOS;
    }

    private long answer(DigitPhoto photo) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return Nets.forward(net, photo.picture().toArray(manager)).argMax(1).getLong();
        }
    }

    /** Dark ink on gray paper, off the middle. */
    private static BufferedImage photo(Picture digit) {
        BufferedImage ink = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 784; i++) {
            ink.setRGB(i % 28, i / 28, (digit.pixels()[i] & 255) << 24 | 0x202020);
        }
        BufferedImage photo = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = photo.createGraphics();
        g.setColor(new Color(200, 200, 190));
        g.fillRect(0, 0, 320, 240);
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(ink, 20, 10, 140, 140, null);
        g.dispose();
        return photo;
    }
}
