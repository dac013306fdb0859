package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import convnets.Text;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * A picture as its reader sees it. Words are held to the same words on an empty sheet, so that a
 * test holds with the letters of any computer.
 *
 * @param image in pixels from the upper left corner
 */
public record Seen(BufferedImage image) {

    /** The drawing has this size, and is what is drawn by hand and nothing else. */
    public static void same(Drawing drawing, int width, int height, Consumer<Canvas> hand) {
        same(drawing.image(), drawn(width, height, hand).image);
    }

    /** Each pixel is the same. */
    public static void same(BufferedImage found, BufferedImage wanted) {
        assertEquals(
                wanted.getWidth() + "×" + wanted.getHeight(),
                found.getWidth() + "×" + found.getHeight());
        new Seen(found).holds(new Seen(wanted), Integer::equals);
    }

    /** Draws squares side by side, row after row: what a map looks like. */
    public static void map(Canvas sheet, int x, int y, int side, int columns, Color... colors) {
        for (int i = 0; i < colors.length; i++) {
            sheet.box(x + i % columns * side, y + i / columns * side, side, side, colors[i]);
        }
    }

    /** What a picture has that is drawn by hand. */
    static Seen drawn(int width, int height, Consumer<Canvas> hand) {
        Canvas sheet = new Canvas(width, height);
        hand.accept(sheet);
        return new Seen(sheet.image());
    }

    static Seen of(Chart chart) {
        return new Seen(ChartImage.of(chart));
    }

    /** How wide the widest of some words is, in the letters of charts. */
    static double widest(String... words) {
        return Stream.of(words).mapToDouble(w -> Canvas.width(w, 12)).max().orElse(0);
    }

    /** How much of a pixel is covered: 0 to 255. */
    int cover(int x, int y) {
        return image.getRGB(x, y) >>> 24;
    }

    /** The smallest rectangle around everything; an empty one around nothing. */
    Rectangle ink() {
        return around(argb -> argb >>> 24 != 0);
    }

    /** The smallest rectangle around all pixels that have this color alone. */
    Rectangle ink(Color color) {
        return around(argb -> argb == color.getRGB());
    }

    private Rectangle around(IntPredicate counts) {
        Rectangle all = new Rectangle(-1, -1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (counts.test(image.getRGB(x, y))) {
                    all.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return all;
    }

    /** A part of it, as a picture of its own. */
    Seen part(int x, int y, int width, int height) {
        return new Seen(image.getSubimage(x, y, width, height));
    }

    /** It holds what is drawn by hand, at the same place and with nothing over it. */
    void shows(Consumer<Canvas> hand) {
        holds(
                drawn(image.getWidth(), image.getHeight(), hand),
                (wanted, found) -> wanted >>> 24 == 0 || alike(wanted, found));
    }

    /** It is what is drawn by hand, and nothing else. */
    void is(Consumer<Canvas> hand) {
        holds(drawn(image.getWidth(), image.getHeight(), hand), Seen::alike);
    }

    private void holds(Seen other, BiPredicate<Integer, Integer> same) {
        assertFalse(other.ink().isEmpty(), "nothing is drawn by hand");
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int wanted = other.image.getRGB(x, y);
                int found = image.getRGB(x, y);
                if (!same.test(wanted, found)) {
                    fail(Text.format("at %d, %d: %08x, not %08x", x, y, found, wanted));
                }
            }
        }
    }

    /** One step off is no other color; what covers nothing has none. */
    private static boolean alike(int wanted, int found) {
        int cover = wanted >>> 24;
        boolean alike = Math.abs(cover - (found >>> 24)) <= 1;
        for (int shift = 0; shift < 24; shift += 8) {
            int off = (wanted >> shift & 0xff) - (found >> shift & 0xff);
            alike &= Math.abs(off) * cover <= 255;
        }
        return alike;
    }
}
