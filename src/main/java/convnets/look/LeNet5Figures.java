package convnets.look;

import convnets.models.LeNet5;
import convnets.nn.DigitBitmaps;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two drawings that explain the LeNet-5 of 1998. */
public final class LeNet5Figures {

    private static final int CELL = 26;

    private LeNet5Figures() {}

    /**
     * Which maps of S2 each map of C3 reads: table I of the paper.
     *
     * @return a square for each of the 60 connected pairs
     */
    public static Drawing c3Table() {
        int[][] table = LeNet5.table();
        int left = 90;
        int top = 40;
        Canvas sheet = new Canvas(left + 16 * CELL + 10, top + 6 * CELL + 10);
        sheet.bold("map of C3", left, 14, 12, Canvas.INK, Align.LEFT);
        sheet.bold("map of S2", 4, top - 8, 12, Canvas.INK, Align.LEFT);
        for (int row = 0; row < 6; row++) {
            double y = top + (row + 0.5) * CELL + 4;
            sheet.words("" + (row + 1), left - 10, y, 12, Canvas.INK, Align.RIGHT);
            for (int column = 0; column < table.length; column++) {
                int map = row;
                boolean reads = Arrays.stream(table[column]).anyMatch(m -> m == map);
                sheet.box(
                        left + column * CELL,
                        top + row * CELL,
                        CELL - 2,
                        CELL - 2,
                        reads ? Canvas.ACCENT : Colormap.GRAY.color(0.93));
            }
        }
        for (int column = 0; column < table.length; column++) {
            double x = left + (column + 0.5) * CELL - 1;
            sheet.words("" + (column + 1), x, top - 8, 12, Canvas.INK, Align.CENTER);
        }
        return sheet.drawing("The 60 of 96 pairs of maps of S2 and C3 that are connected");
    }

    /**
     * The ten bitmaps that the output units compare F6 with; drawn for this course.
     *
     * @return 7×12 pixels each
     */
    public static Drawing bitmaps() {
        float[] all = DigitBitmaps.targets();
        List<BufferedImage> images = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int digit = 0; digit < DigitBitmaps.COUNT; digit++) {
            int from = digit * DigitBitmaps.PIXELS;
            float[] one = Arrays.copyOfRange(all, from, from + DigitBitmaps.PIXELS);
            images.add(Colormap.GRAY.image(one, DigitBitmaps.HEIGHT, 1, -1));
            names.add("" + digit);
        }
        return Gallery.of(images, names, 10, 8, "Ten digits in 7×12 black and white pixels");
    }
}
