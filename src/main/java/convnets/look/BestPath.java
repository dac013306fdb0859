package convnets.look;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Images;
import convnets.engine.StopButton;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads a known number of digits from a strip by the cheapest way from its left edge to its right:
 * the idea of the 1998 paper's graph transducers. A way is made of two kinds of steps: to read a
 * digit between two cuts, at the cost of −log p; and to skip a stretch as long as the net's step,
 * at the cost of the ink in it. Nothing is decided until the whole strip is explained.
 *
 * @param reading that was searched
 * @param pieces the digits with their cuts, from left to right
 * @param cost of the way, in nats
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, sections IV
 *     and V</a>
 */
public record BestPath(Reading reading, List<Piece> pieces, double cost) implements View {

    /** The widths that a digit may have, in pixels. */
    private static final int NARROWEST = 8;

    private static final int WIDEST = DigitStrip.HEIGHT;

    /** Nats for as much ink as one white pixel. */
    private static final double INK = 0.3;

    /**
     * A digit that was read.
     *
     * @param value 0 to 9
     * @param from its left cut, in pixels
     * @param to its right cut, in pixels
     */
    public record Piece(int value, int from, int to) {}

    /**
     * Searches.
     *
     * @param reading of a strip
     * @param digits how many there are to read
     * @return the cheapest way
     * @throws CourseException if so many digits do not fit into the strip
     */
    public static BestPath of(Reading reading, int digits) {
        Given.of("reading", reading);
        if (digits < 1) {
            throw new CourseException("A way reads 1 digit or more, not %d.", digits);
        }
        int width = reading.strip().picture().width();
        if (digits > width) {
            throw none(digits, width);
        }
        int step = reading.step();
        int narrowest = Math.max(2, NARROWEST / step); // a step of one node is a skip
        int nodes = width / step + 1;
        double[][] cost = new double[digits + 1][nodes];
        int[][] from = new int[digits + 1][nodes];
        for (double[] row : cost) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        cost[0][0] = 0;
        for (int n = 0; n <= digits; n++) {
            for (int to = 1; to < nodes; to++) {
                double skip = cost[n][to - 1] + INK * ink(reading, to - 1);
                if (skip < cost[n][to]) {
                    cost[n][to] = skip;
                    from[n][to] = to - 1;
                }
                for (int wide = narrowest; n > 0 && wide <= Math.min(to, WIDEST / step); wide++) {
                    double read = cost[n - 1][to - wide] + readCost(reading, to - wide, to);
                    if (read < cost[n][to]) {
                        cost[n][to] = read;
                        from[n][to] = to - wide;
                    }
                }
            }
        }
        if (cost[digits][nodes - 1] == Double.POSITIVE_INFINITY) {
            throw none(digits, width);
        }
        return new BestPath(reading, back(reading, from, digits), cost[digits][nodes - 1]);
    }

    private static CourseException none(int digits, int width) {
        return new CourseException(
                "There is no way to read %s from %s.",
                Text.count(digits, "digit"), Text.count(width, "pixel"));
    }

    /** A step wider than one node is a digit: the narrowest digit is wider than a skip. */
    private static List<Piece> back(Reading reading, int[][] from, int digits) {
        List<Piece> pieces = new ArrayList<>();
        int n = digits;
        for (int to = from[0].length - 1; to > 0; ) {
            int start = from[n][to];
            if (to - start > 1) {
                int value = reading.answer(place(reading, start, to));
                pieces.add(new Piece(value, start * reading.step(), to * reading.step()));
                n--;
            }
            to = start;
        }
        Collections.reverse(pieces);
        return List.copyOf(pieces);
    }

    private static double readCost(Reading reading, int from, int to) {
        return -Math.log(Math.max(1e-9, reading.best(place(reading, from, to))));
    }

    /** The place of the reading that looks at the middle between two cuts. */
    private static int place(Reading reading, int from, int to) {
        double center = (from + to) / 2.0 * reading.step();
        int place = (int) Math.round((center - reading.center(0)) / reading.step());
        return Math.max(0, Math.min(reading.probabilities().length - 1, place));
    }

    /** The ink in one stretch between two nodes: 1 for each white pixel. */
    private static double ink(Reading reading, int stretch) {
        byte[] pixels = reading.strip().picture().pixels();
        int width = reading.strip().picture().width();
        int step = reading.step();
        double sum = 0;
        for (int i = 0; i < DigitStrip.HEIGHT * step; i++) {
            sum += (pixels[i / step * width + stretch * step + i % step] & 0xff) / 255.0;
        }
        return sum;
    }

    /**
     * Reads many pairs of digits.
     *
     * @param scan that reads
     * @param images that the digits are drawn from
     * @param pairs how many
     * @return the share of pairs of which both digits are right
     */
    public static double rate(Scan scan, Images images, int pairs) {
        Given.of("scan", scan);
        if (pairs < 1) {
            throw new CourseException("A share needs 1 pair or more, not %d.", pairs);
        }
        int right = 0;
        for (int seed = 0; seed < pairs; seed++) {
            StopButton.check();
            DigitStrip strip = DigitStrip.pair(images, seed);
            right += of(scan.read(strip), 2).isRight() ? 1 : 0;
        }
        return (double) right / pairs;
    }

    /**
     * Whether the digits are those of the strip.
     *
     * @return true if all are
     */
    public boolean isRight() {
        List<Integer> truth =
                reading.strip().digits().stream().map(DigitStrip.Digit::value).toList();
        return truth.equals(pieces.stream().map(Piece::value).toList());
    }

    @Override
    public Drawing drawing() {
        int width = reading.strip().picture().width();
        double zoom = Math.min(6, 680.0 / width);
        int all = (int) (width * zoom);
        int high = (int) (DigitStrip.HEIGHT * zoom);
        Canvas sheet = new Canvas(all + 20, high + 44);
        sheet.picture(reading.strip().picture().toImage(), 10, 34, all, high);
        Color color = isRight() ? Canvas.ACCENT : Canvas.WRONG;
        for (Piece piece : pieces) {
            double x = 10 + piece.from * zoom;
            double wide = (piece.to - piece.from) * zoom;
            sheet.frame(x + 1, 35, wide - 2, high - 2, color);
            sheet.bold("" + piece.value, x + wide / 2, 26, 18, color, Align.CENTER);
        }
        return sheet.drawing(toString());
    }

    @Override
    public String toString() {
        List<String> words =
                pieces.stream().map(p -> p.value + " from " + p.from + " to " + p.to).toList();
        return Text.format(
                "%s; best path: %s; cost %.2f nats",
                reading.strip(), String.join(", ", words), cost);
    }
}
