package convnets.plot;

import convnets.CourseException;
import convnets.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.stream.Stream;

/**
 * A transparent sheet that pictures, words and lines are laid on, in pixels from the upper left
 * corner. Its ink is a mid-tone, so that the same picture serves light and dark pages.
 */
public final class Canvas {

    /** The color of words and lines: as far from white as from a dark page. */
    public static final Color INK = new Color(0x777777);

    /** The color of lines behind what is shown. */
    public static final Color GRID = new Color(0x55808080, true);

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

    /** More pixels make a picture that no notebook shows well: in each direction, and in all. */
    private static final int LONGEST = 10_000;

    private static final int MOST = 10_000_000;

    private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);

    private final BufferedImage image;
    private final Graphics2D g;

    /**
     * Takes a new sheet.
     *
     * @param width in pixels
     * @param height in pixels
     * @throws CourseException if nothing is to be drawn, or too much
     */
    public Canvas(int width, int height) {
        if (width < 1 || height < 1) {
            throw new CourseException("There is nothing to draw here: give one thing at least.");
        }
        if (width > LONGEST || height > LONGEST || (long) width * height > MOST) {
            throw new CourseException(
                    "A picture of %,d×%,d pixels is too large for a notebook: show fewer or smaller"
                            + " things in it.",
                    width, height);
        }
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
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
     * @param size of the letters, in pixels
     * @param color of the letters
     * @param align which point of the words is placed
     * @return this
     */
    public Canvas words(String words, double x, double y, int size, Color color, Align align) {
        return words(words, x, y, font(Font.PLAIN, size), color, align);
    }

    /**
     * Writes words in bold letters.
     *
     * @param words one line
     * @param x where the point that {@code align} names is put
     * @param y of the line that the letters stand on
     * @param size of the letters, in pixels
     * @param color of the letters
     * @param align which point of the words is placed
     * @return this
     */
    public Canvas bold(String words, double x, double y, int size, Color color, Align align) {
        return words(words, x, y, font(Font.BOLD, size), color, align);
    }

    private Canvas words(String words, double x, double y, Font font, Color color, Align align) {
        double share = align == Align.LEFT ? 0 : align == Align.CENTER ? 0.5 : 1;
        g.setFont(font);
        g.setColor(color);
        g.drawString(words, (float) (x - share * width(words, font)), (float) y);
        return this;
    }

    /**
     * Writes words that rise.
     *
     * @param words one line
     * @param x where the point that {@code align} names is put
     * @param y of that point
     * @param degrees by which the line rises to the right: 90 reads from the bottom to the top
     * @param align which point of the words is placed
     * @return this
     */
    public Canvas rising(String words, double x, double y, int degrees, Align align) {
        var plain = g.getTransform();
        g.rotate(-Math.toRadians(degrees), x, y);
        words(words, x, y, 12, INK, align);
        g.setTransform(plain);
        return this;
    }

    /**
     * How wide words will be.
     *
     * @param words one line
     * @param size of the letters, in pixels
     * @return pixels
     */
    public static double width(String words, int size) {
        return width(words, font(Font.PLAIN, size));
    }

    /**
     * How wide the widest of some words will be.
     *
     * @param words one line each
     * @param size of the letters, in pixels
     * @return pixels; 0 if there are none
     */
    public static double widest(Stream<String> words, int size) {
        return words.mapToDouble(line -> width(line, size)).max().orElse(0);
    }

    /**
     * As much of some words as there is room for.
     *
     * @param words one line
     * @param width of the room, in pixels
     * @param size of the letters, in pixels
     * @return the words, with "…" for what is cut; one character at least
     */
    public static String fitting(String words, double width, int size) {
        // letters are wider than a pixel, of one or two characters
        int most = (int) Math.max(1, 2 * width);
        String fitting = Text.shortened(words, Math.min(words.length(), most));
        for (most = fitting.length() - 1; most > 0 && width(fitting, size) > width; most--) {
            fitting = Text.shortened(words, most);
        }
        return fitting;
    }

    private static double width(String words, Font font) {
        return font.getStringBounds(words, SMOOTH).getWidth();
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /**
     * Fills a shape.
     *
     * @param shape any
     * @param color to fill it with
     * @return this
     */
    public Canvas fill(Shape shape, Color color) {
        g.setColor(color);
        g.fill(shape);
        return this;
    }

    /**
     * Draws a line along a shape's edge.
     *
     * @param shape any
     * @param color of the line
     * @param width of the line, in pixels
     * @param dashes the lengths of dashes and gaps, in pixels; without any the line is whole
     * @return this
     */
    public Canvas draw(Shape shape, Color color, float width, float... dashes) {
        g.setColor(color);
        g.setStroke(
                new BasicStroke(
                        width,
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        1,
                        dashes.length == 0 ? null : dashes,
                        0));
        g.draw(shape);
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
        return fill(new Rectangle2D.Double(x, y, width, height), color);
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
        return draw(new Rectangle2D.Double(x, y, width, height), color, 1.5f);
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
        return draw(new Line2D.Double(x1, y1, x2, y2), color, 1);
    }

    /** Nothing is drawn outside a part of the sheet from now on; null: the whole sheet. */
    void clip(Rectangle2D part) {
        g.setClip(part);
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
