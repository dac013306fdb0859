package convnets.figures;

import ai.djl.ndarray.types.Shape;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the boxes of nets side by side stand. Columns are as wide as their words. */
class ColumnsTest {

    private static final DiagramLayer INPUT = layer(Color.BLACK, "input", new Shape(1, 28, 28));
    private static final DiagramLayer DENSE = layer(Color.GREEN, "dense", new Shape(10));
    private static final DiagramLayer CONVOLUTIONS =
            new DiagramLayer(Color.BLUE, List.of("conv 3×3", "ReLU"), new Shape(6, 26, 26), 3);

    private static DiagramLayer layer(Color color, String words, Shape output) {
        return new DiagramLayer(color, List.of(words), output, 1);
    }

    private static double widest(String word, String other) {
        return Math.max(Canvas.width(word, 11), Canvas.width(other, 11));
    }

    /** A box with its words, and the size of the output to its right. */
    private static void box(
            Canvas sheet, double x, int y, double width, Color color, String words, String size) {
        var edge = new RoundRectangle2D.Double(x, y, width, 24, 8, 8);
        sheet.fill(edge, new Color(color.getRGB() & 0xffffff | 28 << 24, true));
        sheet.draw(edge, color, 1.5f);
        sheet.words(words, x + width / 2, y + 16, 11, Canvas.INK, Align.CENTER);
        sheet.words(size, x + width + 8, y + 16, 11, Canvas.INK, Align.LEFT);
    }

    /** From the box above to the one that begins there. */
    private static void arrow(Canvas sheet, double x, int y) {
        sheet.line(x, y - 13, x, y - 2, Canvas.INK);
        Path2D tip = new Path2D.Double();
        tip.moveTo(x - 3.5, y - 6);
        tip.lineTo(x + 3.5, y - 6);
        tip.lineTo(x, y - 1);
        sheet.fill(tip, Canvas.INK);
    }

    @Test
    void anArrowLeadsFromEachBoxToTheNext() {
        double first = 24 + Canvas.width("3 × conv 3×3, ReLU", 11);
        double second = 24 + widest("input", "dense");
        double x = 16 + first + 8 + widest("1@28×28", "6@26×26") + 30;
        double end = x + second + 8 + Canvas.width("1@28×28", 11) + 16;
        Columns columns =
                new Columns(
                        List.of("A", "B"),
                        List.of(List.of(INPUT, CONVOLUTIONS, DENSE), List.of(INPUT, DENSE)));
        Seen.same(
                new Drawing(columns.draw(), ""),
                (int) Math.ceil(end),
                166,
                sheet -> {
                    sheet.bold("A", 16 + first / 2, 30, 14, Canvas.INK, Align.CENTER);
                    box(sheet, 16, 50, first, Color.BLACK, "input", "1@28×28");
                    arrow(sheet, 16 + first / 2, 88);
                    box(sheet, 16, 88, first, Color.BLUE, "3 × conv 3×3, ReLU", "6@26×26");
                    arrow(sheet, 16 + first / 2, 126);
                    box(sheet, 16, 126, first, Color.GREEN, "dense", "10");
                    sheet.bold("B", x + second / 2, 30, 14, Canvas.INK, Align.CENTER);
                    box(sheet, x, 50, second, Color.BLACK, "input", "1@28×28");
                    arrow(sheet, x + second / 2, 88);
                    box(sheet, x, 88, second, Color.GREEN, "dense", "10");
                });
    }

    @Test
    void aColumnHasRoomForItsNameOfAtMost30Characters() {
        String name = "a name that is much too long for a column";
        String shown = "a name that is much too long …";
        double width = 1.15 * Canvas.width(shown, 14);
        Columns columns = new Columns(List.of(name), List.of(List.of(DENSE)));
        Seen.same(
                new Drawing(columns.draw(), ""),
                (int) Math.ceil(16 + width + 8 + Canvas.width("10", 11) + 16),
                90,
                sheet -> {
                    sheet.bold(shown, 16 + width / 2, 30, 14, Canvas.INK, Align.CENTER);
                    box(sheet, 16, 50, width, Color.GREEN, "dense", "10");
                });
    }
}
