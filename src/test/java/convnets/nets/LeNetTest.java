package convnets.nets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import org.junit.jupiter.api.Test;

class LeNetTest {

    @Test
    void costsWhatThePaperAndTheCourseSay() {
        LayerTable table = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        assertEquals(61_706, table.parameters());
        assertEquals(416_520, table.macs());
        assertEquals(8_094, table.activations());
    }
}
