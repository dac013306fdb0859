package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.Images;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Drawing;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassActivationMapsTest {

    /** Four pictures of 4×4 pixels: only the last is white. */
    private static Images pictures() {
        byte[] pixels = new byte[64];
        Arrays.fill(pixels, 48, 64, (byte) 200);
        return new Images(pixels, new byte[4], 4, 4, List.of("bright", "other"));
    }

    @Test
    void isRedWhereTheNetSeesTheClass() {
        SequentialBlock net = sequential(conv(2, 1), globalAvgPool());
        float[] forAndAgainst = {1, -1};
        Nets.initialize(
                net, (m, shape, type) -> m.create(forAndAgainst, shape), 0, pictures().shape(1));
        Drawing drawing = ClassActivationMaps.of(net, pictures(), 2, "bright");
        int zoom = 780 / (2 * 8);
        int panel = 8 + 8 * zoom + 8; // behind the gap, the sheet and another gap
        int dark = drawing.image().getRGB(panel + 1, 9);
        int bright = drawing.image().getRGB(panel + 8 * zoom - 1, 8 + 8 * zoom - 1);
        assertEquals(0, dark & 0xffffff);
        assertTrue((bright >> 16 & 0xff) > 2 * (bright & 0xff), Integer.toHexString(bright));
        assertTrue(drawing.description().endsWith("bright"));
        assertThrows(
                CourseException.class, () -> ClassActivationMaps.of(net, pictures(), 2, "bag"));
    }

    @Test
    void knowsWhereAPlaceOfTheMapsLies() {
        // counted by hand: 5 for the 11×11 kernel, then 4, 8 and 16 for the three poolings
        assertArrayEquals(new double[] {33, 32}, ClassActivationMaps.place(Nin.block()), 1e-9);
        // two halvings: the middle of the first four pixels, 0 to 3
        SequentialBlock halved = sequential(conv(1, 3).pad(1), maxPool(2), maxPool(2));
        assertArrayEquals(new double[] {1.5, 4}, ClassActivationMaps.place(halved), 1e-9);
    }

    @Test
    void refusesANetWithDenseLayers() {
        SequentialBlock net = LeNet.block();
        Images images = new Images(new byte[784], new byte[1], 28, 28, List.of("a"));
        Nets.initialize(net, Init.glorot(), 0, images.shape(1));
        assertThrows(CourseException.class, () -> ClassActivationMaps.of(net, images, 1, "a"));
    }
}
