package convnets.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.data.Picture;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a reading shows the strip, the hits above it and the probabilities below it. */
class ReadingDrawingTest {

    private static DigitStrip strip(int width) {
        Picture black = new Picture(new byte[28 * width], 28, width, 0, "strip");
        return new DigitStrip(black, List.of(new DigitStrip.Digit(2, 14)));
    }

    private static Color heat(double p) {
        return Colormap.HEAT.color(p);
    }

    /** At three places the probabilities of three classes. */
    private static final float[][] P = {{0, 0.04f, 0.96f}, {0.5f, 0.25f, 0.25f}, {0, 1, 0}};

    @Test
    void aPlacesProbabilitiesStandBelowWhatItSees() {
        Seen.same(
                new Reading(strip(60), 16, P).drawing(),
                440,
                263,
                sheet -> {
                    sheet.box(30, 34, 360, 168, Color.BLACK);
                    sheet.bold("2", 30 + 14 * 6, 26, 18, Canvas.ACCENT, Align.CENTER);
                    sheet.bold("1", 30 + 46 * 6, 26, 18, Canvas.WRONG, Align.CENTER);
                    for (int c = 0; c < 3; c++) {
                        sheet.words("" + c, 22, 223 + 13 * c, 11, Canvas.INK, Align.RIGHT);
                    }
                    sheet.box(30, 212, 360, 39, heat(0));
                    for (int i = 0; i < 9; i++) {
                        // from 8 pixels before the first place's middle
                        int x = 30 + 6 * 6 + i % 3 * 96;
                        sheet.box(x, 212 + i / 3 * 13, 96, 13, heat(P[i % 3][i / 3]));
                    }
                    sheet.scale(Colormap.HEAT, "0", "1", 400, 212, 38);
                });
    }

    @Test
    void aLongStripIsDrawnSmaller() {
        Reading reading = new Reading(strip(155), 4, P);
        BufferedImage image = reading.drawing().image();
        assertEquals("700×207", image.getWidth() + "×" + image.getHeight());
        assertEquals(
                "A strip of 155 pixels: 2; read at 3 places; hits with p ≥ 0.9: 1 at 22 (false)",
                reading.drawing().description());
    }

    @Test
    void ofEqualProbabilitiesTheFirstIsTheAnswer() {
        assertEquals(1, new Reading(strip(28), 4, new float[][] {{0.2f, 0.4f, 0.4f}}).answer(0));
    }
}
