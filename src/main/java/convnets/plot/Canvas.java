package convnets.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A white sheet that pictures, words and lines are laid on, in pixels from the upper left corner.
 * White, so that the same picture serves light and dark pages.
 */
public final class Canvas {

    /** The color of words and lines of second rank. */
    public static final Color PALE = new Color(0x777777);

    /** The color of words. */
    public static final Color INK = new Color(0x333333);

    /** The color of what is pointed at. */
    public static final Color ACCENT = Palette.color(0);

    /** The color of what is wrong. */
    public static final Color WRONG = Palette.color(1);

    /** Which point of the words is placed. */
    public enum Align {
        /** Their beginning. */
        LEFT,
        /** Their middle. */
        CENTER,
        /** Their end. */
        RIGHT
    }

    private final BufferedImage image;
    private final Graphics2D g;

    /**
     * Takes a new sheet.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        g = Gallery.canvas(image);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /**
     * Lays a picture down, its pixels as squares.
     *
     * @param picture any
     * @param x left edge
     * @param y upper edge
     * @param width on the sheet
     * @param height on the sheet
     * @return this
     */
    public Canvas picture(BufferedImage picture, int x, int y, int width, int height) {
        g.drawImage(picture, x, y, width, height, null);
        return this;
    }

    /**
     * Writes words.
     *
     * @param words one line
     * @param x where the point that {@code align} names is put
     * @param y of the line that the letters stand on
     * @param size of the letters, in pixels; negative for bold letters
     * @param color of the letters
     * @param align which point of the words is placed
     * @return this
     */
    public Canvas words(String words, double x, double y, int size, Color color, Align align) {
        g.setFont(new Font(Font.SANS_SERIF, size < 0 ? Font.BOLD : Font.PLAIN, Math.abs(size)));
        g.setColor(color);
        double width = g.getFontMetrics().getStringBounds(words, g).getWidth();
        double share = align == Align.LEFT ? 0 : align == Align.CENTER ? 0.5 : 1;
        g.drawString(words, (float) (x - share * width), (float) y);
        return this;
    }

    /**
     * Fills a rectangle.
     *
     * @param x left edge
     * @param y upper edge
     * @param width in pixels
     * @param height in pixels
     * @param color to fill it with
     * @return this
     */
    public Canvas box(double x, double y, double width, double height, Color color) {
        g.setColor(color);
        g.fill(new Rectangle2D.Double(x, y, width, height));
        return this;
    }

    /**
     * Draws the outline of a rectangle.
     *
     * @param x left edge
     * @param y upper edge
     * @param width in pixels
     * @param height in pixels
     * @param color of the line
     * @return this
     */
    public Canvas frame(double x, double y, double width, double height, Color color) {
        g.setColor(color);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(new Rectangle2D.Double(x, y, width, height));
        return this;
    }

    /**
     * Draws a straight line.
     *
     * @param x1 beginning
     * @param y1 beginning
     * @param x2 end
     * @param y2 end
     * @param color of the line
     * @return this
     */
    public Canvas line(double x1, double y1, double x2, double y2, Color color) {
        g.setColor(color);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
        return this;
    }

    /**
     * Puts a scale of colors beside a map: the ramp with the numbers of its ends.
     *
     * @param ramp that the map is colored with
     * @param low words at its lower end
     * @param high words at its upper end
     * @param x left edge
     * @param y upper edge
     * @param height in pixels
     * @return this
     */
    public Canvas scale(Colormap ramp, String low, String high, int x, int y, int height) {
        for (int i = 0; i < height; i++) {
            box(x, y + i, 12, 1, ramp.color(1 - i / (height - 1.0)));
        }
        words(high, x + 17, y + 10, 11, INK, Align.LEFT);
        return words(low, x + 17, y + height, 11, INK, Align.LEFT);
    }

    /**
     * The sheet as a picture.
     *
     * @return the picture
     */
    public BufferedImage image() {
        return image;
    }

    /**
     * The finished sheet.
     *
     * @param description what it shows, for those who cannot see it
     * @return the drawing
     */
    public Drawing drawing(String description) {
        return new Drawing(image, description);
    }
}
