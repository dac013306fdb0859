package convnets.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import convnets.cost.LayerTable;
import convnets.engine.HostArrays;
import convnets.nn.DigitBitmaps;
import convnets.nn.GradientCheck;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.PadAndScale;
import convnets.nn.Rbf;
import convnets.nn.ScaledTanh;
import convnets.nn.SparseConv;
import convnets.nn.Subsampling;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeNet5Test {

    private static final Shape IMAGE = new Shape(1, 1, 28, 28);

    @Test
    void hasThePapersParameters() {
        List<Long> perLayer =
                LayerTable.of(LeNet5.block(), IMAGE).rows().stream()
                        .map(LayerTable.Row::parameters)
                        .filter(p -> p > 0)
                        .toList();
        assertEquals(List.of(156L, 12L, 1_516L, 32L, 48_120L, 10_164L), perLayer);
        assertEquals(60_000, LayerTable.of(LeNet5.block(), IMAGE).parameters());
    }

    @Test
    void holdsNoMoreWeightsThanItCounts() {
        Block net = Nets.initialize(LeNet5.block(), Init.glorot(), 1, IMAGE);
        long held = 0;
        for (Parameter parameter : net.getParameters().values()) {
            held += parameter.getArray().size();
        }
        assertEquals(60_000, held);
    }

    @Test
    void hasThePapersConnections() {
        assertEquals(340_908, LeNet5.connections(LeNet5.block(), IMAGE));
        // layer by layer, from the paper
        assertEquals(340_908, 122_304 + 5_880 + 151_600 + 2_000 + 48_120 + 10_164 + 840);
    }

    @Test
    void countsItsMultiplyAdds() {
        List<Long> macs =
                LayerTable.of(LeNet5.block(), IMAGE).maps().stream()
                        .map(LayerTable.Row::macs)
                        .toList();
        assertEquals(List.of(117_600L, 1_176L, 150_000L, 400L, 48_000L, 10_080L, 840L), macs);
    }

    @Test
    void connectsC3AsThePaperSays() {
        int[][] table = LeNet5.table();
        assertEquals(60, Arrays.stream(table).mapToInt(row -> row.length).sum());
        Set<Set<Integer>> different = new HashSet<>();
        int[] used = new int[6];
        for (int[] row : table) {
            Set<Integer> reads = new HashSet<>();
            for (int map : row) {
                used[map]++;
                reads.add(map);
            }
            assertEquals(row.length, reads.size());
            different.add(reads);
        }
        assertEquals(16, different.size());
        assertArrayEquals(new int[] {10, 10, 10, 10, 10, 10}, used);
    }

    @Test
    void readsOnlyWhatTheTableNames() {
        Block c3 = SparseConv.of(5, LeNet5.table());
        Nets.initialize(c3, Init.glorot(), 1, new Shape(1, 6, 14, 14));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.randomUniform(0, 1, new Shape(1, 6, 14, 14));
            float[] before = Nets.forward(c3, x).toFloatArray();
            for (int map = 0; map < 6; map++) {
                NDArray changed = x.duplicate();
                changed.set(new NDIndex(":, {}", map), manager.zeros(new Shape(1, 14, 14)));
                float[] after = Nets.forward(c3, changed).toFloatArray();
                for (int out = 0; out < 16; out++) {
                    int m = map;
                    boolean reads = Arrays.stream(LeNet5.table()[out]).anyMatch(r -> r == m);
                    assertEquals(reads, before[out * 100 + 50] != after[out * 100 + 50]);
                }
            }
        }
    }

    @Test
    void subsamplesByHand() {
        Block s2 = Nets.initialize(new Subsampling(), Init.glorot(), 1, new Shape(1, 2, 4, 4));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.arange(32f).reshape(1, 2, 4, 4);
            assertArrayEquals(
                    new float[] {2.5f, 4.5f, 10.5f, 12.5f, 18.5f, 20.5f, 26.5f, 28.5f},
                    Nets.forward(s2, x).toFloatArray());
            HostArrays.set(s2.getParameters().get("coefficient").getArray(), new float[] {1, 10});
            HostArrays.set(s2.getParameters().get("bias").getArray(), new float[] {1000, 0});
            assertArrayEquals(
                    new float[] {1010, 1018, 1042, 1050, 740, 820, 1060, 1140},
                    Nets.forward(s2, x).toFloatArray());
        }
    }

    @Test
    void measuresDistancesToTheBitmaps() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block rbf = Nets.initialize(new Rbf(), Init.glorot(), 1, new Shape(1, 84));
            NDArray targets = HostArrays.array(manager, DigitBitmaps.targets(), new Shape(10, 84));
            NDArray y = Nets.forward(rbf, targets);
            for (int i = 0; i < 10; i++) {
                assertEquals(0, Math.abs(y.getFloat(i, i)));
                assertEquals(i, y.get(i).argMax().getLong());
                for (int j = 0; j < 10; j++) {
                    int pixels = 0;
                    for (int p = 0; p < 84; p++) {
                        float a = DigitBitmaps.targets()[i * 84 + p];
                        pixels += a == DigitBitmaps.targets()[j * 84 + p] ? 0 : 1;
                    }
                    assertEquals(pixels / 5.0, Math.abs(y.getFloat(i, j)), 1e-5); // 4·pixels / 2σ²
                    assertTrue(i == j || pixels >= 6, i + " and " + j + " look alike");
                }
            }
        }
    }

    @Test
    void framesAndSquashes() {
        Block frame = Nets.initialize(new PadAndScale(), Init.glorot(), 1, IMAGE);
        Block squash = Nets.initialize(new ScaledTanh(), Init.glorot(), 1, new Shape(1, 3));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray framed = Nets.forward(frame, manager.ones(IMAGE));
            assertEquals(new Shape(1, 1, 32, 32), framed.getShape());
            assertEquals(-0.1f, framed.getFloat(0, 0, 1, 16), 1e-6);
            assertEquals(1.175f, framed.getFloat(0, 0, 2, 2), 1e-6);
            assertEquals(1.175 * 784 - 0.1 * 240, framed.sum().getFloat(), 1e-2);
            float[] values =
                    Nets.forward(squash, manager.create(new float[][] {{1, -1, 90}}))
                            .toFloatArray();
            assertArrayEquals(new float[] {1, -1, 1.7159f}, values, 1e-4f);
        }
    }

    @Tag("slow")
    @Test
    void backwardIsRightInEveryBlock() {
        check(new Subsampling(), new Shape(2, 3, 4, 6), 3);
        check(SparseConv.of(3, new int[][] {{0, 2}, {1}, {0, 1, 2}}), new Shape(2, 3, 5, 6), 3);
        check(new Rbf(), new Shape(3, 84), 1);
        check(new ScaledTanh(), new Shape(3, 7), 1);
        check(new PadAndScale(), new Shape(2, 1, 5, 5), 1);
        check(LeNet5.block(), new Shape(2, 1, 28, 28), 13);
    }

    private static void check(Block block, Shape input, int arrays) {
        GradientCheck check = GradientCheck.of(block, input);
        assertEquals(arrays, check.differences().size());
        assertTrue(check.worst() < 1e-6, block.getClass().getSimpleName() + ": " + check);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertMessage("84 features", () -> Nets.outputShape(new Rbf(), 1, 80));
        assertMessage(
                "6 input channels, not 3",
                () -> Nets.outputShape(SparseConv.of(5, LeNet5.table()), 1, 3, 14, 14));
        assertMessage(
                "must read one channel or more", () -> SparseConv.of(5, new int[][] {{0}, {}}));
    }

    private static void assertMessage(String part, Runnable action) {
        String message = assertThrows(CourseException.class, action::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
