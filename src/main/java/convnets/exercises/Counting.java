package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;

/** What several checks count in a net, without giving it weights. */
final class Counting {

    private Counting() {}

    /** Layers whose name begins so, such as "conv", "conv 1×1" or "maxPool". */
    static long layers(Block net, Shape input, String kind) {
        return LayerTable.of(net, input).only(kind).rows().size();
    }

    /** Weights and biases. */
    static long parameters(Block net, Shape input) {
        return LayerTable.of(net, input).parameters();
    }

    /** Multiply-adds for one example. */
    static long macs(Block net, Shape input) {
        return LayerTable.of(net, input).macs();
    }
}
