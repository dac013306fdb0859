package convnets.look;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.nn.DigitBitmaps;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Seen;
import java.awt.Color;
import org.junit.jupiter.api.Test;

/** The drawings that explain LeNet-5. */
class LeNet5FiguresTest {

    /** Which maps of S2 the paper's table I gives a map of C3, both counted from 0. */
    private static boolean reads(int map, int from) {
        int place = Math.floorMod(from - map, 6);
        if (map < 6) {
            return place < 3; // three in a row
        }
        if (map < 12) {
            return place < 4; // four in a row
        }
        return map == 15 || place == 0 || place == 1 || place == 3 || place == 4;
    }

    @Test
    void theTableHasASquareForEachPair() {
        Seen.same(
                LeNet5Figures.c3Table(),
                516,
                206,
                sheet -> {
                    sheet.bold("map of C3", 90, 14, 12, Canvas.INK, Align.LEFT);
                    sheet.bold("map of S2", 4, 32, 12, Canvas.INK, Align.LEFT);
                    for (int from = 0; from < 6; from++) {
                        int y = 57 + 26 * from;
                        sheet.words("" + (from + 1), 80, y, 12, Canvas.INK, Align.RIGHT);
                        for (int map = 0; map < 16; map++) {
                            Color color = reads(map, from) ? Canvas.ACCENT : Canvas.GRID;
                            sheet.box(90 + 26 * map, 40 + 26 * from, 24, 24, color);
                        }
                    }
                    for (int map = 0; map < 16; map++) {
                        String number = "" + (map + 1);
                        sheet.words(number, 102 + 26 * map, 32, 12, Canvas.INK, Align.CENTER);
                    }
                });
    }

    /** A bitmap, ink on paper. */
    private static void bitmap(Canvas sheet, int x, int y, int zoom, int digit) {
        sheet.frame(x - 1, y - 1, 7 * zoom + 2, 12 * zoom + 2, Canvas.GRID);
        for (int i = 0; i < 84; i++) {
            boolean ink = DigitBitmaps.targets()[84 * digit + i] > 0;
            Color color = ink ? Color.BLACK : Color.WHITE;
            sheet.box(x + i % 7 * zoom, y + i / 7 * zoom, zoom, zoom, color);
        }
    }

    @Test
    void theTenBitmapsStandInARow() {
        Seen.same(
                LeNet5Figures.bitmaps(),
                648,
                128,
                sheet -> {
                    for (int digit = 0; digit < 10; digit++) {
                        int x = 8 + 64 * digit;
                        bitmap(sheet, x, 8, 8, digit);
                        sheet.words("" + digit, x + 28, 116, 11, Canvas.INK, Align.CENTER);
                    }
                });
    }

    /** Puts numbers in place of a layer's weights or biases. */
    private static void set(SequentialBlock net, int layer, String parameter, float... values) {
        Block block = net.getChildren().get(layer).getValue();
        HostArrays.set(block.getParameters().get(parameter).getArray(), values);
    }

    /** Whatever the picture, its F6 is half as dark as the bitmap of 3, and its answer is 3. */
    private static Block always3() {
        SequentialBlock net = sequential(flatten(), dense(84), dense(10));
        Nets.initialize(net, Init.equal(0), 1, new Shape(1, 1, 28, 28));
        float[] f6 = new float[84];
        for (int i = 0; i < 84; i++) {
            f6[i] = DigitBitmaps.targets()[3 * 84 + i] / 2;
        }
        float[] output = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
        set(net, 1, "bias", f6);
        set(net, 2, "bias", output);
        return net;
    }

    /** A quarter and three quarters of white. */
    private static void pale(Canvas sheet) {
        sheet.frame(7, 7, 100, 170, Canvas.GRID);
        for (int i = 0; i < 84; i++) {
            int light = DigitBitmaps.targets()[3 * 84 + i] > 0 ? 64 : 191;
            Color color = new Color(light, light, light);
            sheet.box(8 + i % 7 * 14, 8 + i / 7 * 14, 14, 14, color);
        }
        sheet.words("F6", 57, 188, 11, Canvas.INK, Align.CENTER);
    }

    @Test
    void f6StandsBesideTheBitmapOfTheDigit() {
        Picture three = new Picture(new byte[784], 28, 28, 3, "3");
        Seen.same(
                LeNet5Figures.f6(always3(), three),
                220,
                200,
                sheet -> {
                    pale(sheet);
                    bitmap(sheet, 114, 8, 14, 3);
                    sheet.words("bitmap of 3", 163, 188, 11, Canvas.INK, Align.CENTER);
                });
    }

    @Test
    void aWrongAnswerHasItsBitmapToo() {
        Picture five = new Picture(new byte[784], 28, 28, 5, "5");
        Seen.same(
                LeNet5Figures.f6(always3(), five),
                326,
                200,
                sheet -> {
                    pale(sheet);
                    bitmap(sheet, 114, 8, 14, 5);
                    sheet.words("bitmap of 5", 163, 188, 11, Canvas.INK, Align.CENTER);
                    bitmap(sheet, 220, 8, 14, 3);
                    sheet.words("answer: 3", 269, 188, 11, Canvas.INK, Align.CENTER);
                });
        assertEquals(
                "F6 of the digit 5 as 7×12 pixels beside the bitmap of 5; the answer is 3",
                LeNet5Figures.f6(always3(), five).description());
    }

    @Test
    void aPhotoIsOfNoClass() {
        for (int label : new int[] {-1, 10}) {
            Picture photo = new Picture(new byte[28 * 28], 28, 28, label, "photo.png");
            assertEquals(
                    "F6 of a picture as 7×12 pixels beside the bitmap of 3; the answer is 3",
                    LeNet5Figures.f6(always3(), photo).description());
        }
    }

    @Test
    void otherNetsHaveNoF6() {
        Picture picture = new Picture(new byte[784], 28, 28, 3, "3");
        Block one = sequential(flatten(), dense(10));
        Block other = sequential(flatten(), dense(83), dense(10));
        for (Block net : new Block[] {one, other}) {
            Nets.initialize(net, Init.equal(0), 1, new Shape(1, 1, 28, 28));
            String said =
                    assertThrows(CourseException.class, () -> LeNet5Figures.f6(net, picture))
                            .getMessage();
            assertEquals(
                    "This needs a net whose last but one layer has 84 units, such as"
                            + " LeNet5.block().",
                    said);
        }
    }
}
