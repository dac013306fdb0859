package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.models.LeNet;
import convnets.nn.Convolutional;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScanTest {

    private static final Shape IMAGE = new Shape(1, 1, 28, 28);
    private static final Images DIGITS = Mnist.sample().test().first(50);
    private final Block net = Nets.initialize(LeNet.block(), Init.glorot(3), 7, IMAGE);

    @Test
    void carriesTheWeightsOver() {
        Block scanning = Convolutional.of(net, IMAGE);
        long[] dense = sizes(net);
        assertArrayEquals(dense, sizes(scanning));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = DIGITS.pixels(manager, 0, 1, 2, 3, 4);
            NDArray before = Nets.forward(net, x);
            NDArray after = Nets.forward(scanning, x);
            assertEquals(new Shape(5, 10, 1, 1), after.getShape());
            assertEquals(0, before.sub(after.reshape(5, 10)).abs().max().getFloat(), 1e-5);
        }
    }

    private static long[] sizes(Block block) {
        return block.getParameters().values().stream()
                .mapToLong(p -> p.getArray().size())
                .toArray();
    }

    @Test
    void readsAnyWidth() {
        Scan scan = Scan.of(net);
        for (int count = 1; count <= 4; count++) {
            DigitStrip strip = DigitStrip.of(DIGITS.subList(0, count), 0);
            assertEquals(7 * count - 6, scan.read(strip).probabilities().length);
        }
        Reading reading = scan.read(DigitStrip.of(DIGITS.subList(0, 1), 0));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray p = Nets.forward(net, DIGITS.pixels(manager, 0)).softmax(1);
            assertArrayEquals(p.toFloatArray(), reading.probabilities()[0], 1e-5f);
        }
        String message =
                assertThrows(CourseException.class, () -> scan.read(blank(24, List.of())))
                        .getMessage();
        assertTrue(message.contains("at least 28 wide, not 28×24"), message);
    }

    @Test
    void stepsAsTheNetDoes() {
        for (int pool : new int[] {2, 4}) {
            SequentialBlock other =
                    sequential(conv(4, 5).pad(2), relu(), maxPool(pool), flatten(), dense(10));
            Nets.initialize(other, Init.he(), 1, IMAGE);
            DigitStrip strip = DigitStrip.of(DIGITS.subList(0, 3), 0);
            Reading reading = Scan.of(other).read(strip);
            assertEquals(pool, reading.step());
            assertEquals(56 / pool + 1, reading.probabilities().length);
            assertEquals(28 + 14, reading.center(28 / pool)); // the middle of the second digit
            assertEquals(3, BestPath.of(reading, 3).pieces().size());
            reading.drawing();
        }
    }

    @Test
    void countsFalseHits() {
        float[][] p = new float[30][10];
        p[5][3] = 0.95f; // center 34
        p[6][3] = 0.99f; // center 38, the peak
        p[15][4] = 0.97f; // center 74
        p[25][2] = 0.60f;
        DigitStrip strip =
                blank(144, List.of(new DigitStrip.Digit(3, 40), new DigitStrip.Digit(9, 74)));
        Reading reading = new Reading(strip, 4, p);
        assertEquals(2, reading.hits().size());
        assertEquals(new Reading.Hit(3, 38, p[6][3], true), reading.hits().get(0));
        assertEquals("3 at pixel 38 (0.9900, right)", reading.hits().get(0).toString());
        assertEquals(1, reading.falseHits(0.9)); // a 4 where the 9 is
        assertEquals(2, reading.falseHits(0.5));
    }

    @Test
    void findsTheCheapestWay() {
        float[][] p = new float[12][10];
        for (float[] row : p) {
            Arrays.fill(row, 0.1f);
        }
        p[1][7] = 0.9f; // center 18
        p[4][9] = 0.99f; // center 30: surer than the 1, but then no second digit explains the ink
        p[7][1] = 0.8f; // center 42
        DigitStrip strip =
                blank(72, List.of(new DigitStrip.Digit(7, 18), new DigitStrip.Digit(1, 42)));
        for (int i = 0; i < 28 * 72; i++) {
            int x = i % 72;
            if (x >= 8 && x < 28 || x >= 32 && x < 52) {
                strip.picture().pixels()[i] = (byte) 255;
            }
        }
        BestPath path = BestPath.of(new Reading(strip, 4, p), 2);
        assertEquals(List.of(7, 1), path.pieces().stream().map(BestPath.Piece::value).toList());
        assertEquals(-Math.log(0.9) - Math.log(0.8), path.cost(), 1e-6);
        assertTrue(path.isRight());
        assertThrows(CourseException.class, () -> BestPath.of(new Reading(strip, 4, p), 12));
    }

    @Test
    void makesStrips() {
        DigitStrip strip = DigitStrip.of(DIGITS.subList(0, 3), 4);
        assertEquals(92, strip.picture().width());
        assertEquals(List.of(14, 46, 78), strip.digits().stream().map(d -> d.center()).toList());
        byte[] first = DIGITS.get(1).pixels();
        assertEquals(first[14 * 28 + 14], strip.picture().pixels()[14 * 92 + 46]);
        DigitStrip bankCheck = DigitStrip.bankCheck(DIGITS, 3);
        assertEquals(408, bankCheck.picture().width());
        assertEquals(5, bankCheck.digits().size());
        assertArrayEquals(
                bankCheck.picture().pixels(), DigitStrip.bankCheck(DIGITS, 3).picture().pixels());
        assertEquals(2, DigitStrip.pair(DIGITS, 5).digits().size());
    }

    private static DigitStrip blank(int width, List<DigitStrip.Digit> digits) {
        return new DigitStrip(new Picture(new byte[28 * width], 28, width, 0, "strip"), digits);
    }
}
