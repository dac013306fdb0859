package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The values of a layer, and what a net says of an input that it was not made for. */
class LayerOutputTest {

    private static String refused(Shape made, Shape given, Block net) {
        Nets.initialize(net, Init.equal(0), 1, made);
        return assertThrows(CourseException.class, () -> LayerOutput.check(net, given))
                .getMessage();
    }

    @Test
    void aNetSaysWhatItWasMadeFor() {
        assertEquals(
                "This net was made for images of 8×9 pixels with 1 channel, and this is images of"
                        + " 8×9 pixels with 2 channels: resize the picture, or train the net for"
                        + " it.",
                refused(new Shape(1, 1, 8, 9), new Shape(1, 2, 8, 9), sequential(conv(1, 1))));
        assertEquals(
                "This net was made for an input of shape (1, 5), and this is images of 5×1 pixels"
                        + " with 3 channels: resize the picture, or train the net for it.",
                refused(new Shape(1, 5), new Shape(1, 3, 5, 1), sequential(dense(2))));
    }

    @Test
    void mapsHaveRowsAndUnitsHaveOne() {
        float[] values = {3, -1, 4, 1, -5, 9, 2, 6, 5, 3, 5, 8};
        LayerOutput maps = new LayerOutput("C1", "conv", new Shape(2, 2, 3), values);
        assertEquals(2, maps.rows());
        assertEquals("2×3", maps.size());
        assertArrayEquals(new float[] {2, 6, 5, 3, 5, 8}, maps.map(1));
        Ranges ranges = Ranges.of(List.of(List.of(maps)));
        assertEquals("-5.0 9.0", ranges.low(maps) + " " + ranges.high(maps));
        LayerOutput units = new LayerOutput("F2", "dense", new Shape(12), values);
        assertEquals(1, units.rows());
        assertEquals(12, units.maps());
        assertEquals(5, units.answer());
    }
}
