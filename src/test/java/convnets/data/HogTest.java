package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HogTest {

    private static final int ROWS = 4;
    private static final int COLUMNS = 5;
    private static final int HEIGHT = 4 * ROWS;
    private static final int WIDTH = 4 * COLUMNS;

    /** The eight sums of a cell of a picture whose brightness rises in one direction only. */
    private static float[] slope(int right, int down) {
        byte[] pixels = new byte[12 * 12];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (100 + right * (i % 12) + down * (i / 12));
        }
        float[] sums = Hog.histograms(new Picture(pixels, 12, 12, 0, "slope"));
        return Arrays.copyOfRange(sums, 4 * 8, 5 * 8); // the cell in the middle
    }

    /** In a cell are 16 pixels, and a slope is measured from one neighbor to the other. */
    @Test
    void countsTheContrastInEachDirection() {
        float across = 16 * 2 * 4 / 255f;
        assertArrayEquals(new float[] {across, 0, 0, 0, 0, 0, 0, 0}, slope(4, 0), 1e-4f);
        assertArrayEquals(new float[] {across, 0, 0, 0, 0, 0, 0, 0}, slope(-4, 0), 1e-4f);
        assertArrayEquals(new float[] {0, 0, 0, 0, across, 0, 0, 0}, slope(0, 4), 1e-4f);
        float diagonal = (float) (across * Math.sqrt(2));
        assertArrayEquals(new float[] {0, 0, diagonal, 0, 0, 0, 0, 0}, slope(4, 4), 1e-4f);
        assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, diagonal, 0}, slope(-4, 4), 1e-4f);
        // Three to the right and four up: 126.87°, or 5.639 eighths of the half circle.
        float[] between = slope(3, -4);
        double steep = 16 * 2 * 5 / 255.0;
        double place = 8 * (1 - Math.atan2(4, 3) / Math.PI);
        assertEquals(steep * (6 - place), between[5], 1e-4);
        assertEquals(steep * (place - 5), between[6], 1e-4);
    }

    /** The same, worked out cell by cell and direction by direction from a padded picture. */
    @Test
    void agreesWithTheDefinition() {
        byte[] pixels = new byte[HEIGHT * WIDTH];
        new Random(0).nextBytes(pixels);
        Picture picture = new Picture(pixels, HEIGHT, WIDTH, 0, "noise");
        double[][][] sums = defined(pixels);
        float[] found = Hog.histograms(picture);
        assertEquals(ROWS * COLUMNS * 8, found.length);
        for (int i = 0; i < found.length; i++) {
            assertEquals(sums[i / 8 / COLUMNS][i / 8 % COLUMNS][i % 8], found[i], 1e-3);
        }
        Images all = new Images(pixels, new byte[1], HEIGHT, WIDTH, List.of("noise"));
        Picture features = Hog.of(new ImageData("noise", "", true, all, all)).train().get(0);
        assertEquals(HEIGHT, features.height());
        assertEquals(2 * COLUMNS, features.width());
        for (int i = 0; i < found.length; i++) {
            double share = normalized(sums, i / 8 / COLUMNS, i / 8 % COLUMNS, i % 8);
            assertEquals(255 * share, features.pixels()[i] & 0xff, 0.51, "feature " + i);
        }
    }

    private static double[][][] defined(byte[] pixels) {
        double[][] padded = new double[HEIGHT + 2][WIDTH + 2];
        for (int i = 0; i < pixels.length; i++) {
            padded[1 + i / WIDTH][1 + i % WIDTH] = (pixels[i] & 0xff) / 255.0;
        }
        double[][][] sums = new double[ROWS][COLUMNS][8];
        for (int y = 1; y <= HEIGHT; y++) {
            for (int x = 1; x <= WIDTH; x++) {
                double dx = padded[y][x + 1] - padded[y][x - 1];
                double dy = padded[y + 1][x] - padded[y - 1][x];
                double eighths = Math.toDegrees(Math.atan2(dy, dx)) / 22.5;
                for (int d = 0; d < 8; d++) {
                    double away = Math.abs(Math.IEEEremainder(eighths - d, 8));
                    sums[(y - 1) / 4][(x - 1) / 4][d] +=
                            Math.max(0, 1 - away) * Math.sqrt(dx * dx + dy * dy);
                }
            }
        }
        return sums;
    }

    /** Half of a sum, in units of what a cell of the neighborhood has on average. */
    private static double normalized(double[][][] sums, int row, int column, int direction) {
        double squares = 0.001;
        int cells = 0;
        for (int y = Math.max(0, row - 1); y < Math.min(ROWS, row + 2); y++) {
            for (int x = Math.max(0, column - 1); x < Math.min(COLUMNS, column + 2); x++) {
                squares += Arrays.stream(sums[y][x]).map(sum -> sum * sum).sum();
                cells++;
            }
        }
        return Math.min(1, sums[row][column][direction] / Math.sqrt(squares / cells) / 2);
    }
}
