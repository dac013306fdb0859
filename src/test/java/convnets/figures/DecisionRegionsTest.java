package convnets.figures;

import static convnets.nn.Init.glorot;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Nets.initialize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Palette;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Squares that are halved by nets whose one question is known. */
class DecisionRegionsTest {

    /** The classes' colors, a quarter of them. */
    private static final Color PALE_BLUE = new Color(0x404477aa, true);

    private static final Color PALE_RED = new Color(0x40ee6677, true);

    private static Images points(int[] labels, int... coordinates) {
        byte[] pixels = new byte[coordinates.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) coordinates[i];
        }
        return new Images(pixels, labels, 1, 1, 2, List.of("blue", "red"));
    }

    /** Three blue points and a red one. */
    private static Images four() {
        return points(new int[] {0, 1, 0, 0}, 0, 0, 255, 0, 100, 200, 200, 255);
    }

    /** Answers red where a weighted sum of x and y is above one half. */
    private static Block redWhere(float x, float y) {
        Block net = initialize(sequential(flatten(), dense(2)), glorot(), 0, new Shape(1, 1, 1, 2));
        HostArrays.set(net.getParameters().get(0).getValue().getArray(), new float[] {0, 0, x, y});
        HostArrays.set(net.getParameters().get(1).getValue().getArray(), new float[] {0.5f, 0});
        return net;
    }

    /** A point, in pixels from the lower left corner of the square. */
    private static void point(Canvas sheet, double x, double y, int label, int left) {
        var dot = new Ellipse2D.Double(left + x - 2.5, 246 - y - 2.5, 5, 5);
        sheet.fill(dot, Palette.color(label));
    }

    private static void fourPoints(Canvas sheet, int left) {
        point(sheet, 0, 0, 0, left);
        point(sheet, 220, 0, 1, left);
        point(sheet, 100 / 255.0 * 220, 200 / 255.0 * 220, 0, left);
        point(sheet, 200 / 255.0 * 220, 220, 0, left);
        sheet.frame(left, 26, 220, 220, Canvas.INK);
    }

    @Test
    void eachNetHasASquare() {
        DecisionRegions regions =
                DecisionRegions.of(four())
                        .add("right", redWhere(1, 0))
                        .add("above", redWhere(0, 1));
        Seen.same(
                regions.drawing(),
                482,
                260,
                sheet -> {
                    sheet.box(14, 26, 110, 220, PALE_BLUE);
                    sheet.box(124, 26, 110, 220, PALE_RED);
                    sheet.words("right: accuracy 0.750", 14, 18, 12, Canvas.INK, Align.LEFT);
                    fourPoints(sheet, 14);
                    sheet.box(248, 26, 220, 110, PALE_RED);
                    sheet.box(248, 136, 220, 110, PALE_BLUE);
                    sheet.words("above: accuracy 0.250", 248, 18, 12, Canvas.INK, Align.LEFT);
                    fourPoints(sheet, 248);
                });
        assertEquals(
                "4 points of the classes blue and red, and what a net answers where: right:"
                        + " accuracy 0.750; above: accuracy 0.250",
                regions.drawing().description());
    }

    @Test
    void withoutANetThereAreThePoints() {
        DecisionRegions none = DecisionRegions.of(four());
        Seen.same(none.drawing(), 248, 260, sheet -> fourPoints(sheet, 14));
        assertEquals("4 points of the classes blue and red", none.drawing().description());
    }

    @Test
    void ofMorePoints400AreDrawn() {
        int[] labels = new int[401];
        labels[399] = 1;
        int[] coordinates = new int[802];
        coordinates[798] = 255; // the last that is drawn
        coordinates[801] = 255;
        DecisionRegions many = DecisionRegions.of(points(labels, coordinates));
        Seen.same(
                many.drawing(),
                248,
                260,
                sheet -> {
                    for (int i = 0; i < 399; i++) { // soft edges add up
                        point(sheet, 0, 0, 0, 14);
                    }
                    point(sheet, 220, 0, 1, 14);
                    sheet.frame(14, 26, 220, 220, Canvas.INK);
                });
        assertEquals("401 points of the classes blue and red", many.toString());
    }
}
