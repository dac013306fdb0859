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
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import java.util.stream.Stream;

/** What 7.8 is tried on. */
record ShuffledMaps(String name, Block ending, NDArray maps, NDArray shuffled) {

    /** Ten small maps. */
    static final Shape MAPS = new Shape(1, 10, 5, 5);

    /** Endings of three kinds, each with three pairs of maps. */
    static List<ShuffledMaps> some(NDManager manager) {
        return Stream.of(1, 2, 3)
                .flatMap(
                        i ->
                                Stream.of(
                                        drawn(
                                                "a dense ending",
                                                sequential(flatten(), dense(10)),
                                                manager),
                                        drawn("the average", globalAvgPool(), manager),
                                        drawn(
                                                "the maximum",
                                                sequential(maxPool(5), flatten()),
                                                manager)))
                .toList();
    }

    private static ShuffledMaps drawn(String name, Block ending, NDManager manager) {
        Nets.initialize(ending, Init.glorot(), Draw.between(0, 1000), MAPS);
        return new ShuffledMaps(name, ending, maps(manager), maps(manager));
    }

    private static NDArray maps(NDManager manager) {
        return HostArrays.array(manager, Draw.floats((int) MAPS.size()), MAPS);
    }

    NDArray difference() {
        return Nets.forward(ending, shuffled).sub(Nets.forward(ending, maps));
    }

    float of(Block other) {
        return Nets.forward(other, shuffled).sub(Nets.forward(other, maps)).abs().max().getFloat();
    }

    @Override
    public String toString() {
        return name;
    }
}
