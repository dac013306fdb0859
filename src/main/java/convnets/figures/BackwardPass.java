package convnets.figures;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A computation in a row: from left to right the values, from right to left the slopes of the last
 * value with respect to each.
 *
 * @param names of the values, in the order in which they are computed
 * @param values as many
 * @param slopes as many: how fast the last value grows with this one
 */
public record BackwardPass(List<String> names, double[] values, double[] slopes) implements View {

    private static final int BOX = 88;
    private static final int GAP = 40;
    private static final int HEIGHT = 118;
    private static final int MIDDLE = 58;

    /**
     * Checks that each value has its name and its slope.
     *
     * @param names of the values, in the order in which they are computed
     * @param values as many
     * @param slopes as many
     * @throws CourseException if there are not as many of each
     */
    public BackwardPass {
        names = Given.names(names);
        Given.of("array of values", values);
        Given.of("array of slopes", slopes);
        if (names.size() != values.length || values.length != slopes.length) {
            throw new CourseException(
                    "A chain needs as many names (%d) as values (%d) and slopes (%d).",
                    names.size(), values.length, slopes.length);
        }
    }

    @Override
    public Drawing drawing() {
        Canvas sheet = new Canvas(names.size() * (BOX + GAP) - GAP + 20, HEIGHT);
        for (int i = 0; i < names.size(); i++) {
            double left = 10 + i * (BOX + GAP);
            double middle = left + BOX / 2.0;
            sheet.frame(left, MIDDLE - 17, BOX, 34, Canvas.INK);
            sheet.words(names.get(i), middle, MIDDLE + 5, 13, Canvas.INK, Align.CENTER);
            sheet.words(number(values[i]), middle, MIDDLE - 26, 13, Canvas.ACCENT, Align.CENTER);
            sheet.words(number(slopes[i]), middle, MIDDLE + 36, 13, Canvas.WRONG, Align.CENTER);
            if (i > 0) {
                arrow(sheet, left - GAP + 6, left - 6, MIDDLE - 30, true);
                arrow(sheet, left - GAP + 6, left - 6, MIDDLE + 31, false);
            }
        }
        return sheet.drawing(toString());
    }

    private static void arrow(Canvas sheet, double left, double right, double y, boolean forward) {
        var color = forward ? Canvas.ACCENT : Canvas.WRONG;
        double tip = forward ? right : left;
        double back = forward ? -6 : 6;
        sheet.line(left, y, right, y, color);
        sheet.line(tip, y, tip + back, y - 4, color);
        sheet.line(tip, y, tip + back, y + 4, color);
    }

    private static String number(double value) {
        return Text.signed("%.4f", value);
    }

    @Override
    public String toString() {
        return IntStream.range(0, names.size())
                .mapToObj(
                        i ->
                                Text.format(
                                        "%s: %s, slope %s",
                                        names.get(i), number(values[i]), number(slopes[i])))
                .collect(Collectors.joining("; ", "Values forward, slopes backward: ", ""));
    }
}
