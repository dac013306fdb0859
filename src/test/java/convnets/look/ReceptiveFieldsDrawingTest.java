package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.data.Picture;
import convnets.models.LeNet5;
import convnets.nn.PadAndScale;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where the frames around receptive fields stand. */
class ReceptiveFieldsDrawingTest {

    private static final Picture BLACK = new Picture(new byte[784], 28, 28, -1, "black");

    private static void field(Canvas sheet, int x, int y, int side, Color color) {
        sheet.frame(x, y, side, side, color);
        sheet.frame(x + 1, y + 1, side - 2, side - 2, color);
    }

    @Test
    void paddingIsABorderAroundThePicture() {
        Block net = sequential(conv(1, 3).pad(1), maxPool(2));
        Seen.same(
                ReceptiveFields.of(net, BLACK, "C1", "S2").drawing(),
                708,
                390,
                sheet -> { // 11 screen pixels for each of the 30 in each direction
                    for (int x = 27; x <= 373; x += 346) {
                        sheet.box(x, 27, 308, 308, Color.BLACK);
                        sheet.frame(x, 27, 308, 308, Canvas.INK);
                    }
                    field(sheet, 16, 16, 33, Color.ORANGE);
                    field(sheet, 27 + 13 * 11, 27 + 13 * 11, 33, Canvas.WRONG);
                    sheet.bold("C1: 3×3 pixels", 181, 364, 12, Canvas.INK, Align.CENTER);
                    field(sheet, 362, 16, 44, Color.ORANGE);
                    field(sheet, 373 + 13 * 11, 27 + 13 * 11, 44, Canvas.WRONG);
                    sheet.bold("S2: 4×4 pixels", 527, 364, 12, Canvas.INK, Align.CENTER);
                });
    }

    @Test
    void theMiddleOfAWidePictureIsFewRowsDown() {
        Picture wide = new Picture(new byte[320], 8, 40, -1, "wide");
        Seen.same(
                ReceptiveFields.of(sequential(conv(1, 3)), wide, "C1").drawing(),
                752,
                780,
                sheet -> { // 18 screen pixels for each; the map has 6 rows and 38 columns
                    sheet.box(16, 16, 720, 144, Color.BLACK);
                    sheet.frame(16, 16, 720, 144, Canvas.INK);
                    field(sheet, 16, 16, 54, Color.ORANGE);
                    field(sheet, 16 + 19 * 18, 16 + 3 * 18, 54, Canvas.WRONG);
                    sheet.bold("C1: 3×3 pixels", 376, 754, 12, Canvas.INK, Align.CENTER);
                });
    }

    @Test
    void aPixelIsDrawnTwiceAsLargeAtLeast() {
        String[] names = new String[20];
        Arrays.fill(names, "C1");
        Block net = sequential(conv(1, 3));
        BufferedImage image = ReceptiveFields.of(net, BLACK, names).drawing().image();
        assertEquals("1456×116", image.getWidth() + "×" + image.getHeight());
    }

    @Test
    void theFrameOfLeNet5IsABorderToo() {
        ReceptiveField field = ReceptiveField.of(LeNet5.block(), new Shape(1, 1, 28, 28), "C1");
        assertEquals(new ReceptiveField(-2, 1, 5, 28), field);
        Block behind = sequential(maxPool(2), new PadAndScale(), conv(1, 1));
        assertEquals(
                new ReceptiveField(-4, 2, 2, 12),
                ReceptiveField.of(behind, new Shape(1, 1, 16, 16), "C2"),
                "behind a pooling, each of its pixels is two of the picture's");
    }
}
