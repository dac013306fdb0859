package convnets.look;

import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import convnets.CourseException;
import convnets.engine.HostArrays;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the panel has its rows, and how it colors them; the layers are made up. */
class ActivationsTest {

    private static final LayerOutput IMAGE = maps("image", "", 1, 2, 0, 1, 0.5f, 0.25f);

    private static LayerOutput maps(String name, String layer, int maps, int side, float... all) {
        float[] values = all.length > 0 ? all : new float[maps * side * side];
        return new LayerOutput(name, layer, new Shape(maps, side, side), values);
    }

    private static LayerOutput units(String name, String layer, float... values) {
        return new LayerOutput(name, layer, new Shape(values.length), values);
    }

    private static Drawing wide(LayerOutput... layers) {
        List<LayerOutput> all = List.of(layers);
        return Activations.panel(IMAGE, all, Ranges.of(List.of(all)), 700, 130, 84);
    }

    private static Drawing narrow(LayerOutput... layers) {
        List<LayerOutput> all = List.of(layers);
        return Activations.panel(IMAGE, all, Ranges.of(List.of(all)), 480, 56, 56);
    }

    private static Color gray(double share) {
        return Colormap.GRAY.color(share);
    }

    private static Color heat(double share) {
        return Colormap.HEAT.color(share);
    }

    /** The first row of a wide panel. */
    private static void image(Canvas sheet) {
        sheet.bold("image", 10, 56, 14, Canvas.INK, Align.LEFT);
        Seen.map(sheet, 130, 10, 42, 2, gray(0), gray(1), gray(0.5), gray(0.25));
    }

    /** The lines at a row's left. */
    private static void label(Canvas sheet, int y, String name, String layer, String... lines) {
        sheet.bold(name, 10, y, 12, Canvas.INK, Align.LEFT);
        double beside = 18 + 1.15 * Canvas.width(name, 12);
        sheet.words(layer, beside, y, letters(layer, beside), Canvas.INK, Align.LEFT);
        for (int i = 0; i < lines.length; i++) {
            sheet.words(lines[i], 10, y + 13 * (i + 1), 11, Canvas.INK, Align.LEFT);
        }
    }

    /** The largest letters, from 8 to 11 pixels, in which the words leave 4 of the 130 pixels. */
    private static int letters(String words, double from) {
        return IntStream.rangeClosed(9, 11)
                .filter(size -> from + Canvas.width(words, size) <= 126)
                .max()
                .orElse(8);
    }

    @Test
    void aRowForEachLayer() {
        LayerOutput c1 = maps("C1", "conv", 2, 2, -0.5f, 1, 0, 0.25f, 1, 1, -0.5f, 0);
        LayerOutput f2 = units("F2", "dense", 0, 2, 1, 0.5f);
        LayerOutput output = units("output", "dense", 0.25f, 0.5f, 0.25f);
        Seen.same(
                wide(c1, f2, output),
                700,
                334,
                sheet -> {
                    sheet.bold("1", 230, 62.08, 42, Canvas.ACCENT, Align.LEFT);
                    sheet.words("p = 0.500", 230, 80.08, 12, Canvas.INK, Align.LEFT);
                    image(sheet);
                    label(sheet, 136, "C1", "conv", "2 of 2×2", "−0.50 to 1.00");
                    Color third = heat(1 / 3.0);
                    Seen.map(sheet, 130, 106, 42, 2, heat(0), heat(1), third, heat(0.5));
                    Seen.map(sheet, 222, 106, 42, 2, heat(1), heat(1), heat(0), third);
                    label(sheet, 214, "F2", "dense", "4 units", "0.00 to 2.00");
                    Color[] strip = {heat(0), heat(1), heat(0.5), heat(0.25)};
                    for (int i = 0; i < 4; i++) {
                        sheet.box(130 + 4 * i, 202, 4, 28, strip[i]);
                    }
                    label(sheet, 276, "output", "dense", "3 classes");
                    sheet.line(130, 310, 315, 310, Canvas.INK);
                    sheet.box(130, 296, 59, 14, Canvas.INK);
                    sheet.box(193, 282, 59, 28, Canvas.ACCENT);
                    sheet.box(256, 296, 59, 14, Canvas.INK);
                    sheet.words("0", 159.5, 324, 12, Canvas.INK, Align.CENTER);
                    sheet.words("1", 222.5, 324, 12, Canvas.ACCENT, Align.CENTER);
                    sheet.words("2", 285.5, 324, 12, Canvas.INK, Align.CENTER);
                });
    }

    @Test
    void asAFrameOfAFilmItHasNamesOnly() {
        LayerOutput c1 = maps("C1", "conv", 20, 4);
        float[] units = new float[200];
        units[119] = 1;
        units[120] = 2; // not shown, but the scale goes as far
        float[] p = new float[41];
        p[4] = 0.75f;
        p[40] = 0.25f;
        Seen.same(
                narrow(c1, units("F2", "dense", units), units("output", "dense", p)),
                480,
                201,
                sheet -> {
                    sheet.bold("4", 128, 44.72, 28, Canvas.ACCENT, Align.LEFT);
                    sheet.words("p = 0.750", 128, 62.72, 12, Canvas.INK, Align.LEFT);
                    sheet.bold("image", 10, 42, 11, Canvas.INK, Align.LEFT);
                    Seen.map(sheet, 56, 10, 28, 2, gray(0), gray(1), gray(0.5), gray(0.25));
                    sheet.bold("C1", 10, 92, 11, Canvas.INK, Align.LEFT);
                    for (int i = 0; i < 16; i++) { // whole pixels of the room for 21
                        sheet.box(56 + 24 * i, 78, 20, 20, heat(0));
                    }
                    sheet.bold("F2", 10, 123, 11, Canvas.INK, Align.LEFT);
                    sheet.box(56, 110, 357, 18, heat(0));
                    sheet.box(413, 110, 3, 18, heat(0.5));
                    sheet.bold("output", 10, 162.5, 11, Canvas.INK, Align.LEFT);
                    sheet.line(56, 177, 462, 177, Canvas.INK);
                    sheet.box(96, 149.25, 6, 27.75, Canvas.ACCENT); // too narrow for a number
                    sheet.box(456, 167.75, 6, 9.25, Canvas.INK);
                });
    }

    @Test
    void ofLargeLayersTheFirstAreShown() {
        String words = "a layer whose description is longer than all the room there is";
        Seen.same(
                wide(maps("C1", words, 17, 30), maps("C2", "conv 1×1, 3", 9, 40)),
                700,
                210,
                sheet -> {
                    image(sheet);
                    label(sheet, 118, "C1", words, "17 of 30×30", "first 16 shown");
                    for (int i = 0; i < 16; i++) {
                        sheet.box(130 + 34 * i, 106, 30, 30, heat(0));
                    }
                    label(sheet, 170, "C2", "conv 1×1, 3", "9 of 40×40", "0.00 to 0.00");
                    for (int i = 0; i < 9; i++) { // a pixel of the map gets more than one
                        sheet.box(130 + 44 * i, 158, 40, 40, heat(0));
                    }
                });
    }

    @Test
    void mapsOfOneValueAreAStrip() {
        float[] p = new float[130];
        p[129] = 1;
        Seen.same(
                wide(maps("C5", "conv", 3, 1, 0, 1, 0.5f), units("output", "dense", p)),
                700,
                238,
                sheet -> {
                    sheet.bold("129", 230, 62.08, 42, Canvas.ACCENT, Align.LEFT);
                    sheet.words("p = 1.000", 230, 80.08, 12, Canvas.INK, Align.LEFT);
                    image(sheet);
                    label(sheet, 118, "C5", "conv", "3 of 1×1", "0.00 to 1.00");
                    sheet.box(130, 106, 4, 28, heat(0));
                    sheet.box(134, 106, 4, 28, heat(1));
                    sheet.box(138, 106, 4, 28, heat(0.5));
                    label(sheet, 174, "output", "dense", "130 classes", "first 120 shown");
                    sheet.line(130, 214, 606, 214, Canvas.INK);
                });
    }

    @Test
    void ofANetThatComputesNothingThereIsNothingToSee() {
        Shape shape = new Shape(1, 1, 4, 4);
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = manager.ones(shape);
            for (Block net : List.of(sequential(), Blocks.identityBlock())) {
                Nets.initialize(net, Init.he(), 0, shape);
                String said =
                        assertThrows(CourseException.class, () -> Activations.of(net, x))
                                .getMessage();
                assertTrue(said.contains("nothing to look at"), said);
            }
        }
    }

    @Test
    void upToEightMapsStandFurtherApart() {
        // of eight maps each has 62 pixels and 8 beside it, of nine 58 and 4
        Drawing eight = wide(maps("C1", "", 8, 70));
        Drawing nine = wide(maps("C1", "", 9, 60));
        for (int x = 130; x < 700; x++) {
            boolean inEight = x < 130 + 8 * 70 && (x - 130) % 70 < 62;
            boolean inNine = x < 130 + 9 * 62 && (x - 130) % 62 < 58;
            assertEquals(inEight ? heat(0).getRGB() : 0, eight.image().getRGB(x, 110), "8: " + x);
            assertEquals(inNine ? heat(0).getRGB() : 0, nine.image().getRGB(x, 110), "9: " + x);
        }
    }

    @Test
    void tenClassesShareTheRoom() {
        float[] p = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0};
        Seen.same(
                wide(units("output", "dense", p)),
                700,
                186,
                sheet -> {
                    sheet.bold("7", 230, 62.08, 42, Canvas.ACCENT, Align.LEFT);
                    sheet.words("p = 1.000", 230, 80.08, 12, Canvas.INK, Align.LEFT);
                    image(sheet);
                    label(sheet, 128, "output", "dense", "10 classes");
                    sheet.line(130, 162, 686, 162, Canvas.INK);
                    sheet.box(522, 106, 52, 56, Canvas.ACCENT);
                    for (int i = 0; i < 10; i++) {
                        Color color = i == 7 ? Canvas.ACCENT : Canvas.INK;
                        sheet.words("" + i, 156 + 56 * i, 176, 12, color, Align.CENTER);
                    }
                });
    }

    @Test
    void wordsBesideANameShrinkAsFarAsTheyMust() {
        for (int length = 1; length < 25; length++) {
            String words = "n".repeat(length);
            Drawing panel = wide(units("F1", words, 0, 1));
            Canvas wanted = new Canvas(700, 158);
            label(wanted, 118, "F1", words, "2 units", "0.00 to 1.00");
            Seen.same(
                    panel.image().getSubimage(0, 100, 120, 58),
                    wanted.image().getSubimage(0, 100, 120, 58));
        }
    }

    @Test
    void itsWordsNameTheLayersAndTheBestThree() {
        LayerOutput c1 = maps("C1", "conv", 2, 3);
        LayerOutput output = units("output", "dense", 0.1f, 0.2f, 0.4f, 0.3f);
        assertEquals(
                "Activations: C1 (2, 3, 3), output (4); most probable classes: 2: 0.400, 3: 0.300,"
                        + " 1: 0.200",
                wide(c1, output).description());
        assertEquals("Activations: C1 (2, 3, 3)", wide(c1).description());
    }

    @Test
    void theScaleOfALayerGoesOverAllRuns() {
        LayerOutput one = units("F1", "dense", -1, 2);
        LayerOutput other = units("F1", "dense", -3, 1);
        Ranges ranges = Ranges.of(List.of(List.of(one), List.of(other)));
        assertEquals(-3, ranges.low(one));
        assertEquals(2, ranges.high(other));
    }

    @Test
    void ofEqualProbabilitiesTheFirstIsTheAnswer() {
        assertEquals(1, units("output", "dense", 0.2f, 0.4f, 0.4f).answer());
        float[] second = maps("C1", "conv", 2, 2, 1, 2, 3, 4, 5, 6, 7, 8).map(1);
        assertEquals("[5.0, 6.0, 7.0, 8.0]", Arrays.toString(second));
    }
}
