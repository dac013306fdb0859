import convnets.data.Mnist;
import convnets.data.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Makes notebooks/images/digit.jpg: a digit of MNIST's test half as on a sheet of paper, with uneven light, grain, and off the middle.
 *
 * <p>usage: java -cp target/classes:target/deps-mxnet/* src/samples/MakePhoto.java
 */
public class MakePhoto {
    public static void main(String[] arguments) throws Exception {
        Picture digit = Mnist.sample().test().image(6);
        BufferedImage ink = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 784; i++) {
            ink.setRGB(i % 28, i / 28, (digit.pixels()[i] & 255) << 24 | 0x202858);
        }
        BufferedImage photo = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(0);
        for (int y = 0; y < 480; y++) {
            for (int x = 0; x < 640; x++) {
                int light = 222 - x / 16 - y / 24 + (int) (4 * random.nextGaussian());
                photo.setRGB(x, y, new Color(light, light - 3, light - 14).getRGB());
            }
        }
        Graphics2D g = photo.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        AffineTransform place = AffineTransform.getTranslateInstance(90, 60);
        place.scale(9, 9);
        g.drawImage(ink, place, null);
        g.dispose();
        ImageIO.write(photo, "jpg", new File("notebooks/images/digit.jpg"));
        System.out.println("a " + digit.label());
    }
}
