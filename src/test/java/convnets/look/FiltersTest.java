package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FiltersTest {

    private static SequentialBlock net() {
        SequentialBlock net = sequential(conv(2, 3), relu());
        return Nets.initialize(net, Init.he(), 0, new Shape(1, 3, 5, 5));
    }

    @Test
    void showsTheChangeOfTheFirstChannelOnly() {
        SequentialBlock after = net();
        NDArray weights = after.getParameters().valueAt(0).getArray();
        NDArray added = weights.zerosLike().reshape(2 * 3 * 9);
        float[] values = added.toFloatArray();
        values[4] = 2; // kernel 0, channel 0, its middle
        values[27] = -2; // kernel 1, channel 0, its corner
        values[9] = 1; // kernel 0, channel 1: not shown
        weights.addi(weights.getManager().create(values, weights.getShape()));
        BufferedImage image = Filters.change(net(), after).image();
        int gap = 8;
        int zoom = 4;
        assertEquals(255, gray(image, gap + zoom, gap + zoom));
        assertEquals(128, gray(image, gap, gap), 1);
        int second = 2 * gap + 3 * zoom;
        assertEquals(0, gray(image, second, gap));
        assertEquals(128, gray(image, second + zoom, gap + zoom), 1);
    }

    @Test
    void describesThem() {
        assertEquals("2 kernels of the layer conv 3×3, 2", Filters.of(net()).description());
    }

    @Test
    void refusesOtherNets() {
        SequentialBlock dense = sequential(dense(3));
        Nets.initialize(dense, Init.he(), 0, new Shape(1, 4));
        assertThrows(CourseException.class, () -> Filters.of(dense));
        assertThrows(CourseException.class, () -> Filters.of(sequential(conv(2, 3))));
    }

    private static int gray(BufferedImage image, int x, int y) {
        return image.getRGB(x + 1, y + 1) & 0xff;
    }
}
