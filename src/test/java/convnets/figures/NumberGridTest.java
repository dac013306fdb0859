package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colors of cells, and the numbers in them. */
class NumberGridTest {

    private static final Color DARK = new Color(0x333333);

    private static NumberGrid row(float... numbers) {
        return NumberGrid.of(new float[][] {numbers});
    }

    private static BufferedImage sheet(Consumer<Canvas> hand) {
        Canvas sheet = new Canvas(160, 60);
        hand.accept(sheet);
        return sheet.image();
    }

    @Test
    void aPictureIsGrayFromZeroToItsLargestNumber() {
        assertEquals("8.0 false", scale(row(3, 8, 0)));
        assertEquals("1.0 false", scale(row(0.5f, 0.25f)), "a dark picture stays dark");
    }

    @Test
    void numbersOfBothSignsHaveOneScaleOnBothSidesOfZero() {
        assertEquals("3.0 true", scale(row(2, -3, 1)));
        assertEquals("3.0 true", scale(row(1, 3, -2)));
        assertEquals("0.5 true", scale(row(0.25f, -0.5f)), "also if all are small");
    }

    private static String scale(NumberGrid grid) {
        return grid.largest() + " " + grid.signed();
    }

    @Test
    void zeroIsBlackInAPictureAndNearWhiteAmongNumbersOfBothSigns() {
        NumberGrid gray = NumberGrid.of(new float[][] {{0, 1}, {0.2f, 0}});
        NumberGrid signed = NumberGrid.of(new float[][] {{1, -3, 2}, {0, -1, 3}});
        Seen.same(
                sheet(
                        s -> {
                            gray.draw(s, 5, 8, 20);
                            signed.draw(s, 60, 3, 15);
                            row(0, 0).draw(s, 110, 0, 9);
                        }),
                sheet(
                        s -> {
                            Color fifth = new Color(0x333333);
                            Seen.map(s, 5, 8, 20, 2, Color.BLACK, Color.WHITE, fifth, Color.BLACK);
                            Seen.map(
                                    s, 60, 3, 15, 3, sixth(4), sixth(0), sixth(5), sixth(3),
                                    sixth(2), sixth(6));
                            Seen.map(s, 110, 0, 9, 2, new Color(0xf7f7f7), new Color(0xf7f7f7));
                        }));
    }

    /** A color of the scale of both signs, in steps of a sixth: 3 is that of zero. */
    private static Color sixth(int step) {
        return Colormap.SIGNED.color(step / 6.0);
    }

    @Test
    void lettersOnWeakColorsAreDark() {
        NumberGrid grid = row(-3, -2, -1, 0, 1, 2, 3);
        String[] words = {"−3", "−2", "−1", "0", "1", "2", "3"};
        Seen.same(
                sheet(
                        s -> {
                            for (int i = 0; i < 7; i++) {
                                grid.draw(s, 4, 7, 20, 0, i);
                            }
                        }),
                sheet(
                        s -> {
                            for (int i = 0; i < 7; i++) {
                                Color ink = i == 0 || i == 6 ? Color.WHITE : DARK;
                                cell(s, 4 + 20 * i, 7, 20, sixth(i), words[i], 9, ink);
                            }
                        }));
    }

    private static void cell(
            Canvas sheet, int x, int y, int side, Color color, String words, int size, Color ink) {
        sheet.box(x, y, side, side, color);
        double line = y + side / 2.0 + 0.36 * size;
        sheet.words(words, x + side / 2.0, line, size, ink, Align.CENTER);
    }

    @Test
    void lettersOnGraysLighterThan140AreDark() {
        NumberGrid grid = NumberGrid.of(new float[][] {{0, 140}, {141, 255}});
        Seen.same(
                sheet(
                        s -> {
                            for (int i = 0; i < 4; i++) {
                                grid.draw(s, 10, 5, 20, i / 2, i % 2);
                            }
                        }),
                sheet(
                        s -> {
                            cell(s, 10, 5, 20, Color.BLACK, "0", 9, Color.WHITE);
                            cell(s, 30, 5, 20, new Color(0x8c8c8c), "140", 9, Color.WHITE);
                            cell(s, 10, 25, 20, new Color(0x8d8d8d), "141", 9, DARK);
                            cell(s, 30, 25, 20, Color.WHITE, "255", 9, DARK);
                        }));
    }

    @Test
    void longNumbersHaveSmallLettersAndNoneAreLargerThan13Pixels() {
        NumberGrid grid = row(-12.25f, 0);
        Seen.same(
                sheet(
                        s -> {
                            grid.draw(s, 0, 0, 20, 0, 0);
                            grid.draw(s, 0, 0, 40, 0, 1);
                        }),
                sheet(
                        s -> {
                            cell(s, 0, 0, 20, sixth(0), "−12.25", 4, Color.WHITE);
                            cell(s, 40, 0, 40, sixth(3), "0", 13, DARK);
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "-7, −7",
        "0.5, 0.50",
        "-1.25, −1.25",
        "0.004, 0",
        "0.005, 0.01",
        "-0.004, 0",
        "2.996, 3",
        "99.99, 99.99",
        "100.25, 100.3",
        "-250.5, −250.5",
        "1000000, 1000000"
    })
    void aNumberHasNoMoreDecimalsThanItNeeds(double value, String words) {
        assertEquals(words, NumberGrid.number(value));
    }

    @Test
    void numbersStandBelowEachOther() {
        NumberGrid grid = NumberGrid.of(new float[][] {{0, 0.5f, -12}, {140, -1.25f, 7}});
        assertEquals("     0  0.50   −12\n   140 −1.25     7", grid.numbers());
    }
}
