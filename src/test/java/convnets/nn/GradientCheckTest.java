package convnets.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import convnets.CourseException;
import convnets.models.LeNet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    @Test
    void findsTheCoursesLayersRight() {
        GradientCheck check = GradientCheck.of(LeNet.block(), new Shape(2, 1, 28, 28));
        assertEquals(11, check.differences().size()); // x, and five weights and biases
        assertTrue(check.worst() < 1e-6, check.toString());
    }

    @Test
    void findsAWrongGradient() {
        // x + stop(x²): backward takes the square for a constant
        Block wrong = lambda(x -> x.add(x.square().stopGradient()));
        GradientCheck check = GradientCheck.of(wrong, new Shape(2, 3));
        assertTrue(check.worst() > 0.1, check.toString());
        Block right = lambda(x -> x.add(x.square()));
        assertTrue(GradientCheck.of(right, new Shape(2, 3)).worst() < 1e-8);
    }

    @Test
    void refusesToOverwriteWeights() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 1, new Shape(1, 1, 28, 28));
        assertThrows(CourseException.class, () -> GradientCheck.of(net, new Shape(1, 1, 28, 28)));
        assertTrue(net.isInitialized());
    }

    private static Block lambda(UnaryOperator<NDArray> f) {
        return new LambdaBlock(xs -> new NDList(f.apply(xs.singletonOrThrow())));
    }
}
