package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import convnets.CourseException;
import convnets.models.LeNet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetsOutputsTest {

    private static final Shape IMAGE = new Shape(2, 1, 28, 28);

    @Test
    void keepsTheOutputOfEveryLayer() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 1, IMAGE);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.randomUniform(0, 1, IMAGE);
            NDList outputs = Nets.outputs(net, x);
            Stream<Shape> shapes = outputs.stream().map(NDArray::getShape);
            assertEquals(
                    "(2, 6, 28, 28) (2, 6, 28, 28) (2, 6, 14, 14) (2, 16, 10, 10) (2, 16, 10, 10)"
                            + " (2, 16, 5, 5) (2, 400) (2, 120) (2, 120) (2, 84) (2, 84) (2, 10)",
                    String.join(" ", shapes.map(Shape::toString).toList()));
            assertEquals(
                    0,
                    outputs.get(1).sub(Activation.sigmoid(outputs.get(0))).abs().max().getFloat());
            assertArrayEquals(Nets.forward(net, x).toFloatArray(), outputs.get(11).toFloatArray());
        }
    }

    @Test
    void putsNestedLayersInOneRow() {
        Block net = sequential(sequential(conv(2, 3), relu()), sequential(flatten()), dense(3));
        assertEquals(4, Nets.layers(net).size());
        Nets.initialize(net, Init.he(), 1, new Shape(1, 1, 5, 5));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList outputs = Nets.outputs(net, manager.ones(new Shape(1, 1, 5, 5)));
            assertEquals(new Shape(1, 18), outputs.get(2).getShape());
        }
    }

    @Test
    void runsNoLayerOfANetThatHasNotAllItsWeights() {
        AtomicInteger runs = new AtomicInteger();
        Block counting =
                new LambdaBlock(
                        xs -> {
                            runs.incrementAndGet();
                            return xs;
                        },
                        "counting");
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.ones(new Shape(1, 3));
            Block net = sequential(counting, dense(2));
            assertThrows(CourseException.class, () -> Nets.outputs(net, x));
            assertEquals(0, runs.get());
        }
    }

    @Test
    void refusesANetWithoutWeights() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.zeros(IMAGE);
            CourseException problem =
                    assertThrows(CourseException.class, () -> Nets.outputs(LeNet.block(), x));
            assertEquals("This net has no weights yet", problem.getMessage().split(":")[0]);
        }
    }
}
