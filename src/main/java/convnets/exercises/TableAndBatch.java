package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.models.Nin;
import convnets.models.Vgg;
import java.util.List;
import java.util.stream.Stream;

/** A net in a memory formula, with a batch. */
record TableAndBatch(String name, LayerTable table, int size) {

    static List<TableAndBatch> some() {
        Shape image = new Shape(1, 1, 224, 224);
        LayerTable nin =
                LayerTable.of(Nin.settings().widthDivisor(1 << Draw.between(0, 2)).block(), image);
        LayerTable vgg = LayerTable.of(Vgg.block(11), image);
        return Stream.of(1, 2, 3)
                .flatMap(
                        i ->
                                Stream.of(
                                        new TableAndBatch("NiN", nin, drawn()),
                                        new TableAndBatch("VGG-11", vgg, drawn())))
                .toList();
    }

    private static int drawn() {
        return Draw.between(2, 300);
    }

    @Override
    public String toString() {
        return name + " and batches of " + size;
    }
}
