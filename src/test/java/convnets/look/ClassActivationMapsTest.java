package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.Images;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Drawing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassActivationMapsTest {

    /** Four pictures of 4×4 pixels: the right half of the first two is white. */
    private static Images pictures() {
        byte[] pixels = new byte[64];
        for (int i = 0; i < 64; i++) {
            pixels[i] = (byte) (i < 32 && i % 4 >= 2 ? 200 : 0);
        }
        return new Images(pixels, new byte[4], 4, 4, List.of("bright", "other"));
    }

    @Test
    void isRedWhereTheNetSeesTheClass() {
        SequentialBlock net = sequential(conv(2, 1), globalAvgPool());
        float[] forAndAgainst = {1, -1};
        Nets.initialize(
                net, (m, shape, type) -> m.create(forAndAgainst, shape), 0, pictures().shape(1));
        Drawing drawing = ClassActivationMaps.of(net, pictures(), 0, 1).drawing();
        int own = 10 + 200 + 95; // the middle of the second column
        int other = own + 200;
        int bright = drawing.image().getRGB(own + 60, 10 + 95);
        assertEquals(0, drawing.image().getRGB(own - 60, 10 + 95) & 0xffffff, "dark: no evidence");
        assertTrue((bright >> 16 & 0xff) > 2 * (bright & 0xff), Integer.toHexString(bright));
        int against = drawing.image().getRGB(other + 60, 10 + 95);
        assertTrue((against & 0xff) > 2 * (against >> 16 & 0xff), Integer.toHexString(against));
        assertTrue(
                drawing.description()
                        .endsWith("bright (for bright: p = 0.69; for other: p = 0.31)"),
                drawing.description());
    }

    @Test
    void drawsABoundedNumber() {
        SequentialBlock net = sequential(conv(2, 1), globalAvgPool());
        Nets.initialize(net, Init.glorot(), 0, pictures().shape(1));
        Drawing many = ClassActivationMaps.of(net, pictures(), new int[1000]).drawing();
        assertTrue(many.image().getHeight() < 3000);
    }

    @Test
    void knowsWhereAPlaceOfTheMapsLies() {
        // counted by hand: 5 for the 11×11 kernel, then 4, 8 and 16 for the three poolings
        assertArrayEquals(new double[] {33, 32}, middle(Nin.block(), 224), 1e-9);
        // two halvings: the middle of the first four pixels, 0 to 3
        SequentialBlock halved = sequential(conv(1, 3).pad(1), maxPool(2), maxPool(2));
        assertArrayEquals(new double[] {1.5, 4}, middle(halved, 16), 1e-9);
    }

    /** Where the first place of the last maps has its middle, and the step to the next. */
    private static double[] middle(SequentialBlock net, int side) {
        ReceptiveField field =
                ReceptiveField.of(net, new Shape(1, 1, side, side), Nets.layers(net).size());
        return new double[] {field.center(0), field.jump()};
    }

    @Test
    void refusesANetWithDenseLayers() {
        SequentialBlock net = LeNet.block();
        Images images = new Images(new byte[784], new byte[1], 28, 28, List.of("a"));
        Nets.initialize(net, Init.glorot(), 0, images.shape(1));
        assertThrows(CourseException.class, () -> ClassActivationMaps.of(net, images, 0));
    }
}
