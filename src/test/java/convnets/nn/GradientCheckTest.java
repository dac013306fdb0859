package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import convnets.CourseException;
import convnets.models.LeNet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientCheckTest {

    @Tag("slow")
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

    @ParameterizedTest
    @MethodSource("layersThatDifferInTraining")
    void findsLayersRightThatComputeSomethingElseInTraining(Block block, int arrays) {
        GradientCheck check = GradientCheck.of(block, new Shape(3, 4, 5, 5));
        assertEquals(arrays, check.differences().size(), check.toString());
        assertTrue(check.worst() < 1e-6, check.toString());
    }

    static List<Arguments> layersThatDifferInTraining() {
        Block net =
                sequential(
                        conv(3, 3),
                        BatchNorm.builder().build(),
                        tanh(),
                        flatten(),
                        dropout(0.5),
                        dense(2));
        return List.of(
                Arguments.of(dropout(0.3), 1),
                Arguments.of(BatchNorm.builder().build(), 3), // x, γ, β
                Arguments.of(BatchNorm.builder().optCenter(false).build(), 2),
                Arguments.of(LayerNorm.builder().build(), 3),
                Arguments.of(net, 7));
    }

    @Test
    void findsAWrongGradientBehindDropout() {
        Block wrong = lambda(x -> x.add(x.square().stopGradient()));
        GradientCheck check = GradientCheck.of(sequential(dropout(0.5), wrong), new Shape(2, 30));
        assertTrue(check.worst() > 0.1, check.toString());
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
