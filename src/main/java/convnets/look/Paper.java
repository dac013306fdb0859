package convnets.look;

import convnets.nets.Bitmaps;
import convnets.nets.LeNet5;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import convnets.plot.Ramp;
import convnets.plot.Sheet;
import convnets.plot.Sheet.Align;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two drawings that explain the LeNet-5 of 1998. */
public final class Paper {

    private static final int CELL = 26;

    private Paper() {}

    /**
     * Which maps of S2 each map of C3 reads: table I of the paper.
     *
     * @return a square for each of the 60 connected pairs
     */
    public static Drawing c3Table() {
        int[][] table = LeNet5.table();
        int left = 90;
        int top = 40;
        Sheet sheet = new Sheet(left + 16 * CELL + 10, top + 6 * CELL + 10);
        sheet.words("map of C3", left, 14, -12, Sheet.INK, Align.LEFT);
        sheet.words("map of S2", 4, top - 8, -12, Sheet.INK, Align.LEFT);
        for (int row = 0; row < 6; row++) {
            double y = top + (row + 0.5) * CELL + 4;
            sheet.words("" + (row + 1), left - 10, y, 12, Sheet.PALE, Align.RIGHT);
            for (int column = 0; column < table.length; column++) {
                int map = row;
                boolean reads = Arrays.stream(table[column]).anyMatch(m -> m == map);
                sheet.box(
                        left + column * CELL,
                        top + row * CELL,
                        CELL - 2,
                        CELL - 2,
                        reads ? Sheet.ACCENT : Ramp.GREY.colour(0.93));
            }
        }
        for (int column = 0; column < table.length; column++) {
            double x = left + (column + 0.5) * CELL - 1;
            sheet.words("" + (column + 1), x, top - 8, 12, Sheet.PALE, Align.CENTRE);
        }
        return sheet.drawing("The 60 of 96 pairs of maps of S2 and C3 that are connected");
    }

    /**
     * The ten bitmaps that the output units compare F6 with; drawn for this course.
     *
     * @return 7×12 pixels each
     */
    public static Drawing bitmaps() {
        float[] all = Bitmaps.targets();
        List<BufferedImage> images = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int digit = 0; digit < Bitmaps.COUNT; digit++) {
            int from = digit * Bitmaps.PIXELS;
            float[] one = Arrays.copyOfRange(all, from, from + Bitmaps.PIXELS);
            images.add(Ramp.GREY.image(one, Bitmaps.HEIGHT, 1, -1));
            names.add("" + digit);
        }
        return Gallery.of(images, names, 10, 8, "Ten digits in 7×12 black and white pixels");
    }
}
