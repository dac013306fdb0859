package convnets.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.models.LeNet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetsTest {

    private static final Shape INPUT = new Shape(1, 1, 28, 28);

    @Test
    void theSameSeedGivesTheSameWeights() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 3, INPUT);
        float[] first = weights(net);
        Nets.initialize(net, Init.glorot(), 4, INPUT);
        assertFalse(Arrays.equals(first, weights(net)));
        Nets.initialize(net, Init.glorot(), 3, INPUT);
        assertArrayEquals(first, weights(net));
    }

    @Test
    void aNetCanBeGivenAnotherInputSize() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        Nets.initialize(net, Init.glorot(), 0, new Shape(1, 1, 40, 40));
        try (NDManager manager = NDManager.newBaseManager()) {
            Shape logits = Nets.forward(net, manager.zeros(new Shape(3, 1, 40, 40))).getShape();
            assertEquals(new Shape(3, 10), logits);
        }
    }

    @Test
    void anInputThatDoesNotFitLosesNothing() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        float[] before = weights(net);
        Shape tooSmall = new Shape(1, 1, 4, 4);
        assertThrows(CourseException.class, () -> Nets.initialize(net, Init.glorot(), 1, tooSmall));
        assertArrayEquals(before, weights(net));
    }

    @Test
    void biasesStartAtZero() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, INPUT);
        float[] bias = net.getParameters().valueAt(1).getArray().toFloatArray();
        assertArrayEquals(new float[6], bias);
    }

    @Test
    void aNetWithoutWeightsSaysSo() {
        try (NDManager manager = NDManager.newBaseManager()) {
            CourseException problem =
                    assertThrows(
                            CourseException.class,
                            () -> Nets.forward(LeNet.block(), manager.zeros(INPUT)));
            assertEquals(
                    "This net has no weights yet: train it, or call initialize(net, glorot(), 0,"
                            + " x.getShape()) first.",
                    problem.getMessage());
        }
    }

    private static float[] weights(Block net) {
        return net.getParameters().valueAt(0).getArray().toFloatArray();
    }
}
