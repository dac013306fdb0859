package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.engine.HostArrays;
import convnets.plot.Canvas;
import convnets.plot.Drawing;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MapsTest {

    private static final float[][] EDGE = {{-1, 0.5f}, {0, 1}};

    @Test
    void saysWhatItShows() {
        assertEquals("edge, 2×2, −1 … 1", Maps.of("edge", EDGE).toString());
        assertEquals(
                "edge, 2×2, −1 … 1\n    −1  0.50\n     0     1",
                Maps.of("edge", EDGE).numbers().toString());
    }

    @Test
    void zeroIsBlackInAPictureAndNearWhiteAmongNumbersOfBothSigns() {
        float[][] gray = {{0, 1}, {1, 1}};
        assertEquals(0x000000, color(NumberGrid.of(gray), 0, 0));
        assertEquals(0xffffff, color(NumberGrid.of(gray), 0, 1));
        assertEquals(0xf7f7f7, color(NumberGrid.of(EDGE), 1, 0));
        assertEquals(0xf7f7f7, color(NumberGrid.of(new float[2][2]), 1, 0));
        assertEquals(0x2166ac, color(NumberGrid.of(EDGE), 0, 0));
    }

    private static int color(NumberGrid grid, int row, int column) {
        Canvas sheet = new Canvas(40, 40);
        grid.draw(sheet, 0, 0, 20);
        return sheet.image().getRGB(20 * column + 10, 20 * row + 10) & 0xffffff;
    }

    @Test
    void aColoredCellWithItsNumberHasTheSameColor() {
        NumberGrid grid = NumberGrid.of(EDGE);
        Canvas sheet = new Canvas(40, 40);
        grid.draw(sheet, 0, 0, 20, 0, 0);
        assertEquals(color(grid, 0, 0), sheet.image().getRGB(1, 1) & 0xffffff);
    }

    @Test
    void manyPicturesKeepToAPageAndTakeLines() {
        float[][] picture = new float[28][28];
        Maps six = Maps.of("0", picture);
        for (int i = 1; i < 6; i++) {
            six.add("" + i, picture);
        }
        Drawing drawing = six.drawing();
        assertTrue(drawing.image().getWidth() <= 720, "" + drawing.image().getWidth());
        assertTrue(drawing.image().getHeight() > 2 * 28 * 5);
        Drawing one = Maps.of("8", picture).numbers().drawing();
        assertTrue(one.image().getWidth() <= 720 && one.image().getWidth() > 28 * 20);
    }

    @Test
    void takesMapsFromTheEngine() {
        try (NDManager manager = HostArrays.newManager()) {
            Maps maps = Maps.of("ones", manager.ones(new Shape(1, 1, 2, 2)));
            assertEquals("ones, 2×2, 1 … 1; twos, 1×1, 2 … 2", maps.add("twos", row(2)).toString());
        }
    }

    private static float[][] row(float value) {
        float[][] row = new float[1][1];
        Arrays.fill(row[0], value);
        return row;
    }
}
