package convnets.figures;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Palette;
import convnets.plot.View;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A loss over two weights, seen from above: the long valley L(a, b) = a² / 100 + b², in which a
 * step that suits one direction is too long or too short for the other. Rules that make a step out
 * of a slope are sent down from one place, and their paths are drawn.
 */
public final class Valley implements View {

    private static final int MOST_STEPS = 10_000;

    private static final double START_A = -9;
    private static final double START_B = 2.2;

    /** Of the drawing: pixels for a unit, and where the lowest place lies. */
    private static final double SCALE = 52;

    private static final int WIDTH = 690;
    private static final int HEIGHT = 300;
    private static final int MIDDLE_A = 540;
    private static final int MIDDLE_B = 150;
    private static final int LEGEND = 34;

    private final Map<String, double[][]> paths = new LinkedHashMap<>();

    /**
     * The loss.
     *
     * @param a the weight along the valley
     * @param b the weight across it
     * @return its height, 0 at its lowest place
     */
    public static double loss(double a, double b) {
        return a * a / 100 + b * b;
    }

    /**
     * Sends a rule down, from a = −9, b = 2.2.
     *
     * @param name in the legend
     * @param rule makes a rule for one weight, with a memory of its own: from the slope to the step
     *     that the weight takes downhill
     * @param steps how many
     * @return this, with one more path
     * @throws CourseException if there are fewer than none, or more than can be drawn
     */
    public Valley descend(String name, Supplier<DoubleUnaryOperator> rule, int steps) {
        Given.of("rule", rule);
        if (steps < 0 || steps > MOST_STEPS) {
            throw new CourseException("A path has 0 to %,d steps, not %,d.", MOST_STEPS, steps);
        }
        DoubleUnaryOperator ofA = rule.get();
        DoubleUnaryOperator ofB = rule.get();
        double[][] path = new double[2][steps + 1];
        path[0][0] = START_A;
        path[1][0] = START_B;
        for (int i = 0; i < steps; i++) {
            path[0][i + 1] = path[0][i] - ofA.applyAsDouble(path[0][i] / 50);
            path[1][i + 1] = path[1][i] - ofB.applyAsDouble(2 * path[1][i]);
        }
        paths.put(name, path);
        return this;
    }

    @Override
    public Drawing drawing() {
        Canvas sheet = new Canvas(WIDTH, HEIGHT + LEGEND);
        sheet.picture(ground(), 0, 0, WIDTH, HEIGHT);
        sheet.words("start", x(START_A), y(START_B) - 10, 12, Canvas.INK, Align.CENTER);
        int color = 0;
        int left = 10;
        for (Map.Entry<String, double[][]> path : paths.entrySet()) {
            Color ink = Palette.color(color++);
            draw(sheet, path.getValue(), ink);
            sheet.box(left, HEIGHT + 15, 10, 10, ink);
            sheet.words(path.getKey(), left + 16, HEIGHT + 25, 12, Canvas.INK, Align.LEFT);
            left += 40 + 8 * path.getKey().length();
        }
        return sheet.drawing(toString());
    }

    private static void draw(Canvas sheet, double[][] places, Color ink) {
        Path2D line = new Path2D.Double();
        line.moveTo(x(START_A), y(START_B));
        for (int i = 0; i < places[0].length; i++) {
            double x = x(places[0][i]);
            double y = y(places[1][i]);
            line.lineTo(x, y);
            sheet.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6), ink);
        }
        sheet.draw(line, ink, 1.5f);
    }

    /**
     * Bands of equal height in two pale grays, through which the page shows: where they change, the
     * valley has a contour line.
     */
    private static BufferedImage ground() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            double a = (i % WIDTH - MIDDLE_A) / SCALE;
            double b = (MIDDLE_B - i / WIDTH) / SCALE;
            int band = (int) (3 * Math.sqrt(loss(a, b)));
            int gray = band == 0 ? 0 : band % 2 == 0 ? 0x1a808080 : 0x36808080;
            image.setRGB(i % WIDTH, i / WIDTH, gray);
        }
        return image;
    }

    private static double x(double a) {
        return MIDDLE_A + a * SCALE;
    }

    private static double y(double b) {
        return MIDDLE_B - b * SCALE;
    }

    /** Where each path has come to. */
    @Override
    public String toString() {
        return paths.entrySet().stream()
                .map(e -> Text.format("%s at a loss of %.4f", e.getKey(), end(e.getValue())))
                .collect(Collectors.joining("; ", "Paths down a long valley: ", ""));
    }

    private static double end(double[][] path) {
        int last = path[0].length - 1;
        return loss(path[0][last], path[1][last]);
    }
}
