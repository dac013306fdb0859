package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.engine.HostArrays;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Where maps stand, and what is written below them. The numbers in cells are {@link NumberGrid}'s.
 */
class MapsTest {

    private static final float[][] EDGE = {{-1, 0.5f}, {0, 1}};

    @Test
    void saysWhatItShows() {
        assertEquals("edge, 2×2, −1 … 1", Maps.of("edge", EDGE).toString());
        assertEquals(
                "edge, 2×2, −1 … 1\n    −1  0.50\n     0     1",
                Maps.of("edge", EDGE).numbers().toString());
    }

    /** What stands below a map: its name and its range. */
    private static void caption(Canvas sheet, String name, String range, double x, int bottom) {
        sheet.bold(name, x, bottom + 17, 12, Canvas.INK, Align.CENTER);
        sheet.words(range, x, bottom + 33, 11, Canvas.INK, Align.CENTER);
    }

    @Test
    void eachStandsInTheMiddleOfItsPlace() {
        float[][] steps = {{1, 0.2f}, {0, 0.8f}, {0.4f, 0.6f}};
        Seen.same(
                Maps.of("edge", EDGE).add("steps", steps).drawing(),
                240,
                95,
                sheet -> {
                    Seen.map(sheet, 55, 16, 9, 2, signed(-1), signed(0.5), signed(0), signed(1));
                    sheet.frame(55, 16, 18, 18, Canvas.INK);
                    caption(sheet, "edge", "−1 … 1", 64, 34);
                    Color[] grays =
                            IntStream.of(255, 51, 0, 204, 102, 153)
                                    .mapToObj(gray -> new Color(gray, gray, gray))
                                    .toArray(Color[]::new);
                    Seen.map(sheet, 167, 16, 9, 2, grays);
                    sheet.frame(167, 16, 18, 27, Canvas.INK);
                    caption(sheet, "steps", "0 … 1", 176, 43);
                });
    }

    private static Color signed(double value) {
        return Colormap.SIGNED.color((1 + value) / 2);
    }

    @Test
    void numbersStandInLargerCells() {
        float[][] wide = {{3, 0, 2, 1}, {0, 0, 0, 0.5f}};
        Seen.same(
                Maps.of("wide", wide).add("edge", EDGE).numbers().drawing(),
                288,
                140,
                sheet -> {
                    numbers(sheet, 16, wide);
                    sheet.frame(16, 16, 144, 72, Canvas.INK);
                    caption(sheet, "wide", "0 … 3", 88, 88);
                    numbers(sheet, 188, EDGE);
                    sheet.frame(188, 16, 72, 72, Canvas.INK);
                    caption(sheet, "edge", "−1 … 1", 224, 88);
                });
    }

    private static void numbers(Canvas sheet, int x, float[][] rows) {
        for (int i = 0; i < rows.length * rows[0].length; i++) {
            NumberGrid.of(rows).draw(sheet, x, 16, 36, i / rows[0].length, i % rows[0].length);
        }
    }

    @Test
    void aLineEndsWhereCellsWouldBeTooSmall() {
        float[][] gray = new float[1][47];
        Arrays.fill(gray[0], 0.6f);
        Seen.same(
                Maps.of("black", new float[][] {new float[47], gray[0]})
                        .add("gray", gray)
                        .add("edge", EDGE)
                        .drawing(),
                612,
                144,
                sheet -> {
                    sheet.box(16, 16, 282, 6, Color.BLACK);
                    sheet.box(16, 22, 282, 6, new Color(0x999999));
                    sheet.frame(16, 16, 282, 12, Canvas.INK);
                    caption(sheet, "black", "0 … 0.60", 157, 28);
                    sheet.box(314, 16, 282, 6, new Color(0x999999));
                    sheet.frame(314, 16, 282, 6, Canvas.INK);
                    caption(sheet, "gray", "0.60 … 0.60", 455, 22);
                    Seen.map(sheet, 58, 80, 6, 2, signed(-1), signed(0.5), signed(0), signed(1));
                    sheet.frame(58, 80, 12, 12, Canvas.INK);
                    caption(sheet, "edge", "−1 … 1", 64, 92);
                });
    }

    @Test
    void cellsHaveTwoPixelsAtLeast() {
        assertEquals(
                16 + 2 * 400 + 16, Maps.of("", new float[1][400]).drawing().image().getWidth());
    }

    @Test
    void moreThanTenThousandNumbersAreTooMany() {
        Maps row = Maps.of("row", new float[1][10_000]).numbers();
        says(
                "A picture of 20,032×70 pixels is too large for a notebook: show fewer or smaller"
                        + " things in it.",
                row);
        says(
                "10,001 numbers are too many to be read: leave numbers() out, or show a part.",
                row.add("one", row(1)));
    }

    private static void says(String words, Maps maps) {
        assertEquals(words, assertThrows(CourseException.class, maps::drawing).getMessage());
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
            assertEquals(
                    "ones, 2×2, 1 … 1; twos, 1×1, 2 … 2; none, 2×3, 0 … 0",
                    maps.add("none", manager.zeros(new Shape(2, 3))).toString());
        }
    }

    private static float[][] row(float value) {
        float[][] row = new float[1][1];
        Arrays.fill(row[0], value);
        return row;
    }
}
