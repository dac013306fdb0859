package convnets.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.XavierInitializer;
import convnets.CourseException;
import org.junit.jupiter.api.Test;

class InitTest {

    /** A convolution from 64 channels to 32 with 5×5 kernels. */
    private static final Shape WEIGHTS = new Shape(32, 64, 5, 5);

    private static final double IN = 64 * 25;
    private static final double OUT = 32 * 25;

    @Test
    void glorotHasItsVarianceAndItsBounds() {
        assertEquals(1, variance(Init.glorot()) / (2 / (IN + OUT)), 0.03);
        double bound = Math.sqrt(6 / (IN + OUT));
        assertTrue(largest(Init.glorot()) <= bound * 1.0001);
        assertTrue(largest(Init.glorot()) > bound * 0.99);
    }

    @Test
    void heHasItsVariance() {
        assertEquals(1, variance(Init.he()) / (2 / IN), 0.03);
    }

    @Test
    void theGainScalesTheWeights() {
        assertEquals(4, variance(Init.glorot(2)) / variance(Init.glorot()), 0.01);
    }

    @Test
    void djlsPlainXavierIsTwiceGlorotsVariance() {
        assertEquals(2, variance(new XavierInitializer()) / variance(Init.glorot()), 0.01);
    }

    @Test
    void aRuleSaysItsName() {
        assertEquals("Glorot", Init.glorot().toString());
        assertEquals("Glorot, gain 0.5", Init.glorot(0.5).toString());
        assertEquals("He", Init.he().toString());
        assertEquals("all 0.5", Init.equal(0.5).toString());
    }

    @Test
    void allWeightsCanBeEqualAndASlopeOfItsOwnStartsAtAQuarter() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Shape two = new Shape(2, 2);
            assertArrayEquals(
                    new float[] {0.5f, 0.5f, 0.5f, 0.5f},
                    Init.equal(0.5).initialize(manager, two, DataType.FLOAT32).toFloatArray());
            for (Shape one : new Shape[] {new Shape(), new Shape(1)}) {
                NDArray slope = Init.he().initialize(manager, one, DataType.FLOAT32);
                assertEquals(one, slope.getShape());
                assertEquals(0.25f, slope.toFloatArray()[0]);
            }
            NDArray weight = Init.glorot().initialize(manager, new Shape(1, 1), DataType.FLOAT32);
            assertNotEquals(0.25f, weight.toFloatArray()[0]);
            NDArray row = Init.glorot().initialize(manager, new Shape(5), DataType.FLOAT32);
            assertEquals(new Shape(5), row.getShape());
        }
    }

    @Test
    void noWeightIsInfinite() {
        for (double weight : new double[] {1e39, -1e39, Double.NaN}) {
            assertThrows(CourseException.class, () -> Init.equal(weight));
        }
    }

    @Test
    void aGainOfZeroIsRefused() {
        assertEquals(
                "The gain of the first weights must be above 0, not 0.0.",
                assertThrows(CourseException.class, () -> Init.glorot(0)).getMessage());
    }

    private static double variance(Initializer rule) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray w = weights(rule, manager);
            return w.sub(w.mean()).square().mean().getFloat();
        }
    }

    private static double largest(Initializer rule) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return weights(rule, manager).abs().max().getFloat();
        }
    }

    private static NDArray weights(Initializer rule, NDManager manager) {
        Engine.getInstance().setRandomSeed(1);
        return rule.initialize(manager, WEIGHTS, DataType.FLOAT32);
    }

    @Test
    void givenKernelsBecomeTheWeightsInTheirOrder() {
        float[][] a = {{1, 2}, {3, 4}};
        float[][] b = {{5, 6}, {7, 8}};
        Shape input = new Shape(1, 2, 4, 4);
        var layer = Nets.initialize(Layers.conv(1, 2), Init.kernels(a, b), 0, input);
        float[] weights = layer.getParameters().get("weight").getArray().toFloatArray();
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, weights);
        CourseException problem =
                assertThrows(
                        CourseException.class,
                        () -> Nets.initialize(Layers.conv(1, 2), Init.kernels(a), 0, input));
        assertEquals(
                "The layer's weights have the shape (1, 2, 2, 2), so it needs 8 numbers, and there"
                        + " are 4.",
                problem.getMessage());
    }

    /** A history remembers a rule by what it says of itself. */
    @Test
    void givenKernelsSayWhichTheyAre() {
        float[][] a = {{1, 2}, {3, 4}};
        float[][] b = {{1, 2}, {3, 5}};
        assertEquals(Init.kernels(a, b).toString(), Init.kernels(a, b).toString());
        assertNotEquals(Init.kernels(a, b).toString(), Init.kernels(b, a).toString());
        assertNotEquals(Init.kernels(a).toString(), Init.kernels(b).toString());
    }

    @Test
    void aGainWhoseSquareIsNoNumberIsRefused() {
        for (double gain : new double[] {1e-30, 1e30, 1e200}) {
            String said = assertThrows(CourseException.class, () -> Init.glorot(gain)).getMessage();
            assertTrue(said.startsWith("The gain of the first weights, " + gain + ", is"), said);
        }
    }
}
