package convnets.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Small pictures side by side, each with a caption below it. */
public final class Gallery {

    private static final int GAP = 8;
    private static final int CAPTION = 16;

    private Gallery() {}

    /**
     * Lays pictures out in rows.
     *
     * @param images all of one size
     * @param captions one for each picture; empty ones are left out
     * @param columns pictures in a row
     * @param zoom screen pixels for each of a picture's pixels
     * @param description what is shown, in words
     * @return the drawing
     */
    public static Drawing of(
            List<BufferedImage> images,
            List<String> captions,
            int columns,
            int zoom,
            String description) {
        int perRow = Math.min(columns, images.size());
        int rows = (images.size() + perRow - 1) / perRow;
        int width = images.get(0).getWidth() * zoom;
        int height = images.get(0).getHeight() * zoom;
        boolean captioned = captions.stream().anyMatch(c -> !c.isEmpty());
        int cellHeight = height + GAP + (captioned ? CAPTION : 0);
        BufferedImage all =
                new BufferedImage(
                        perRow * (width + GAP) + GAP,
                        rows * cellHeight + GAP,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D g = canvas(all);
        for (int i = 0; i < images.size(); i++) {
            int x = GAP + i % perRow * (width + GAP);
            int y = GAP + i / perRow * cellHeight;
            g.drawImage(images.get(i), x, y, width, height, null);
            String caption = captions.get(i);
            FontMetrics metrics = g.getFontMetrics();
            int middle = x + (width - metrics.stringWidth(caption)) / 2;
            g.drawString(caption, middle, y + height + CAPTION - 4);
        }
        g.dispose();
        return new Drawing(all, description);
    }

    /**
     * A white sheet with black ink: pixels stay square, letters and lines are smooth.
     *
     * @param image that is drawn on
     * @return its graphics, to be disposed of
     */
    public static Graphics2D canvas(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.DARK_GRAY);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        return g;
    }
}
