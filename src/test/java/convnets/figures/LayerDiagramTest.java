package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the slabs, bars, arrows and words of a diagram stand. */
class LayerDiagramTest {

    private static final Color COLOR = new Color(55, 105, 155);

    /** A fifth and two fifths of the way from there to white. */
    private static final Color RIGHT = new Color(95, 135, 175);

    private static final Color TOP = new Color(135, 165, 195);

    /** Seven tenths of the color. */
    private static final Color EDGE = new Color(38, 73, 108);

    /** Wider than the drawing of a small layer, whatever the letters. */
    private static final String WORDS = "a layer of a net";

    private static final int COLUMN = (int) Math.ceil(Canvas.width(WORDS, 11));

    private static DiagramLayer layer(int times, Shape output, String... words) {
        return new DiagramLayer(COLOR, List.of(words), output, times);
    }

    private static Drawing drawn(DiagramLayer... layers) {
        return new Drawing(new LayerDiagram(List.of(layers)).draw(), "");
    }

    private static Path2D corners(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static void words(Canvas sheet, String words, double middle, int y) {
        sheet.words(words, middle, y, 11, Canvas.INK, Align.CENTER);
    }

    private static void name(Canvas sheet, String words, double middle, int y) {
        sheet.words(words, middle, y, 11, COLOR, Align.CENTER);
    }

    /** A bar that is filled, with the lines between its values and around it. */
    private static void bar(Canvas sheet, int x, int y, int high, int... lines) {
        sheet.box(x, y, 12, high, RIGHT);
        for (int line : lines) {
            sheet.line(x, y + line, x + 12, y + line, EDGE);
        }
        sheet.draw(new Rectangle2D.Double(x, y, 12, high), EDGE, 1);
    }

    private static void arrow(Canvas sheet, int from, int y) {
        sheet.line(from, y, from + 14, y, Canvas.INK);
        sheet.fill(corners(from + 15, y, from + 10, y - 3, from + 10, y + 3), Canvas.INK);
    }

    /** Of 28 pixels across: the slab's back is 46 pixels to the right and 31 up. */
    private static void slab(Canvas sheet, int x, int y, int thick, int high) {
        int right = x + thick;
        Path2D map =
                corners(right, y, right + 46, y - 31, right + 46, y - 31 + high, right, y + high);
        Path2D top = corners(x, y, right, y, right + 46, y - 31, x + 46, y - 31);
        sheet.fill(map, RIGHT).fill(top, TOP).box(x, y, thick, high, COLOR);
        if (thick == 5) { // two channels, the only ones that are far enough apart
            sheet.line(x + 2.5, y, x + 2.5, y + high, TOP);
            sheet.line(x + 2.5, y, x + 48.5, y - 31, COLOR);
        }
        sheet.draw(map, EDGE, 1).draw(top, EDGE, 1);
        sheet.draw(new Rectangle2D.Double(x, y, thick, high), EDGE, 1);
    }

    @Test
    void aMapIsASlabWithItsWordsAboveAndItsSizeBelow() {
        Seen.same(
                drawn(layer(1, new Shape(4096, 14, 28), "conv", "pad")),
                201,
                200,
                sheet -> { // half as high as it is wide: 85 pixels, since 130 × 0.5^0.6 = 85.8
                    slab(sheet, 14, 80, 127, 85);
                    name(sheet, "conv", 100.5, 24);
                    words(sheet, "pad", 100.5, 38);
                    words(sheet, "4096@14×28", 100.5, 182);
                });
    }

    @Test
    void twoChannelsAreToldApart() {
        Seen.same(
                drawn(layer(1, new Shape(2, 28, 28), WORDS)),
                28 + COLUMN,
                231,
                sheet -> {
                    slab(sheet, 14 + (COLUMN - 51) / 2, 65, 5, 130);
                    name(sheet, WORDS, 14 + COLUMN / 2.0, 24);
                    words(sheet, "2@28×28", 14 + COLUMN / 2.0, 213);
                });
    }

    @Test
    void aStepThatIsRepeatedIsDrawnFromTheBackAndAnArrowLeadsToTheNext() {
        Seen.same(
                drawn(layer(3, new Shape(1, 28, 28), WORDS), layer(1, new Shape(10), WORDS)),
                46 + 2 * COLUMN,
                245,
                sheet -> {
                    int left = 14 + (COLUMN - 62) / 2;
                    slab(sheet, left + 14, 79, 2, 130);
                    slab(sheet, left + 7, 79, 2, 130);
                    slab(sheet, left, 79, 2, 130);
                    words(sheet, "3 ×", 14 + COLUMN / 2.0, 24);
                    name(sheet, WORDS, 14 + COLUMN / 2.0, 38);
                    words(sheet, "1@28×28", 14 + COLUMN / 2.0, 227);
                    int next = 32 + COLUMN;
                    int x = next + (COLUMN - 12) / 2;
                    bar(sheet, x, 79, 130, 13, 26, 39, 52, 65, 78, 91, 104, 117);
                    name(sheet, WORDS, next + COLUMN / 2.0, 38);
                    words(sheet, "10", next + COLUMN / 2.0, 227);
                    arrow(sheet, next - 16, 144);
                });
    }

    @Test
    void theValuesOfAVectorAreToldApartUpToTwelve() {
        Seen.same(
                drawn(layer(2, new Shape(13), WORDS), layer(1, new Shape(12), WORDS)),
                46 + 2 * COLUMN,
                214,
                sheet -> { // 130 × (12 / 13)^0.35 = 126.4: room for 10 pixels each
                    int left = 14 + (COLUMN - 29) / 2;
                    bar(sheet, left + 17, 49, 130);
                    bar(sheet, left, 49, 130);
                    words(sheet, "2 ×", 14 + COLUMN / 2.0, 24);
                    name(sheet, WORDS, 14 + COLUMN / 2.0, 38);
                    words(sheet, "13", 14 + COLUMN / 2.0, 196);
                    int next = 32 + COLUMN;
                    int x = next + (COLUMN - 12) / 2;
                    bar(sheet, x, 54, 120, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110);
                    name(sheet, WORDS, next + COLUMN / 2.0, 38);
                    words(sheet, "12", next + COLUMN / 2.0, 196);
                    arrow(sheet, next - 16, 114);
                });
    }

    @Test
    void whatHasNoRoomStandsInTheNextRow() {
        String wide = "as wide as more than half a page ".repeat(4);
        int column = (int) Math.ceil(Canvas.width(wide, 11));
        Seen.same(
                drawn(layer(1, new Shape(10), wide), layer(1, new Shape(5), wide)),
                28 + column,
                356,
                sheet -> { // 130 × 0.5^0.35 = 102: room for 20 pixels each
                    int x = 14 + (column - 12) / 2;
                    bar(sheet, x, 35, 130, 13, 26, 39, 52, 65, 78, 91, 104, 117);
                    name(sheet, wide, 14 + column / 2.0, 24);
                    words(sheet, "10", 14 + column / 2.0, 182);
                    bar(sheet, x, 221, 100, 20, 40, 60, 80);
                    name(sheet, wide, 14 + column / 2.0, 210);
                    words(sheet, "5", 14 + column / 2.0, 338);
                });
    }

    @Test
    void aRowIsAsWideAsAPage() {
        // six times 97 pixels, five gaps of 18 and two margins of 14
        List<DiagramLayer> six = Collections.nCopies(6, layer(6, new Shape(10), "x"));
        assertEquals("700×214", size(six));
        List<DiagramLayer> more = new ArrayList<>(six);
        more.set(5, layer(7, new Shape(10), "x"));
        assertEquals("585×414", size(more));
    }

    private static String size(List<DiagramLayer> layers) {
        BufferedImage image = new LayerDiagram(layers).draw();
        return image.getWidth() + "×" + image.getHeight();
    }
}
