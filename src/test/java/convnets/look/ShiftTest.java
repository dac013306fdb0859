package convnets.look;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.Images;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Chart;
import convnets.plot.ChartImage;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The map of shifts and its two axes; the accuracies are made up, or counted by hand. */
class ShiftTest {

    private static final double[][] MADE_UP = {{0, 0.5, 1}, {0.25, 0.55, 0.75}, {0.56, 0.9, 0.1}};

    private static final Shift SHIFT = new Shift(2, 2, 5, MADE_UP);

    /**
     * Two pictures of 3×3 pixels: of class 1 with a white pixel in the middle, of class 0 black.
     */
    private static Images pictures() {
        byte[] pixels = new byte[18];
        pixels[4] = (byte) 255;
        return new Images(pixels, new byte[] {1, 0}, 3, 3, List.of("black", "dot"));
    }

    /** Answers 1 if the middle or the pixel to the right of it is white, else 0. */
    private static Block seesTheMiddle() {
        float[][] weights = new float[2][9];
        weights[0][8] = 1e-3f;
        weights[1][4] = 1;
        weights[1][5] = 2;
        Block net = sequential(flatten(), dense(2));
        return Nets.initialize(net, Init.kernels(weights), 1, pictures().shape(1));
    }

    @Test
    void countsRightAnswersAtEachShift() {
        Shift shift = Shift.of(seesTheMiddle(), pictures(), 1, 1);
        double[][] wanted = {{0.5, 0.5, 0.5}, {0.5, 1, 1}, {0.5, 0.5, 0.5}};
        for (int row = 0; row < 3; row++) {
            assertArrayEquals(wanted[row], shift.accuracy()[row], "row " + row);
        }
        assertEquals(2, shift.pictures());
        assertEquals(1, shift.at(1, 0), "to the right");
        assertEquals(0.5, shift.at(0, 1), "down");
    }

    @Test
    void goesTenPixelsFarInStepsOfTwo() {
        byte[] pixels = new byte[2 * 12 * 12];
        pixels[6 * 12 + 6] = (byte) 255;
        Images large = new Images(pixels, new byte[] {1, 0}, 12, 12, List.of("black", "dot"));
        float[][] weights = new float[2][12 * 12];
        weights[0][0] = 1e-3f;
        weights[1][6 * 12 + 6] = 1;
        Block net = sequential(flatten(), dense(2));
        Nets.initialize(net, Init.kernels(weights), 1, large.shape(1));
        Shift shift = Shift.of(net, large);
        assertEquals("10, 2", shift.reach() + ", " + shift.step());
        assertEquals(11, shift.accuracy().length);
        assertEquals(1, shift.at(0, 0));
        assertEquals(0.5, shift.at(-10, 10), "the dot is gone");
    }

    @Test
    void findsAShiftByItsPixels() {
        assertEquals(0, SHIFT.at(-2, -2));
        assertEquals(1, SHIFT.at(2, -2));
        assertEquals(0.56, SHIFT.at(-2, 2));
        assertEquals(0.1, SHIFT.at(2, 2));
        assertEquals(0.75, SHIFT.at(2, 0));
        int[][] outside = {{4, 0}, {-4, 0}, {0, 4}, {0, -4}, {1, 0}, {0, -1}};
        for (int[] place : outside) {
            String said =
                    assertThrows(CourseException.class, () -> SHIFT.at(place[0], place[1]))
                            .getMessage();
            assertEquals("Only shifts from -2 to 2 pixels in steps of 2 were measured.", said);
        }
    }

    @Test
    void drawsACellForEachShift() {
        String title = "Right answers in percent, 5 pictures";
        int right = (int) Math.max(198, 1.2 * Canvas.width(title, 14));
        String[] words = {"0", "50", "100", "25", "55", "75", "56", "90", "10"};
        boolean[] dark = {false, false, true, false, false, true, true, true, false};
        String[] shifts = {"−2", "0", "+2"};
        Seen.same(
                SHIFT.drawing(),
                70 + right,
                204,
                sheet -> {
                    sheet.bold(title, 70, 24, 14, Canvas.INK, Align.LEFT);
                    for (int i = 0; i < 9; i++) {
                        int x = 70 + 36 * (i % 3);
                        int y = 40 + 36 * (i / 3);
                        sheet.box(x, y, 35, 35, Colormap.HEAT.color(MADE_UP[i / 3][i % 3]));
                        Color ink = dark[i] ? Color.BLACK : Color.WHITE;
                        sheet.words(words[i], x + 18, y + 22, 12, ink, Align.CENTER);
                    }
                    for (int i = 0; i < 3; i++) {
                        sheet.words(shifts[i], 62, 62 + 36 * i, 11, Canvas.INK, Align.RIGHT);
                        sheet.words(shifts[i], 88 + 36 * i, 164, 11, Canvas.INK, Align.CENTER);
                    }
                    sheet.words("pixels to the right", 124, 186, 12, Canvas.INK, Align.CENTER);
                    sheet.words("down", 10, 98, 12, Canvas.INK, Align.LEFT);
                    sheet.scale(Colormap.HEAT, "0", "100", 198, 40, 108);
                });
    }

    @Test
    void aLargeMapHasRoomForItsScale() {
        BufferedImage image = new Shift(20, 2, 1, new double[21][21]).drawing().image();
        assertEquals("916×852", image.getWidth() + "×" + image.getHeight());
    }

    @Test
    void itsAxesAreTwoLines() {
        double[] pixels = {-2, 0, 2};
        Chart wanted =
                Chart.lines("Accuracy against shift")
                        .x("shift (pixels)")
                        .y("accuracy")
                        .yRange(0, 1)
                        .add("to the right", pixels, new double[] {0.25, 0.55, 0.75})
                        .add("downward", pixels, new double[] {0.5, 0.55, 0.9});
        Seen.same(ChartImage.of(SHIFT.chart()), ChartImage.of(wanted));
    }

    @Test
    void itsWordsNameTheMiddleAndTheEnds() {
        assertEquals(
                "Accuracy of 5 shifted pictures: 0.550 unmoved; 0.250 and 0.750 2 pixels left and"
                        + " right; 0.500 and 0.900 up and down",
                SHIFT.toString());
        assertEquals(SHIFT.toString(), SHIFT.drawing().description());
        double[][] five = new double[5][5];
        five[2] = new double[] {0.1, 0.2, 0.3, 0.4, 0.5};
        five[0][2] = 0.6;
        five[4][2] = 0.7;
        assertEquals(
                "Accuracy of 9 shifted pictures: 0.300 unmoved; 0.100 and 0.500 2 pixels left and"
                        + " right; 0.600 and 0.700 up and down",
                new Shift(2, 1, 9, five).toString());
    }
}
