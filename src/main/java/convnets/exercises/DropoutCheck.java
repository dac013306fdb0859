package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;

/** Looks at where the ReLUs and the dropouts of a LeNet stand. */
final class DropoutCheck {

    private static final Shape PIXELS = new Shape(1, 1, 28, 28);

    private DropoutCheck() {}

    static Verdict of(Block net) {
        return Check.of(AlexNetChecks.DROPOUT)
                .mistake(
                        () -> count(net, "sigmoid") == 4,
                        "All four sigmoids are still there: relu() takes their place.")
                .mistake(
                        () -> count(net, "sigmoid") > 0,
                        "There is a sigmoid left: the convolutions have one each, too.")
                .mistake(
                        () -> after(net, "dropout", "dense 10") || after(net, "ReLU", "dense 10"),
                        "Nothing may follow the last layer: its ten values are the answer, and"
                                + " dropping or cutting them spoils it.")
                .equal("ReLUs", 4L, () -> count(net, "ReLU"), "One where each sigmoid was.")
                .mistake(() -> count(net, "dropout") == 0, "There is no dropout yet.")
                .mistake(
                        () -> !after(net, "dropout", "dense 120"),
                        "The first hidden dense layer, with 120 units, has no dropout.")
                .mistake(
                        () -> !after(net, "dropout", "dense 84"),
                        "The second hidden dense layer, with 84 units, has no dropout.")
                .equal(
                        "dropouts",
                        2L,
                        () -> count(net, "dropout"),
                        "AlexNet drops units of the hidden dense layers only, not of the maps.")
                .equal(
                        "parameters",
                        61_706L,
                        () -> Counting.parameters(net, PIXELS),
                        "ReLU and dropout have none: compare the other layers with LeNet's.")
                .verdict("LeNet in AlexNet's clothes, with the same 61,706 parameters.");
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, PIXELS, layer);
    }

    /** Whether a layer stands between a dense layer and the next one that has weights. */
    private static boolean after(Block net, String layer, String dense) {
        boolean here = false;
        for (LayerTable.Row row : LayerTable.of(net, PIXELS).rows()) {
            here = row.parameters() > 0 ? row.layer().equals(dense) : here;
            if (here && row.layer().equals(layer)) {
                return true;
            }
        }
        return false;
    }
}
