package convnets.figures;

import convnets.Text;
import convnets.engine.Grids;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A picture, a kernel or a map as a grid of colored cells. Where no number is below zero, the cells
 * are gray, black at 0; else, or where all are 0, blue below zero and red above.
 *
 * @param rows of numbers, all equally long
 * @param largest the number, positive or negative, that takes the strongest color
 * @param signed whether the color says on which side of zero a number lies
 */
record NumberGrid(float[][] rows, double largest, boolean signed) {

    private static final Color DARK = new Color(0x333333);

    static NumberGrid of(float[][] rows) {
        float[] sorted = Grids.flat(rows);
        Arrays.sort(sorted);
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        boolean signed = low < 0 || high == 0;
        return new NumberGrid(
                rows, signed ? Math.max(1e-9, Math.max(-low, high)) : Math.max(1, high), signed);
    }

    int height() {
        return rows.length;
    }

    int width() {
        return rows[0].length;
    }

    int cells() {
        return height() * width();
    }

    /** Colors the cells. */
    void draw(Canvas sheet, int x, int y, int cell) {
        Colormap ramp = signed ? Colormap.SIGNED : Colormap.GRAY;
        double lowest = signed ? -largest : 0;
        BufferedImage image = ramp.image(Grids.flat(rows), height(), lowest, largest);
        sheet.picture(image, x, y, width() * cell, height() * cell);
    }

    /** Colors the first cells, row by row, and writes their numbers into them. */
    void write(Canvas sheet, int x, int y, int cell, int count) {
        for (int i = 0; i < count; i++) {
            draw(sheet, x, y, cell, i / width(), i % width());
        }
    }

    /** Colors a cell and writes its number into it. */
    void draw(Canvas sheet, int x, int y, int cell, int row, int column) {
        float value = rows[row][column];
        double share = signed ? 0.5 + value / largest / 2 : value / largest;
        Color color = (signed ? Colormap.SIGNED : Colormap.GRAY).color(share);
        double left = x + (double) column * cell;
        double top = y + (double) row * cell;
        sheet.box(left, top, cell, cell, color);
        int light = 3 * color.getRed() + 6 * color.getGreen() + color.getBlue();
        Color ink = light > 1400 ? DARK : Color.WHITE;
        String words = number(value);
        int size = Math.min(13, (int) (1.4 * cell / Math.max(3, words.length())));
        sheet.words(
                words, left + cell / 2.0, top + cell / 2.0 + size * 0.36, size, ink, Align.CENTER);
    }

    /** All its numbers, a line for each row. */
    String numbers() {
        return Arrays.stream(rows).map(NumberGrid::line).collect(Collectors.joining("\n"));
    }

    private static String line(float[] row) {
        StringBuilder line = new StringBuilder();
        for (float value : row) {
            line.append(Text.format("%6s", number(value)));
        }
        return line.toString();
    }

    /** With no decimals where there is nothing behind the point, else with one or two. */
    static String number(double value) {
        int decimals =
                Math.abs(value - Math.rint(value)) < 0.005 ? 0 : Math.abs(value) < 100 ? 2 : 1;
        return Text.signed("%." + decimals + "f", decimals == 0 ? Math.rint(value) : value);
    }
}
