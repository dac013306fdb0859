package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class GraysTest {

    private static Grays of(int height, int width, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Grays(floats, height, width);
    }

    private static void assertGrays(Grays expected, Grays actual) {
        assertEquals(expected.height(), actual.height());
        assertEquals(expected.width(), actual.width());
        assertArrayEquals(expected.values(), actual.values(), 1e-5f);
    }

    @Test
    void peopleSeeGreenAsLight() {
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        image.setRGB(1, 0, 0x00ff00);
        image.setRGB(2, 0, 0x0000ff);
        image.setRGB(3, 0, 0x336699); // 51, 102 and 153 of 255: 0.2, 0.4, 0.6
        double mixed = 0.299 * 0.2 + 0.587 * 0.4 + 0.114 * 0.6;
        assertGrays(of(1, 4, 0.299, 0.587, 0.114, mixed), Grays.of(image, 4));
    }

    @Test
    void aLargePictureIsMadeSmallerAndASmallOneIsNotMadeLarger() {
        BufferedImage image = new BufferedImage(6, 2, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 6; x++) {
            image.setRGB(x, 0, x < 2 ? 0xffffff : 0);
            image.setRGB(x, 1, x == 5 ? 0xffffff : 0);
        }
        assertGrays(of(1, 3, 0.5, 0, 0.25), Grays.of(image, 3));
        assertEquals(6, Grays.of(image, 100).width());
    }

    /** Five rows on three: rows 0, 1 and 2, 3 and 4; seven columns on five likewise. */
    @Test
    void aNewPixelIsTheMeanOfThoseThatItCovers() {
        double[] values = new double[5 * 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 7 + i % 7 / 10.0; // the row and, after the point, the column
        }
        Grays framed = of(5, 7, values).framed(5, 5); // 7 to 5, so 5 to 3.57: 4
        // Columns 0; 1; 2, 3; 4; 5, 6 and rows 0; 1; 2; 3, 4.
        double[] columns = {0, 0.1, 0.25, 0.4, 0.55};
        double[] rows = {0, 1, 2, 3.5};
        double[] expected = new double[25]; // (5 - 4) / 2 = 0 rows above
        for (int i = 0; i < 20; i++) {
            expected[i] = rows[i / 5] + columns[i % 5];
        }
        assertGrays(of(5, 5, expected), framed);
    }

    /** As few as one pixel, and its middle is in the middle. */
    @Test
    void aSmallPictureIsMadeLargerInsideAFrame() {
        Grays framed = of(1, 2, 0.5, 1).framed(4, 6);
        double[] expected = new double[36];
        for (int y = 2; y < 4; y++) {
            expected[6 * y + 1] = expected[6 * y + 2] = 0.5;
            expected[6 * y + 3] = expected[6 * y + 4] = 1;
        }
        assertGrays(of(6, 6, expected), framed);
    }

    /** Ink begins at 0.4 and may touch every edge. */
    @Test
    void theInkIsCutOut() {
        Grays ink = of(3, 3, 0, 0.4, 0, 0.5, 0, 0, 0, 0, 0.39);
        assertGrays(of(2, 2, 0, 0.4, 0.5, 0), ink.cutOut());
        Grays corners = of(2, 3, 1, 0, 0, 0, 0, 1);
        assertGrays(corners, corners.cutOut());
        assertGrays(of(1, 1, 1), of(2, 3, 0, 0, 0, 0, 0, 1).cutOut());
    }

    /** The ground is 0.2, the ink 0.8; black lasts a quarter of the way between them. */
    @Test
    void theGroundBecomesBlackAndTheInkWhite() {
        Grays gray = of(1, 7, 0.2, 0.2, 0.2, 0.2, 0.35, 0.575, 0.8);
        // 0.995 of the way through the sorted values: the sixth of 0 to 6, which is 0.575
        double ink = 0.575;
        double black = 0.2 + (ink - 0.2) / 4;
        double between = (0.35 - black) / (ink - black);
        assertGrays(of(1, 7, 0, 0, 0, 0, between, 1, 1), gray.cleaned());
        Grays flat = of(1, 3, 0.5, 0.5, 0.5);
        assertSame(flat, flat.cleaned());
    }

    /** From the mean of the ink, 0.5 and 1.5 right of the left edge, to the middle at 2.5. */
    @Test
    void theInkIsMovedToTheMiddle() {
        double[] values = new double[25];
        values[0] = values[1] = 1;
        double[] expected = new double[25];
        expected[12] = expected[13] = 1; // 1.5 to the right is rounded to 2
        assertGrays(of(5, 5, expected), of(5, 5, values).centered());
        assertEquals(0.3f, of(1, 3, 0.9, 0.1, 0.3).median());
        assertGrays(of(1, 2, 0.75, 0), of(1, 2, 0.25, 1).inverted());
        assertArrayEquals(new byte[] {0, (byte) 128, -1}, of(1, 3, 0, 0.5, 1).picture("").pixels());
    }
}
