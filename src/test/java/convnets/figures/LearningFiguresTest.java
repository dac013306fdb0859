package convnets.figures;

import static convnets.nn.Init.glorot;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Nets.initialize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.data.Points;
import convnets.engine.HostArrays;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The figures of chapter 02. */
class LearningFiguresTest {

    /** One dense layer whose second unit wins where x is above one half. */
    private static Block right() {
        Block net = initialize(sequential(flatten(), dense(2)), glorot(), 0, new Shape(1, 1, 1, 2));
        HostArrays.set(net.getParameters().get(0).getValue().getArray(), new float[] {0, 0, 1, 0});
        HostArrays.set(net.getParameters().get(1).getValue().getArray(), new float[] {.5f, 0});
        return net;
    }

    @Test
    void regionsAreColoredByTheAnswer() {
        DecisionRegions regions =
                DecisionRegions.of(Points.xor(40, 0).train()).add("half", right());
        BufferedImage image = regions.drawing().image();
        int y = image.getHeight() / 2;
        int left = image.getRGB(20, y);
        int right = image.getRGB(image.getWidth() - 20, y);
        assertNotEquals(left, right);
        assertTrue((left & 0xff) > (left >> 16 & 0xff), "the first class is blue");
        assertTrue((right & 0xff) < (right >> 16 & 0xff), "the second class is red");
        assertTrue(regions.toString().contains("half: accuracy 0.5"), regions.toString());
    }

    @Test
    void regionsNeedPointsOfAPlane() {
        Images clothes = FashionMnist.sample().test();
        var problem = assertThrows(CourseException.class, () -> DecisionRegions.of(clothes));
        assertEquals(
                "Regions are drawn in a plane, so they need pictures of two pixels, not of (1, 1,"
                        + " 28, 28).",
                problem.getMessage());
    }

    @Test
    void thePathFollowsTheSlopes() {
        // a step of half the inverse curvature goes straight to the bottom of b, and 2 % along a
        Valley valley = new Valley().descend("SGD", () -> slope -> 0.5 * slope, 1);
        double expected = Valley.loss(-9 * 0.99, 0);
        assertTrue(valley.toString().endsWith(Text.format("%.4f", expected)), valley.toString());
        assertEquals(0, Valley.loss(0, 0));
    }

    @Test
    void eachWeightHasARuleOfItsOwn() {
        class Counter implements DoubleUnaryOperator {
            private int calls;

            @Override
            public double applyAsDouble(double slope) {
                return slope * ++calls / 10;
            }
        }
        Valley own = new Valley().descend("own", Counter::new, 5);
        Counter both = new Counter();
        assertNotEquals(own.toString(), new Valley().descend("own", () -> both, 5).toString());
    }

    @Test
    void weightsHaveOneScale() {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] values = {1, -2, 0, 0, 4, 0, 0, 0};
            var weights = HostArrays.array(manager, values, new Shape(2, 4));
            DenseWeights pictures = DenseWeights.of(weights, List.of("one", "other"));
            assertEquals("2 pictures of 2×2 weights, −4.0 to 4.0: one, other", pictures.toString());
            int half = pictures.drawing().image().getRGB(11, 11);
            values[4] = 1;
            var even = HostArrays.array(manager, values, new Shape(2, 4));
            int whole =
                    DenseWeights.of(even, List.of("one", "other")).drawing().image().getRGB(11, 11);
            assertTrue((half & 0xff) > (whole & 0xff), "the largest weight of all is the reddest");
            assertThrows(CourseException.class, () -> DenseWeights.of(weights, List.of("one")));
        }
    }

    @Test
    void aBackwardPassNeedsASlopeForEachValue() {
        var pass = new BackwardPass(List.of("z", "L"), new double[] {1, 2}, new double[] {3, 1});
        assertEquals(
                "Values forward, slopes backward: z: 1.0000, slope 3.0000; L: 2.0000, slope 1.0000",
                pass.toString());
        assertTrue(pass.drawing().image().getWidth() <= 700);
        assertThrows(
                CourseException.class,
                () -> new BackwardPass(List.of("z"), new double[] {1}, new double[] {}));
    }
}
