package convnets.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import convnets.engine.HostArrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each layer of the net of 1998 against plain loops, and what it says of itself. */
class LayersOf1998Test {

    private static final int[][] TABLE = {{0, 2}, {1}};
    private static final Shape THREE_MAPS = new Shape(2, 3, 4, 3);
    private static final Shape TWO_MAPS = new Shape(2, 2, 5, 6);

    private final NDManager manager = HostArrays.newManager();
    private final Random random = new Random(1);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aSparseConvolutionSumsWhatItsTableNames() {
        Block layer = SparseConv.of(2, TABLE);
        layer.setInitializer(Init.glorot(), Parameter.Type.WEIGHT);
        layer.initialize(manager, DataType.FLOAT32, THREE_MAPS);
        assertEquals(new Shape(3, 2, 2), layer.getParameters().get("weight").getShape());
        float[] w = fill(layer, "weight", 12);
        float[] b = fill(layer, "bias", 2);
        float[] x = random(72);
        NDArray y = Nets.forward(layer, HostArrays.array(manager, x, THREE_MAPS));
        assertEquals(new Shape(2, 2, 3, 2), y.getShape());
        float[] expected = new float[24];
        int[][] pairs = {{0, 0}, {0, 2}, {1, 1}}; // output and input of each kernel
        for (int i = 0; i < expected.length; i++) {
            int column = i % 2;
            int row = i / 2 % 3;
            int map = i / 6 % 2;
            int picture = i / 12;
            expected[i] = b[map];
            for (int pair = 0; pair < 3; pair++) {
                for (int k = 0; k < 4 && pairs[pair][0] == map; k++) {
                    int at = (picture * 3 + pairs[pair][1]) * 12;
                    expected[i] += w[pair * 4 + k] * x[at + (row + k / 2) * 3 + column + k % 2];
                }
            }
        }
        assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
    }

    @Test
    void aSparseConvolutionIsCountedByItsKernels() {
        SparseConv layer = SparseConv.of(2, TABLE);
        SparseConv.Info info = layer.info();
        Shape output = layer.getOutputShapes(new Shape[] {THREE_MAPS})[0];
        assertEquals(new Shape(2, 2, 3, 2), output);
        assertEquals("sparse conv 2×2, 2", info.text());
        assertEquals(List.of("sparse conv 2×2"), info.parts());
        assertEquals(3 * 4 * 6, info.macs(THREE_MAPS, output)); // kernels, weights, places
        assertEquals(3 * 4 * 6 + 2 * 6, info.connections(THREE_MAPS, output));
        assertEquals(
                List.of(
                        new ParameterInfo("weight", new Shape(3, 2, 2), true),
                        new ParameterInfo("bias", new Shape(2), true)),
                info.parameters(THREE_MAPS));
    }

    @Test
    void aSparseConvolutionRefusesWhatIsNotOfItsTable() {
        says("A layer needs kernel of 1 or more, not 0.", () -> SparseConv.of(0, TABLE));
        String row =
                "Each output channel of a sparse convolution must read one channel or more, each"
                        + " once, of those from 0 to 65,535.";
        says(row, () -> SparseConv.of(2, new int[0][]));
        says(row, () -> SparseConv.of(2, new int[][] {{0}, null}));
        says(row, () -> SparseConv.of(2, new int[][] {{-1}}));
        says(row, () -> SparseConv.of(2, new int[][] {{1, 0, 1}}));
        says(row, () -> SparseConv.of(2, new int[][] {{Integer.MAX_VALUE}}));
        says(row, () -> SparseConv.of(2, new int[][] {{0}, {}}));
        Block layer = SparseConv.of(2, TABLE);
        String channels =
                "The table of the layer \"sparse conv 2×2, 2\" is for 3 input channels, not 2.";
        says(channels, () -> layer.getOutputShapes(new Shape[] {TWO_MAPS}));
        says(channels, () -> layer.initialize(manager, DataType.FLOAT32, TWO_MAPS));
        says(
                "The image is too small when it reaches the layer \"sparse conv 2×2, 2\": 1×3"
                        + " pixels, and the window needs at least 2.",
                () -> layer.getOutputShapes(new Shape[] {new Shape(1, 3, 1, 3)}));
    }

    /** The last row of an odd height has no window. */
    @Test
    void subsamplingSumsFourPixelsTimesItsCoefficientPlusItsBias() {
        Block layer = new Subsampling();
        layer.initialize(manager, DataType.FLOAT32, TWO_MAPS);
        float[] start = layer.getParameters().get("coefficient").getArray().toFloatArray();
        assertArrayEquals(new float[] {0.25f, 0.25f}, start);
        float[] a = fill(layer, "coefficient", 2);
        float[] b = fill(layer, "bias", 2);
        float[] x = random(120);
        NDArray y = Nets.forward(layer, HostArrays.array(manager, x, TWO_MAPS));
        assertEquals(new Shape(2, 2, 2, 3), y.getShape());
        float[] expected = new float[24];
        for (int i = 0; i < expected.length; i++) {
            int corner = i / 6 * 30 + i / 3 % 2 * 12 + i % 3 * 2;
            float sum = x[corner] + x[corner + 1] + x[corner + 6] + x[corner + 7];
            expected[i] = a[i / 6 % 2] * sum + b[i / 6 % 2];
        }
        assertArrayEquals(expected, y.toFloatArray(), 1e-5f);
    }

    @Test
    void subsamplingMultipliesOnceForEachOutput() {
        Subsampling layer = new Subsampling();
        Shape output = layer.getOutputShapes(new Shape[] {TWO_MAPS})[0];
        assertEquals(new Shape(2, 2, 2, 3), output);
        Subsampling.Info info = layer.info();
        assertEquals("subsampling 2×2", info.text());
        assertEquals(Optional.of(SlidingWindow.square(2, 2, 0)), info.window());
        assertEquals(12, info.macs(TWO_MAPS, output));
        assertEquals(12 * (4 + 1), info.connections(TWO_MAPS, output)); // four pixels and a bias
        assertEquals(
                List.of(
                        new ParameterInfo("coefficient", new Shape(2), true),
                        new ParameterInfo("bias", new Shape(2), true)),
                info.parameters(TWO_MAPS));
        Shape row = new Shape(1, 784);
        String said =
                "The layer \"subsampling 2×2\" needs images of shape (batch, channels, height,"
                        + " width), not (1, 784).";
        says(said, () -> layer.getOutputShapes(new Shape[] {row}));
        says(said, () -> layer.initialize(manager, DataType.FLOAT32, row));
    }

    @Test
    void theFrameIsTwoPixelsOfPaperOnEachSide() {
        PadAndScale layer = new PadAndScale();
        Shape picture = new Shape(2, 1, 2, 3);
        float[] x = {0, 1, 0.5f, 1, 0, 0, 1, 1, 1, 0, 0, 0.2f};
        NDArray y = Nets.forward(layer, HostArrays.array(manager, x, picture));
        assertEquals(new Shape(2, 1, 6, 7), y.getShape());
        assertEquals(y.getShape(), layer.getOutputShapes(new Shape[] {picture})[0]);
        float[] expected = new float[84];
        for (int i = 0; i < expected.length; i++) {
            int row = i / 7 % 6 - 2;
            int column = i % 7 - 2;
            boolean inside = row >= 0 && row < 2 && column >= 0 && column < 3;
            float ink = inside ? x[i / 42 * 6 + row * 3 + column] : 0;
            expected[i] = -0.1f + 1.275f * ink; // 1 becomes 1.175
        }
        assertArrayEquals(expected, y.toFloatArray(), 1e-6f);
        assertEquals("frame", layer.info().text());
        assertTrue(layer.info().inPlace());
        says(
                "The layer \"frame\" needs images of shape (batch, channels, height, width), not (1,"
                        + " 784).",
                () -> layer.getOutputShapes(new Shape[] {new Shape(1, 784)}));
    }

    @Test
    void theOutputUnitsMeasureHowFarTheBitmapsAre() {
        Rbf layer = new Rbf();
        Shape features = new Shape(2, 84);
        float[] x = random(168);
        NDArray y = Nets.forward(layer, HostArrays.array(manager, x, features));
        assertEquals(new Shape(2, 10), y.getShape());
        assertEquals(y.getShape(), layer.getOutputShapes(new Shape[] {features})[0]);
        float[] bitmaps = DigitBitmaps.targets();
        float[] expected = new float[20];
        for (int i = 0; i < expected.length; i++) {
            double distance = 0;
            for (int p = 0; p < 84; p++) {
                distance += Math.pow(x[i / 10 * 84 + p] - bitmaps[i % 10 * 84 + p], 2);
            }
            expected[i] = (float) (-distance / 20); // twice the variance
        }
        assertArrayEquals(expected, y.toFloatArray(), 1e-4f);
        assertEquals("RBF 10", layer.info().text());
        assertEquals(840, layer.info().macs(features, y.getShape()));
        assertEquals(840, layer.info().connections(features, y.getShape()));
    }

    @Test
    void theOutputUnitsTakeAsManyFeaturesAsTheirBitmapsHavePixels() {
        for (Shape wrong : List.of(new Shape(1, 83), new Shape(1, 84, 1))) {
            says(
                    "The RBF units compare 84 features with their bitmaps, so their input is (batch,"
                            + " 84), not "
                            + wrong
                            + ".",
                    () -> new Rbf().getOutputShapes(new Shape[] {wrong}));
        }
    }

    @Test
    void theBitmapOfAFourIsAFour() {
        StringBuilder four = new StringBuilder();
        for (int i = 0; i < 84; i++) {
            float value = DigitBitmaps.targets()[4 * 84 + i];
            four.append(value == 1 ? '#' : value == -1 ? '.' : '?');
            four.append(i % 7 == 6 ? "\n" : "");
        }
        assertEquals(
                """
                .....#.
                ....##.
                ...#.#.
                ..#..#.
                .#...#.
                #....#.
                #....#.
                #######
                .....#.
                .....#.
                .....#.
                .....#.
                """,
                four.toString());
    }

    @Test
    void theScaledTanhIsItsFormula() {
        NDArray y =
                Nets.forward(
                        new ScaledTanh(),
                        HostArrays.array(manager, new float[] {-1.5f, 0, 3}, new Shape(1, 3)));
        float[] expected = {(float) (-1.7159 * Math.tanh(1)), 0, (float) (1.7159 * Math.tanh(2))};
        assertArrayEquals(expected, y.toFloatArray(), 1e-6f);
    }

    private float[] fill(Block layer, String name, int size) {
        float[] values = random(size);
        HostArrays.set(layer.getParameters().get(name).getArray(), values);
        return values;
    }

    private float[] random(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    private static void says(String sentence, Runnable code) {
        assertEquals(sentence, assertThrows(CourseException.class, code::run).getMessage());
    }
}
