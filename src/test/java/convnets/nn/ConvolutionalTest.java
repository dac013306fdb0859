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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import convnets.CourseException;
import org.junit.jupiter.api.Test;

class ConvolutionalTest {

    private static final Shape IMAGE = new Shape(1, 1, 6, 6);

    private static Block initialized(Block... layers) {
        return Nets.initialize(sequential(layers), Init.he(), 1, IMAGE);
    }

    @Test
    void answersForEachPlaceAsTheNetDoesForThatPart() {
        Block net = initialized(conv(2, 3), relu(), flatten(), dense(4), relu(), dense(3));
        Block scanning = Convolutional.of(net, IMAGE);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray wide = manager.randomUniform(-1, 1, new Shape(1, 1, 7, 8));
            NDArray answers = Nets.forward(scanning, wide);
            assertEquals(new Shape(1, 3, 2, 3), answers.getShape());
            for (int row = 0; row < 2; row++) {
                for (int column = 0; column < 3; column++) {
                    NDIndex part =
                            new NDIndex(":, :, {}:{}, {}:{}", row, row + 6, column, column + 6);
                    assertArrayEquals(
                            Nets.forward(net, wide.get(part)).toFloatArray(),
                            answers.get(new NDIndex(":, :, {}, {}", row, column)).toFloatArray(),
                            1e-5f);
                }
            }
        }
    }

    @Test
    void whatCannotBeRewrittenIsNamed() {
        refused(
                "This net has no weights to carry over: train it first.",
                sequential(flatten(), dense(3)),
                IMAGE);
        refused(
                "The layer \"batchNorm\" cannot be made a convolution: only convolutions and dense"
                        + " layers can.",
                initialized(BatchNorm.builder().build(), flatten(), dense(3)),
                IMAGE);
        Shape wide = new Shape(1, 1, 5, 6);
        Block net = Nets.initialize(sequential(flatten(), dense(3)), Init.he(), 1, wide);
        refused("Only square maps can be read by a convolution, not (1, 1, 5, 6).", net, wide);
    }

    private static void refused(String sentence, Block net, Shape image) {
        assertEquals(
                sentence,
                assertThrows(CourseException.class, () -> Convolutional.of(net, image))
                        .getMessage());
    }
}
