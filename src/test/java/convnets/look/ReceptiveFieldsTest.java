package convnets.look;

import static convnets.nn.Layers.conv;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import convnets.CourseException;
import convnets.data.Picture;
import convnets.models.LeNet;
import convnets.nn.Layers;
import org.junit.jupiter.api.Test;

class ReceptiveFieldsTest {

    private static final Picture BLACK = new Picture(new byte[28 * 28], 28, 28, -1, "black");

    @Test
    void followsLeNetBackToThePicture() {
        ReceptiveFields fields = ReceptiveFields.of(LeNet.block(), BLACK, "C1", "S2", "C3", "S4");
        assertEquals(
                "What one value sees: C1: 5×5 pixels, S2: 6×6 pixels, C3: 14×14 pixels, S4: 16×16"
                        + " pixels",
                fields.toString());
        assertTrue(fields.drawing().image().getWidth() <= 760);
    }

    @Test
    void twoOfThreeSeeAsMuchAsOneOfFive() {
        var two = Layers.sequential(conv(1, 3), conv(1, 3));
        assertEquals(
                "What one value sees: C2: 5×5 pixels",
                ReceptiveFields.of(two, BLACK, "C2").toString());
    }

    @Test
    void windowsThatAreNotSquareAreNotTakenForSquares() {
        var wide =
                Layers.sequential(
                        Conv2d.builder().setFilters(1).setKernelShape(new Shape(3, 7)).build());
        String said =
                assertThrows(CourseException.class, () -> ReceptiveFields.of(wide, BLACK, "C1"))
                        .getMessage();
        assertTrue(said.contains("one of 3×7 is not"), said);
        assertThrows(CourseException.class, () -> ReceptiveFields.of(LeNet.block(), BLACK));
    }

    @Test
    void namesTheLayersThatThereAre() {
        String said =
                assertThrows(
                                CourseException.class,
                                () -> ReceptiveFields.of(LeNet.block(), BLACK, "F5"))
                        .getMessage();
        assertTrue(said.contains("C1, S2, C3, S4"), said);
    }
}
