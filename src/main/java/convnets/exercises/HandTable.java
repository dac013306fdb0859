package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.exercises.Formula.Place;
import java.util.List;
import java.util.Optional;

/** Compares a reader's own counts with a layer table: exercise 3.3. */
final class HandTable {

    private static final List<String> MAPS =
            List.of(
                    "the first convolution",
                    "the first pooling",
                    "the second convolution",
                    "the second pooling");
    private static final List<String> LAYERS =
            List.of(MAPS.get(0), MAPS.get(2), "the first dense layer", "the second dense layer");

    /** The color picture of the exercise. */
    private static final Shape COLOR = new Shape(1, 3, 22, 22);

    private final List<Row> maps;
    private final List<Row> learning;

    HandTable(Block net) {
        List<Row> rows = LayerTable.of(net, COLOR).rows();
        maps = rows.stream().filter(HandTable::isMap).toList();
        learning = rows.stream().filter(r -> r.parameters() > 0).toList();
    }

    private static boolean isMap(Row row) {
        return row.activations() > 0 && row.output().dimension() == 4;
    }

    Optional<Step.Fault> look(int[] sides, long[] parameters, long[] macs) {
        return sides(sides)
                .look()
                .or(() -> parameters(parameters).look())
                .or(() -> macs(macs).look());
    }

    private Step sides(int[] found) {
        return Formula.each("side", MAPS, found)
                .right("look", p -> maps.get(p.at()).output().get(2))
                .wrong("area", p -> square(maps.get(p.at()).output().get(2)))
                .wrong("large", p -> maps.get(p.at()).output().get(2) + 1)
                .wrong("first", 22, 11, -1, -1)
                .wrong("second", -1, -1, 8, 4);
    }

    private Step parameters(long[] found) {
        return Formula.each("parameters", LAYERS, found)
                .right("kernel", p -> weights(p) + bias(p))
                .wrong("weights", this::weights)
                .wrong("bias", p -> weights(p) + 1)
                .wrong("each weight", p -> 2 * weights(p))
                .wrong("first kernels", p -> p.at() == 0 ? weights(p) / COLOR.get(1) + bias(p) : -1)
                .wrong("kernels", p -> p.at() == 1 ? weights(p) / 8 + bias(p) : -1);
    }

    private Step macs(long[] found) {
        return Formula.each("MACs", LAYERS, found)
                .right("macs", p -> weights(p) * places(p))
                .wrong("parameters", p -> p.at() < 2 ? weights(p) + bias(p) : -1)
                .wrong("weights again", p -> p.at() < 2 ? weights(p) : -1)
                .wrong("twice", p -> 2 * weights(p) * places(p))
                .wrong("biases", p -> (weights(p) + bias(p)) * places(p))
                .wrong("places", p -> p.at() == 0 ? weights(p) * COLOR.get(2) * COLOR.get(3) : -1);
    }

    private static long square(long side) {
        return side * side;
    }

    private long bias(Place place) {
        return learning.get(place.at()).output().get(1);
    }

    private long weights(Place place) {
        return learning.get(place.at()).parameters() - bias(place);
    }

    private long places(Place place) {
        return learning.get(place.at()).output().slice(2).size();
    }
}
