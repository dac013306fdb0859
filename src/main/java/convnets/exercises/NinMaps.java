package convnets.exercises;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** Checks the exercises of chapter 07 that compute with maps. */
final class NinMaps {

    private NinMaps() {}

    static Verdict pointwise(NDArray answer, Block convolution, NDArray x) {
        NDArray right = Nets.forward(convolution, x);
        NDArray bias = convolution.getParameters().get("bias").getArray().reshape(1, -1, 1, 1);
        return Check.of(NinChecks.POINTWISE)
                .mistake(
                        () -> answer.getShape().equals(right.transpose(0, 2, 3, 1).getShape()),
                        "The channels come last: bring them back to the second place with"
                                + " transpose(0, 3, 1, 2).")
                .mistake(
                        () -> answer.getShape().dimension() == 2,
                        "These are the rows, one for each pixel: reshape them to pictures again.")
                .equal(
                        "shape",
                        right.getShape(),
                        () -> answer.getShape(),
                        "(pictures, channels, rows, columns)")
                .mistake(
                        () -> distance(answer, right.sub(bias)) < 1e-4,
                        "The biases are missing: add one for each output channel to the rows.")
                .near(
                        "largest difference from the convolution",
                        0,
                        1e-4,
                        () -> distance(answer, right),
                        "Are the values laid out so that each row has one pixel's channels? A"
                                + " reshape alone does not change the order of the values.")
                .verdict("The same numbers: a 1×1 convolution is a dense layer at each pixel.");
    }

    static Verdict shuffled(ToDoubleFunction<Block> change) {
        return Check.of(NinChecks.SHUFFLED)
                .mistake(
                        () -> change.applyAsDouble(sequential(flatten(), dense(10))) == 0,
                        "The logits are compared with themselves: one of the two is to be of the"
                                + " shuffled maps.")
                .mistake(
                        () -> change.applyAsDouble(globalAvgPool()) > 1e-5,
                        "The average does not depend on the order, and yet there is a difference:"
                                + " compare what the ending gives for both, not the maps"
                                + " themselves.")
                .atLeast(
                        "change with a dense ending",
                        1e-3,
                        () -> change.applyAsDouble(sequential(flatten(), dense(10))),
                        "Initialize the ending once, and run it on both; take the absolute value"
                                + " of the difference, and the largest of the ten.")
                .atMost(
                        "change with the maximum of each map",
                        1e-5,
                        () -> change.applyAsDouble(sequential(maxPool(5), flatten())),
                        "It does not depend on the order either.")
                .verdict(
                        "The average and the maximum do not ask where. The dense layer does: its"
                                + " answer is another one.");
    }

    static Verdict sliding(Block convolution, Block ending) {
        return Check.of(NinChecks.SLIDING)
                .mistake(() -> count(convolution, "conv") == 0, "There is no convolution yet.")
                .mistake(
                        () -> count(convolution, "conv 1×1") > 0,
                        "A kernel of 1×1 sees one place; the dense layer sees all 5×5 of them.")
                .equal(
                        "kernels of 5×5",
                        1L,
                        () -> count(convolution, "conv 5×5"),
                        "The kernel is as large as the maps that the dense layer reads.")
                .equal(
                        "output for maps of 5×5",
                        new Shape(1, 10, 1, 1),
                        () -> Nets.outputShape(convolution, 1, 10, 5, 5),
                        "Ten channels, no padding: the window fits in one place.")
                .near(
                        "largest difference from the dense layer",
                        0,
                        1e-4,
                        () -> difference(convolution, ending),
                        "Are weights and biases copied from the dense layer? The order of the"
                                + " values is the same in both.")
                .equal(
                        "output for maps of 8×6",
                        new Shape(1, 10, 4, 2),
                        () -> Nets.outputShape(convolution, 1, 10, 8, 6),
                        "It slides over larger maps.")
                .verdict(
                        "The same weights, the same numbers. And on larger maps the convolution"
                                + " gives one answer for each place.");
    }

    private static double difference(Block convolution, Block ending) {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray maps = manager.randomUniform(0, 1, new Shape(1, 10, 5, 5));
            NDArray row = Nets.forward(convolution, maps).reshape(1, 10);
            return distance(row, Nets.forward(ending, maps));
        }
    }

    static Verdict evidence(BiFunction<NDArray, Integer, NDArray> evidence) {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray maps = manager.randomUniform(0, 1, new Shape(1, 10, 7, 7));
            NDArray wide = manager.randomUniform(0, 1, new Shape(1, 10, 3, 6));
            return Check.of(NinChecks.EVIDENCE)
                    .equal(
                            "shape for maps of 7×7",
                            new Shape(7, 7),
                            () -> evidence.apply(maps, 3).getShape(),
                            "One value for each place of one map: maps.get(0) are the maps of the"
                                    + " first picture, and get(number) is one of them.")
                    .mistake(
                            () -> distance(evidence.apply(maps, 3), maps.get(0).get(3)) < 1e-6,
                            "This is the map itself: its sum is not yet the logit, its mean is.")
                    .mistake(
                            () -> distance(evidence.apply(maps, 3), evidence.apply(maps, 8)) < 1e-6,
                            "Two classes get the same values: take the map of the class asked"
                                    + " for.")
                    .near(
                            "sum of the values for maps of 7×7",
                            logit(maps, 3),
                            1e-4,
                            () -> evidence.apply(maps, 3).sum().getFloat(),
                            "The logit is the mean of the map.")
                    .mistake(
                            () ->
                                    Math.abs(
                                                    evidence.apply(wide, 8).sum().getFloat() * 49
                                                            - logit(wide, 8) * 18)
                                            < 1e-3,
                            "There are 49 places only if the maps are 7×7: ask the map for its"
                                    + " size().")
                    .near(
                            "sum of the values for maps of 3×6",
                            logit(wide, 8),
                            1e-4,
                            () -> evidence.apply(wide, 8).sum().getFloat(),
                            "The logit is the mean of the map, whatever its size.")
                    .near(
                            "a value",
                            maps.get(0).get(3).getFloat(2, 4) / 49,
                            1e-3,
                            () -> evidence.apply(maps, 3).getFloat(2, 4),
                            "Each place adds its own part.")
                    .verdict(
                            "So a heat-map is no picture beside the answer: it is the answer,"
                                    + " before it is added up.");
        }
    }

    private static double logit(NDArray maps, int number) {
        return Nets.forward(globalAvgPool(), maps).getFloat(0, number);
    }

    private static double distance(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getFloat();
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, new Shape(1, 10, 224, 224), layer);
    }
}
