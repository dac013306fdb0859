package convnets.look;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Problem;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.nets.Convolutional;
import convnets.nets.Init;
import convnets.nets.LeNet;
import convnets.nets.Nets;
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
            Strip strip = Strip.of(DIGITS.subList(0, count), 0);
            assertEquals(7 * count - 6, scan.read(strip).probabilities().length);
        }
        Reading reading = scan.read(Strip.of(DIGITS.subList(0, 1), 0));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray p = Nets.forward(net, DIGITS.pixels(manager, 0)).softmax(1);
            assertArrayEquals(p.toFloatArray(), reading.probabilities()[0], 1e-5f);
        }
        String message =
                assertThrows(Problem.class, () -> scan.read(blank(24, List.of()))).getMessage();
        assertTrue(message.contains("at least 28 wide, not 28×24"), message);
    }

    @Test
    void countsFalseHits() {
        float[][] p = new float[30][10];
        p[5][3] = 0.95f; // centre 34
        p[6][3] = 0.99f; // centre 38, the peak
        p[15][4] = 0.97f; // centre 74
        p[25][2] = 0.60f;
        Strip strip = blank(144, List.of(new Strip.Digit(3, 40), new Strip.Digit(9, 74)));
        Reading reading = new Reading(strip, p);
        assertEquals(2, reading.hits().size());
        assertEquals(new Reading.Hit(3, 38, p[6][3], true), reading.hits().get(0));
        assertEquals(1, reading.falseHits(0.9)); // a 4 where the 9 is
        assertEquals(2, reading.falseHits(0.5));
    }

    @Test
    void findsTheCheapestWay() {
        float[][] p = new float[12][10];
        for (float[] row : p) {
            Arrays.fill(row, 0.1f);
        }
        p[1][7] = 0.9f; // centre 18
        p[4][9] = 0.99f; // centre 30: surer than the 1, but then no second digit explains the ink
        p[7][1] = 0.8f; // centre 42
        Strip strip = blank(72, List.of(new Strip.Digit(7, 18), new Strip.Digit(1, 42)));
        for (int i = 0; i < 28 * 72; i++) {
            int x = i % 72;
            if (x >= 8 && x < 28 || x >= 32 && x < 52) {
                strip.picture().pixels()[i] = (byte) 255;
            }
        }
        BestPath path = BestPath.of(new Reading(strip, p), 2);
        assertEquals(List.of(7, 1), path.pieces().stream().map(BestPath.Piece::value).toList());
        assertEquals(-Math.log(0.9) - Math.log(0.8), path.cost(), 1e-6);
        assertTrue(path.isRight());
        assertThrows(Problem.class, () -> BestPath.of(new Reading(strip, p), 12));
    }

    @Test
    void makesStrips() {
        Strip strip = Strip.of(DIGITS.subList(0, 3), 4);
        assertEquals(92, strip.picture().width());
        assertEquals(List.of(14, 46, 78), strip.digits().stream().map(d -> d.centre()).toList());
        byte[] first = DIGITS.get(1).pixels();
        assertEquals(first[14 * 28 + 14], strip.picture().pixels()[14 * 92 + 46]);
        Strip cheque = Strip.cheque(DIGITS, 3);
        assertEquals(408, cheque.picture().width());
        assertEquals(5, cheque.digits().size());
        assertArrayEquals(cheque.picture().pixels(), Strip.cheque(DIGITS, 3).picture().pixels());
        assertEquals(2, Strip.pair(DIGITS, 5).digits().size());
    }

    private static Strip blank(int width, List<Strip.Digit> digits) {
        return new Strip(new Picture(new byte[28 * width], 28, width, 0, "strip"), digits);
    }
}
