package convnets.look;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cheapest way, compared with all ways there are; and how it is drawn. */
class BestPathTest {

    /** A strip with random ink, and random probabilities at each place. */
    private static Reading reading(int width, int step, int seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[28 * width];
        for (int i = 0; i < pixels.length; i++) { // little ink, so that a way may go around a digit
            pixels[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : 0);
        }
        float[][] probabilities = new float[(width - 28) / step + 1][10];
        for (float[] place : probabilities) {
            for (int i = 0; i < 10; i++) {
                place[i] = random.nextFloat();
            }
        }
        Picture picture = new Picture(pixels, 28, width, 0, "strip");
        return new Reading(new DigitStrip(picture, List.of()), step, probabilities);
    }

    /** Every way to put digits between two cuts; the cuts are multiples of the step. */
    private static List<List<int[]>> ways(int digits, int from, int width, int step) {
        List<List<int[]>> all = new ArrayList<>();
        if (digits == 0) {
            all.add(List.of());
            return all;
        }
        for (int left = from; left < width; left += step) {
            for (int right = left + step; right <= width; right += step) {
                int wide = right - left;
                if (wide >= 8 && wide >= 2 * step && wide <= 28) {
                    for (List<int[]> rest : ways(digits - 1, right, width, step)) {
                        List<int[]> way = new ArrayList<>(List.of(new int[] {left, right}));
                        way.addAll(rest);
                        all.add(way);
                    }
                }
            }
        }
        return all;
    }

    /** The ink of each column before the last cut, 0.3 for a white pixel. */
    private static double[] ink(Reading reading) {
        int width = reading.strip().picture().width();
        double[] columns = new double[width / reading.step() * reading.step()];
        for (int i = 0; i < 28 * width; i++) {
            if (i % width < columns.length) {
                int light = reading.strip().picture().pixels()[i] & 0xff;
                columns[i % width] += 0.3 * light / 255;
            }
        }
        return columns;
    }

    /** The ink outside of the digits, and −log p of each digit. */
    private static double cost(Reading reading, double[] ink, List<int[]> way) {
        double cost = DoubleStream.of(ink).sum();
        for (int[] cuts : way) {
            cost -= Arrays.stream(ink, cuts[0], cuts[1]).sum();
            float[] p = reading.probabilities()[nearest(reading, cuts)];
            cost -= Math.log(p[best(p)]);
        }
        return cost;
    }

    /** The place whose middle is nearest to that of the cuts; of two, the right one. */
    private static int nearest(Reading reading, int[] cuts) {
        double middle = (cuts[0] + cuts[1]) / 2.0;
        int nearest = 0;
        for (int i = 1; i < reading.probabilities().length; i++) {
            double away = Math.abs(14 + i * reading.step() - middle);
            if (away <= Math.abs(14 + nearest * reading.step() - middle)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static int best(float[] p) {
        return IntStream.range(0, 10).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8})
    void noWayIsCheaper(int step) {
        for (int seed = 0; seed < 4; seed++) {
            for (int digits = 1; digits <= 2; digits++) {
                Reading reading = reading(50, step, seed);
                double[] ink = ink(reading);
                List<List<int[]>> ways = ways(digits, 0, ink.length, step);
                double cheapest =
                        ways.stream().mapToDouble(w -> cost(reading, ink, w)).min().orElseThrow();
                BestPath found = BestPath.of(reading, digits);
                assertEquals(cheapest, found.cost(), 1e-9, "seed " + seed);
                // the pieces are a way of this cost; there may be several
                List<int[]> way =
                        ways.stream()
                                .filter(w -> isOf(w, found.pieces()))
                                .findFirst()
                                .orElseThrow();
                assertEquals(cheapest, cost(reading, ink, way), 1e-9, "seed " + seed);
                for (int i = 0; i < digits; i++) {
                    int value = best(reading.probabilities()[nearest(reading, way.get(i))]);
                    assertEquals(value, found.pieces().get(i).value(), "seed " + seed);
                }
            }
        }
    }

    private static boolean isOf(List<int[]> way, List<BestPath.Piece> pieces) {
        return IntStream.range(0, way.size())
                .allMatch(
                        i ->
                                pieces.get(i).from() == way.get(i)[0]
                                        && pieces.get(i).to() == way.get(i)[1]);
    }

    @Test
    void threeDigitsNeedThreeTimesEightPixels() {
        assertEquals(3, BestPath.of(reading(28, 4, 1), 3).pieces().size());
        String said =
                assertThrows(CourseException.class, () -> BestPath.of(reading(28, 4, 1), 4))
                        .getMessage();
        assertEquals("There is no way to read 4 digits from 28 pixels.", said);
    }

    private static BestPath path(int width, int... values) {
        Picture black = new Picture(new byte[28 * width], 28, width, 0, "strip");
        List<DigitStrip.Digit> digits =
                List.of(new DigitStrip.Digit(7, 20), new DigitStrip.Digit(1, 44));
        Reading reading = new Reading(new DigitStrip(black, digits), 4, new float[5][10]);
        List<BestPath.Piece> pieces =
                List.of(
                        new BestPath.Piece(values[0], 8, 28),
                        new BestPath.Piece(values[1], 32, 52));
        return new BestPath(reading, pieces, 1.5);
    }

    private static void piece(Canvas sheet, String value, int x, int wide, int high, Color color) {
        sheet.frame(x + 1, 35, wide - 2, high - 2, color);
        sheet.bold(value, x + wide / 2, 26, 18, color, Align.CENTER);
    }

    @Test
    void aFrameAndANumberForEachPiece() {
        Seen.same(
                path(60, 7, 1).drawing(),
                380,
                212,
                sheet -> {
                    sheet.box(10, 34, 360, 168, Colormap.GRAY.color(0));
                    piece(sheet, "7", 58, 120, 168, Canvas.ACCENT);
                    piece(sheet, "1", 202, 120, 168, Canvas.ACCENT);
                });
        Seen.same(
                path(170, 7, 2).drawing(),
                700,
                156,
                sheet -> {
                    sheet.box(10, 34, 680, 112, Colormap.GRAY.color(0));
                    piece(sheet, "7", 42, 80, 112, Canvas.WRONG);
                    piece(sheet, "2", 138, 80, 112, Canvas.WRONG);
                });
    }

    @Test
    void itIsRightIfAllDigitsAre() {
        assertTrue(path(60, 7, 1).isRight());
        assertFalse(path(60, 1, 7).isRight());
        assertEquals(
                "A strip of 60 pixels: 7 1; best path: 7 from 8 to 28, 2 from 32 to 52; cost 1.50"
                        + " nats",
                path(60, 7, 2).toString());
        assertEquals(path(60, 7, 2).toString(), path(60, 7, 2).drawing().description());
    }

    /**
     * Ten pixels of ink at the top are a 0, at the bottom a 1; the third picture is one of a 0 that
     * is called a 2.
     */
    private static Images bars() {
        byte[] pixels = new byte[3 * 784];
        for (int i = 0; i < 784; i++) {
            boolean middle = i % 28 >= 9 && i % 28 < 19;
            byte top = (byte) (middle && i / 28 < 10 ? 255 : 0);
            byte bottom = (byte) (middle && i / 28 >= 18 ? 255 : 0);
            pixels[i] = top;
            pixels[784 + i] = bottom;
            pixels[2 * 784 + i] = top;
        }
        return new Images(pixels, new byte[] {0, 1, 2}, 28, 28, List.of("top", "bottom", "two"));
    }

    @Test
    void theShareCountsPairsOfWhichBothAreRight() {
        Images bars = bars();
        float[][] templates = new float[3][784];
        for (int i = 0; i < 784; i++) {
            for (int digit = 0; digit < 2; digit++) {
                templates[digit][i] = (bars.get(digit).pixels()[i] & 0xff) / 255f;
            }
        }
        Block net = sequential(flatten(), dense(3));
        Nets.initialize(net, Init.kernels(templates), 1, bars.shape(1));
        int pairs = 12;
        int known = 0;
        for (int seed = 0; seed < pairs; seed++) {
            boolean strange =
                    DigitStrip.pair(bars, seed).digits().stream().anyMatch(d -> d.value() == 2);
            known += strange ? 0 : 1;
        }
        assertTrue(known > 1 && known < pairs - 1, "known " + known);
        assertEquals(known / 12.0, BestPath.rate(Scan.of(net), bars, pairs));
        double one = BestPath.rate(Scan.of(net), bars, 1);
        assertTrue(one == 0 || one == 1, "of one pair none or all: " + one);
        assertTrue(Scan.of(net).net().isInitialized());
    }

    @Test
    void theStopButtonEndsTheReading() {
        Block net = sequential(flatten(), dense(3));
        Nets.initialize(net, Init.equal(0), 1, bars().shape(1));
        Scan scan = Scan.of(net);
        Thread.currentThread().interrupt();
        try {
            assertThrows(CourseException.class, () -> BestPath.rate(scan, bars(), 1));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
