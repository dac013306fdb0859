package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;

/** A layer table with the words for it. */
record NamedTable(String name, LayerTable table) {

    static NamedTable of(String name, Block net, Shape input) {
        return new NamedTable(name, LayerTable.of(net, input));
    }

    @Override
    public String toString() {
        return name;
    }
}
