package convnets.look;

import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * Draws rows of kernels, each with its name, and the scale of their colors.
 *
 * @param rows one or more
 */
record KernelRows(List<Row> rows) {

    /**
     * A row.
     *
     * @param name beside it
     * @param size height and width of a kernel
     * @param values of each kernel, row by row
     * @param names below the kernels
     * @param largest of all weights without their signs
     */
    record Row(String name, int size, List<float[]> values, List<String> names, double largest) {

        private int shown() {
            return Math.min(MOST, values.size());
        }
    }

    private static final int WIDTH = 700;

    /** More kernels than this are not drawn. */
    private static final int MOST = 96;

    private static final int SIDE = 76;
    private static final int GAP = 6;

    /** At most so many in a line, and fewer where a weight would get less than its pixels. */
    private static final int PER_LINE = 16;

    private static final int PIXELS_OF_A_WEIGHT = 4;

    /** Room for the scale and its numbers. */
    private static final int SCALE = 70;

    /** All rows on one scale, which stands beside the first. */
    Drawing together(String words) {
        double end = rows.stream().mapToDouble(Row::largest).max().orElse(1);
        double[] ends = new double[rows.size()];
        Arrays.fill(ends, end);
        return draw(ends, 1, words);
    }

    /** Each row on a scale of its own. */
    Drawing apart(String words) {
        double[] ends = rows.stream().mapToDouble(Row::largest).toArray();
        return draw(ends, rows.size(), words);
    }

    /**
     * Where everything stands, in pixels.
     *
     * @param left end of the names
     * @param perLine so many kernels stand in a line
     * @param side of a kernel
     * @param line from one line of kernels to the next
     * @param high from one row to the next, which may have several lines
     */
    private record Places(int left, int perLine, int side, int line, int high) {

        int x(int kernel) {
            return left + kernel % perLine * (side + GAP);
        }

        int y(int row, int kernel) {
            return y(row) + kernel / perLine * line;
        }

        int y(int row) {
            return 8 + row * high;
        }

        int right() {
            return left + perLine * (side + GAP);
        }
    }

    private Places places() {
        double longest = Canvas.widest(rows.stream().map(Row::name), 12);
        int left = longest == 0 ? 8 : 20 + (int) (1.15 * longest);
        int count = rows.stream().mapToInt(Row::shown).max().orElse(1);
        int size = rows.stream().mapToInt(Row::size).max().orElse(1);
        int room = (WIDTH - left - SCALE) / (PIXELS_OF_A_WEIGHT * size + GAP);
        int perLine = Math.min(count, Math.max(8, Math.min(PER_LINE, room)));
        int side = Math.min(SIDE, (WIDTH - left - SCALE) / perLine - GAP);
        int line = side + GAP + 12;
        return new Places(left, perLine, side, line, (count + perLine - 1) / perLine * line + 4);
    }

    private Drawing draw(double[] ends, int scales, String words) {
        Places places = places();
        boolean cut = rows.stream().anyMatch(r -> r.values.size() > MOST);
        int bottom = places.y(rows.size());
        Canvas sheet = new Canvas(places.right() + SCALE, bottom + (cut ? 20 : 0));
        for (int row = 0; row < rows.size(); row++) {
            draw(sheet, places, row, ends[row]);
            if (row < scales) {
                String number = Text.format("%.2g", ends[row]);
                int height = Math.max(40, places.side);
                String low = "−" + number;
                sheet.scale(Colormap.SIGNED, low, number, places.right(), places.y(row), height);
            }
        }
        if (cut) {
            String first = "first " + MOST + " shown";
            sheet.words(first, places.left, bottom + 12, 11, Canvas.INK, Align.LEFT);
        }
        return sheet.drawing(words);
    }

    private void draw(Canvas sheet, Places places, int row, double end) {
        Row kernels = rows.get(row);
        int side = places.side;
        double middleOfLine = places.y(row) + side / 2.0 + 5;
        sheet.bold(kernels.name, 8, middleOfLine, 12, Canvas.INK, Align.LEFT);
        for (int i = 0; i < kernels.shown(); i++) {
            int x = places.x(i);
            int y = places.y(row, i);
            BufferedImage image =
                    Colormap.SIGNED.image(kernels.values.get(i), kernels.size, -end, end);
            sheet.picture(image, x, y, side, side);
            String below = kernels.names.get(i);
            sheet.words(below, x + side / 2.0, y + side + 12.0, 11, Canvas.INK, Align.CENTER);
        }
    }
}
