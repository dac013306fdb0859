package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Seen;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chain of values: its boxes, and its arrows forward and back. */
class BackwardPassTest {

    private static final BackwardPass PASS =
            new BackwardPass(
                    List.of("z", "a", "L"),
                    new double[] {0.5, -1.25, 2},
                    new double[] {-0.125, 1.5, 1});

    private static void box(Canvas sheet, int x, String name, String value, String slope) {
        sheet.frame(x, 41, 88, 34, Canvas.INK);
        sheet.words(name, x + 44, 63, 13, Canvas.INK, Align.CENTER);
        sheet.words(value, x + 44, 32, 13, Canvas.ACCENT, Align.CENTER);
        sheet.words(slope, x + 44, 94, 13, Canvas.WRONG, Align.CENTER);
    }

    /** From the end to the tip; the head opens by so many pixels. */
    private static void arrow(Canvas sheet, int end, int tip, int y, int opens, Color color) {
        sheet.line(end, y, tip, y, color);
        sheet.line(tip, y, tip + opens, y - 4, color);
        sheet.line(tip, y, tip + opens, y + 4, color);
    }

    @Test
    void valuesGoForwardAboveAndSlopesBackwardBelow() {
        Seen.same(
                PASS.drawing(),
                364,
                118,
                sheet -> {
                    box(sheet, 10, "z", "0.5000", "−0.1250");
                    box(sheet, 138, "a", "−1.2500", "1.5000");
                    arrow(sheet, 104, 132, 28, -6, Canvas.ACCENT);
                    arrow(sheet, 132, 104, 89, 6, Canvas.WRONG);
                    box(sheet, 266, "L", "2.0000", "1.0000");
                    arrow(sheet, 232, 260, 28, -6, Canvas.ACCENT);
                    arrow(sheet, 260, 232, 89, 6, Canvas.WRONG);
                });
    }

    @Test
    void itsWordsAreThoseOfThePicture() {
        assertEquals(
                "Values forward, slopes backward: z: 0.5000, slope −0.1250; a: −1.2500, slope"
                        + " 1.5000; L: 2.0000, slope 1.0000",
                PASS.drawing().description());
        assertEquals(PASS.drawing().description(), PASS.toString());
    }

    private static void refuses(
            String words, List<String> names, double[] values, double[] slopes) {
        String said =
                assertThrows(CourseException.class, () -> new BackwardPass(names, values, slopes))
                        .getMessage();
        assertEquals(words, said);
    }

    @Test
    void asManyOfEach() {
        refuses(
                "A chain needs as many names (2) as values (1) and slopes (1).",
                List.of("z", "L"),
                new double[1],
                new double[1]);
        refuses(
                "A chain needs as many names (1) as values (1) and slopes (0).",
                List.of("z"),
                new double[1],
                new double[0]);
        refuses(
                "There is no list of names here, only null: run the cell that makes the list of"
                        + " names again.",
                null,
                new double[1],
                new double[1]);
    }
}
