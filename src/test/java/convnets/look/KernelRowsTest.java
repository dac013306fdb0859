package convnets.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where rows of kernels stand, and what their colors mean. */
class KernelRowsTest {

    private static KernelRows.Row row(String name, double largest, float[]... kernels) {
        int size = (int) Math.sqrt(kernels[0].length);
        List<String> names = IntStream.range(0, kernels.length).mapToObj(i -> "k" + i).toList();
        return new KernelRows.Row(name, size, List.of(kernels), names, largest);
    }

    /** Kernels without a difference. */
    private static Drawing zeros(int count, int size) {
        float[][] kernels =
                Collections.nCopies(count, new float[size * size]).toArray(new float[0][]);
        return new KernelRows(List.of(row("", 1, kernels))).together("");
    }

    private static Color signed(double weight) {
        return Colormap.SIGNED.color((weight + 1) / 2);
    }

    private static void kernel(Canvas sheet, int x, int y, String name, double... weights) {
        for (int i = 0; i < 4; i++) {
            sheet.box(x + i % 2 * 38, y + i / 2 * 38, 38, 38, signed(weights[i]));
        }
        sheet.words(name, x + 38, y + 88, 11, Canvas.INK, Align.CENTER);
    }

    private static final KernelRows TWO =
            new KernelRows(
                    List.of(
                            row("one", 1, new float[] {1, 0, -1, 0.5f}, new float[] {0, 0, 1, 1}),
                            row("another", 2, new float[] {2, 1, 0, -2})));

    private static int left() {
        return 20 + (int) (1.15 * Canvas.width("another", 12));
    }

    @Test
    void onOneScaleAWeightHasOneColorInAllRows() {
        int left = left();
        Seen.same(
                TWO.together("words"),
                left + 234,
                204,
                sheet -> {
                    sheet.bold("one", 8, 51, 12, Canvas.INK, Align.LEFT);
                    kernel(sheet, left, 8, "k0", 0.5, 0, -0.5, 0.25);
                    kernel(sheet, left + 82, 8, "k1", 0, 0, 0.5, 0.5);
                    sheet.bold("another", 8, 149, 12, Canvas.INK, Align.LEFT);
                    kernel(sheet, left, 106, "k0", 1, 0.5, 0, -1);
                    sheet.scale(Colormap.SIGNED, "−2.0", "2.0", left + 164, 8, 76);
                });
        assertEquals("words", TWO.together("words").description());
    }

    @Test
    void apartEachRowHasAScale() {
        int left = left();
        Seen.same(
                TWO.apart("words"),
                left + 234,
                204,
                sheet -> {
                    sheet.bold("one", 8, 51, 12, Canvas.INK, Align.LEFT);
                    kernel(sheet, left, 8, "k0", 1, 0, -1, 0.5);
                    kernel(sheet, left + 82, 8, "k1", 0, 0, 1, 1);
                    sheet.scale(Colormap.SIGNED, "−1.0", "1.0", left + 164, 8, 76);
                    sheet.bold("another", 8, 149, 12, Canvas.INK, Align.LEFT);
                    kernel(sheet, left, 106, "k0", 1, 0.5, 0, -1);
                    sheet.scale(Colormap.SIGNED, "−2.0", "2.0", left + 164, 106, 76);
                });
    }

    @Test
    void withoutNamesNoRoomIsLeftForThem() {
        Seen.same(
                new KernelRows(List.of(row("", 1, new float[] {1, 0, 0, -1}))).together(""),
                160,
                106,
                sheet -> {
                    kernel(sheet, 8, 8, "k0", 1, 0, 0, -1);
                    sheet.scale(Colormap.SIGNED, "−1.0", "1.0", 90, 8, 76);
                });
    }

    @Test
    void ofVeryManyTheFirst96AreShown() {
        Seen.same(
                zeros(97, 1),
                686,
                332,
                sheet -> {
                    for (int i = 0; i < 96; i++) {
                        int x = 8 + 38 * (i % 16);
                        int y = 8 + 50 * (i / 16);
                        sheet.box(x, y, 32, 32, signed(0));
                        sheet.words("k" + i, x + 16, y + 44, 11, Canvas.INK, Align.CENTER);
                    }
                    sheet.scale(Colormap.SIGNED, "−1.0", "1.0", 616, 8, 40);
                    sheet.words("first 96 shown", 8, 324, 11, Canvas.INK, Align.LEFT);
                });
    }

    @Test
    void aLineHasRoomForEachWeight() {
        assertEquals("686×312", size(zeros(96, 1)), "16 in each of 6 lines");
        assertEquals("690×516", size(zeros(96, 11)), "12 in each of 8 lines");
        assertEquals("698×752", size(zeros(96, 13)), "10 in each of 10 lines: 11 have no room");
        assertEquals("694×279", size(zeros(20, 30)), "8 in each of 3 lines, though 4 had room");
        assertEquals("694×190", size(zeros(9, 30)), "8 and 1");
    }

    private static String size(Drawing drawing) {
        BufferedImage image = drawing.image();
        return image.getWidth() + "×" + image.getHeight();
    }
}
