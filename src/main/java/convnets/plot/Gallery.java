package convnets.plot;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.plot.Canvas.Align;
import java.awt.image.BufferedImage;
import java.util.List;

/** Small pictures side by side, each with a caption below it. */
public final class Gallery {

    private static final int GAP = 8;
    private static final int CAPTION = 16;

    /** More pictures than this are not shown. */
    private static final int MOST = 120;

    /** The whole is not wider than this, in pixels. */
    private static final int WIDEST = 700;

    private Gallery() {}

    /**
     * Lays pictures out in rows.
     *
     * @param images all of one size
     * @param captions one for each picture; empty ones are left out
     * @param columns pictures in a row, at most
     * @param zoom screen pixels for each of a picture's pixels
     * @param description what is shown, in words
     * @return the drawing; of more than 120 pictures the first
     */
    public static Drawing of(
            List<BufferedImage> images,
            List<String> captions,
            int columns,
            int zoom,
            String description) {
        if (Given.of("list of pictures", images).isEmpty()) {
            throw new CourseException("There are no pictures to be shown.");
        }
        if (Given.of("list of captions", captions).size() != images.size()) {
            throw new CourseException(
                    "There are %,d captions for %,d pictures: give one for each, or empty ones.",
                    captions.size(), images.size());
        }
        images.forEach(image -> Given.of("picture", image));
        captions.forEach(caption -> Given.of("caption", caption));
        int count = Math.min(MOST, images.size());
        double shrink = Math.min(zoom, (WIDEST - 2.0 * GAP) / images.get(0).getWidth());
        int width = (int) Math.max(1, images.get(0).getWidth() * shrink);
        int height = (int) Math.max(1, images.get(0).getHeight() * shrink);
        int perRow =
                Math.max(1, Math.min(Math.min(columns, count), (WIDEST - GAP) / (width + GAP)));
        int rows = (count + perRow - 1) / perRow;
        boolean captioned = captions.stream().anyMatch(c -> !c.isEmpty());
        int cell = height + GAP + (captioned ? CAPTION : 0);
        int missing = images.size() - count;
        String note =
                missing == 0
                        ? ""
                        : Text.count(missing, "more picture is", "more pictures are")
                                + " not shown.";
        int wide = Math.max(perRow * (width + GAP), GAP + (int) Math.ceil(Canvas.width(note, 11)));
        Canvas canvas = new Canvas(wide + GAP, rows * cell + GAP + (missing == 0 ? 0 : CAPTION));
        for (int i = 0; i < count; i++) {
            int x = GAP + i % perRow * (width + GAP);
            int y = GAP + i / perRow * cell;
            // On a page of its own color a picture would have no edge.
            canvas.frame(x - 1, y - 1, width + 2, height + 2, Canvas.GRID);
            canvas.picture(images.get(i), x, y, width, height);
            String caption = Canvas.fitting(Text.shortened(captions.get(i), 60), width + GAP, 11);
            canvas.words(caption, x + width / 2.0, y + height + 12.0, 11, Canvas.INK, Align.CENTER);
        }
        canvas.words(note, GAP, rows * cell + 18.0, 11, Canvas.INK, Align.LEFT);
        return canvas.drawing(note.isEmpty() ? description : description + " " + note);
    }
}
