package convnets.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Drawing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * Holds a drawing to the same one made by hand, with places and colors that the test has worked
 * out. Words are written with the letters of this computer in both.
 */
public final class ByHand {

    private ByHand() {}

    /** The drawing has this size, and is what is drawn by hand and nothing else. */
    public static void same(Drawing drawing, int width, int height, Consumer<Canvas> hand) {
        BufferedImage found = drawing.image();
        assertEquals(width + "×" + height, found.getWidth() + "×" + found.getHeight());
        Canvas sheet = new Canvas(width, height);
        hand.accept(sheet);
        same(found, sheet.image());
    }

    /** Each pixel is the same. */
    public static void same(BufferedImage found, BufferedImage wanted) {
        for (int y = 0; y < wanted.getHeight(); y++) {
            for (int x = 0; x < wanted.getWidth(); x++) {
                int is = found.getRGB(x, y);
                int should = wanted.getRGB(x, y);
                if (is != should) {
                    fail(Text.format("at %d, %d: %08x, not %08x", x, y, is, should));
                }
            }
        }
    }

    /** Squares side by side, row after row: what a map looks like. */
    public static void map(Canvas sheet, int x, int y, int side, int columns, Color... colors) {
        for (int i = 0; i < colors.length; i++) {
            sheet.box(x + i % columns * side, y + i / columns * side, side, side, colors[i]);
        }
    }
}
