package convnets.look;

import convnets.CourseException;
import convnets.Given;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.plot.Canvas;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A long picture with handwritten digits in known places, and perhaps other marks: something to be
 * scanned.
 *
 * @param picture 28 pixels high
 * @param digits the digits from left to right
 */
public record DigitStrip(Picture picture, List<Digit> digits) implements View {

    private static final int LONGEST = 4096;

    static final int HEIGHT = 28;

    /**
     * A digit in the strip.
     *
     * @param value 0 to 9
     * @param center its middle, in pixels from the left
     */
    public record Digit(int value, int center) {}

    /**
     * Sets pictures side by side.
     *
     * @param pictures 28×28, digits
     * @param gap pixels between two pictures; negative makes them overlap
     * @return the strip
     */
    public static DigitStrip of(List<Picture> pictures, int gap) {
        Given.of("list of pictures", pictures);
        int step = HEIGHT + gap;
        long width = HEIGHT + (pictures.size() - 1L) * step;
        if (pictures.isEmpty() || step < 1 || width > LONGEST) {
            throw new CourseException(
                    "A strip has a picture or more, which stand 1 pixel or more apart from left edge"
                            + " to left edge, and at most %,d pixels: here are %d with a gap of %d.",
                    LONGEST, pictures.size(), gap);
        }
        Paper paper = new Paper((int) width);
        for (int i = 0; i < pictures.size(); i++) {
            paper.digit(Given.of("picture", pictures.get(i)), i * step);
        }
        return paper.strip();
    }

    /**
     * A line as on a bank check: a currency mark, five digits with a comma and a full stop among
     * them, a dash, a slash and the end of a signature.
     *
     * @param images that the digits are drawn from
     * @param seed of the choice
     * @return a strip of 408 pixels
     */
    public static DigitStrip bankCheck(Images images, int seed) {
        Given.of("set of pictures", images);
        Random random = new Random(seed);
        Paper paper = new Paper(408);
        paper.cross(18);
        int x = 40;
        for (int i = 0; i < 5; i++) {
            paper.digit(images.get(random.nextInt(images.size())), x);
            x += HEIGHT + random.nextInt(5);
            if (i == 1 || i == 3) {
                paper.dot(x + 3, i == 1);
                x += 10;
            }
        }
        paper.line(x + 16, 14, x + 34, 14);
        paper.line(x + 50, 24, x + 62, 4);
        paper.scribble(x + 80, random);
        return paper.strip();
    }

    /**
     * Two digits that stand close together.
     *
     * @param images that the digits are drawn from
     * @param seed of the choice
     * @return a strip of 72 pixels
     */
    public static DigitStrip pair(Images images, int seed) {
        Given.of("set of pictures", images);
        Random random = new Random(seed);
        Paper paper = new Paper(72);
        int step = 18 + random.nextInt(10);
        int x = 4 + random.nextInt(72 - HEIGHT - step - 8);
        paper.digit(images.get(random.nextInt(images.size())), x);
        paper.digit(images.get(random.nextInt(images.size())), x + step);
        return paper.strip();
    }

    @Override
    public Drawing drawing() {
        double zoom = Math.min(4, 700.0 / picture.width());
        int wide = (int) (picture.width() * zoom);
        int high = (int) (HEIGHT * zoom);
        return new Canvas(wide, high)
                .picture(picture.toImage(), 0, 0, wide, high)
                .drawing(toString());
    }

    @Override
    public String toString() {
        StringBuilder words = new StringBuilder("A strip of " + picture.width() + " pixels:");
        digits.forEach(d -> words.append(' ').append(d.value));
        return words.toString();
    }

    /** White on black, as MNIST. */
    private static final class Paper {

        private final BufferedImage image;
        private final Graphics2D g;
        private final List<Digit> digits = new ArrayList<>();

        Paper(int width) {
            image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
            g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }

        void digit(Picture digit, int x) {
            if (digit.width() != HEIGHT || digit.height() != HEIGHT) {
                throw new CourseException(
                        "A strip is made of pictures of %d×%d pixels, not %d×%d.",
                        HEIGHT, HEIGHT, digit.height(), digit.width());
            }
            byte[] all = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            byte[] gray = digit.gray().pixels();
            for (int i = 0; i < gray.length; i++) {
                int place = i / HEIGHT * image.getWidth() + x + i % HEIGHT;
                all[place] = (byte) Math.max(all[place] & 0xff, gray[i] & 0xff);
            }
            digits.add(new Digit(digit.label(), x + HEIGHT / 2));
        }

        void line(double x1, double y1, double x2, double y2) {
            g.draw(new Line2D.Double(x1, y1, x2, y2));
        }

        void cross(int x) {
            line(x - 7, 6, x + 7, 20);
            line(x + 7, 6, x - 7, 20);
            g.draw(new Ellipse2D.Double(x - 5, 8, 10, 10));
        }

        void dot(int x, boolean comma) {
            line(x, 23, comma ? x - 2 : x, comma ? 26 : 23);
        }

        void scribble(double x, Random random) {
            Path2D path = new Path2D.Double();
            path.moveTo(x, 18);
            double at = x;
            while (at < image.getWidth() - 20) {
                double up = 4 + random.nextInt(8);
                path.quadTo(at + 4, up, at + 8, 22 - random.nextInt(4));
                at += 8;
            }
            g.draw(path);
        }

        DigitStrip strip() {
            byte[] all = ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
            Picture picture = new Picture(all, HEIGHT, image.getWidth(), 0, "strip");
            return new DigitStrip(picture, List.copyOf(digits));
        }
    }
}
