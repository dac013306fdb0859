package convnets.plot;

import convnets.plot.Canvas.Align;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** A bar that fills up, with a line of text: part of the picture, so that nothing scrolls. */
public final class ProgressBar {

    private static final int HEIGHT = 40;
    private static final int MARGIN = 12;

    private ProgressBar() {}

    /**
     * Puts a bar below a picture.
     *
     * @param picture any
     * @param share that is done, 0 to 1
     * @param words the line of text below the bar
     * @return a new picture, as wide and a little higher
     */
    public static BufferedImage below(BufferedImage picture, double share, String words) {
        int width = picture.getWidth();
        int top = picture.getHeight();
        int full = width - 2 * MARGIN;
        return new Canvas(width, top + HEIGHT)
                .picture(picture, 0, 0, width, top)
                .fill(bar(top, full), Canvas.GRID)
                .fill(bar(top, full * share), Palette.color(0))
                .words(words, MARGIN, top + 28, 12, Canvas.INK, Align.LEFT)
                .image();
    }

    private static RoundRectangle2D bar(int top, double width) {
        return new RoundRectangle2D.Double(MARGIN, top, width, 10, 10, 10);
    }
}
