package convnets.check;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;

/** Checks the exercises of chapter 01, LeNet. */
public final class LeNetChecks {

    static final Exercise MAX_POOLING = new Exercise("1.1", "Max-pooling");

    static final List<Exercise> ALL = List.of(MAX_POOLING);

    private static final Shape IMAGE = new Shape(1, 1, 28, 28);

    private LeNetChecks() {}

    /**
     * 1.1: LeNet with max-pooling in place of average pooling.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict maxPooling(Block net) {
        return Check.of(MAX_POOLING)
                .mistake(
                        () -> count(net, "avgPool") == 2,
                        "Both poolings still take the average: see the word maxPool.")
                .mistake(
                        () -> count(net, "avgPool") == 1,
                        "One pooling still takes the average: there are two to replace.")
                .equal("max-poolings", 2L, () -> count(net, "maxPool"), "LeNet pools twice.")
                .equal(
                        "parameters",
                        61_706L,
                        () -> Counting.parameters(net, IMAGE),
                        "Pooling has no parameters, so their number must not change: compare the"
                                + " other layers with LeNet's.")
                .verdict("The same parameters and the same costs, for another rule of summing up.");
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, IMAGE, layer);
    }
}
