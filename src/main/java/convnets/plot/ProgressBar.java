package convnets.plot;

import java.awt.Color;
import java.awt.Graphics2D;
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
        BufferedImage all = new BufferedImage(width, top + HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Gallery.canvas(all);
        g.drawImage(picture, 0, 0, null);
        int full = width - 2 * MARGIN;
        g.setColor(new Color(0xDDDDDD));
        g.fillRoundRect(MARGIN, top, full, 10, 10, 10);
        g.setColor(Palette.color(0));
        g.fillRoundRect(MARGIN, top, (int) Math.round(full * share), 10, 10, 10);
        g.setColor(Color.DARK_GRAY);
        g.drawString(words, MARGIN, top + 28);
        g.dispose();
        return all;
    }
}
