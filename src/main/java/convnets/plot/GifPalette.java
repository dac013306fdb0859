package convnets.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes frames small: one palette for all, no dithering, and a transparent pixel where a frame is
 * like the one before.
 */
final class GifPalette {

    /** The palette's place for "as before". */
    static final int UNCHANGED = 255;

    /** The screen behind the frames: dark, as the pictures of a net are, on any page. */
    static final Color SCREEN = new Color(0x222222);

    private static final int STEPS = 16;

    private final IndexColorModel model =
            new IndexColorModel(8, 256, palette(), 0, false, UNCHANGED, 0);
    private final Map<Integer, Integer> nearest = new HashMap<>();
    private int[] before;

    /** The next frame in 256 colors. */
    BufferedImage next(BufferedImage frame) {
        int width = frame.getWidth();
        int height = frame.getHeight();
        int[] now = new int[width * height];
        int[] shown = new int[now.length];
        int[] rgb = frame.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < now.length; i++) {
            now[i] = nearest.computeIfAbsent(rgb[i] | 0xff000000, this::search);
            shown[i] = before != null && before[i] == now[i] ? UNCHANGED : now[i];
        }
        before = now;
        BufferedImage indexed =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        indexed.getRaster().setPixels(0, 0, width, height, shown);
        return indexed;
    }

    /** The place of the nearest color that hides all. */
    private int search(int rgb) {
        return Byte.toUnsignedInt(((byte[]) model.getDataElements(rgb, null))[0]);
    }

    /** The ramps in steps, and the colors of the words' two accents with their smoothed edges. */
    private static int[] palette() {
        int[] colors = new int[256];
        int next = 0;
        for (Colormap ramp : new Colormap[] {Colormap.GRAY, Colormap.HEAT, Colormap.SIGNED}) {
            for (int i = 0; i < STEPS; i++) {
                colors[next++] = ramp.rgb(i / (STEPS - 1.0));
            }
        }
        for (Color accent : new Color[] {Canvas.ACCENT, Canvas.WRONG}) {
            for (int i = 0; i < 8; i++) {
                colors[next++] = Colormap.mixed(accent.getRGB(), SCREEN.getRGB(), i / 8.0);
            }
        }
        return colors;
    }
}
