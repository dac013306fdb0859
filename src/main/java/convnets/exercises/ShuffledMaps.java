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
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.List;

/**
 * What 7.8 is tried on.
 *
 * @param name for who got it wrong
 * @param ending with weights, which the reader's code may change
 * @param maps as they are
 * @param shuffled others in their place
 */
record ShuffledMaps(String name, Block ending, NDArray maps, NDArray shuffled) {

    /** Ten small maps. */
    static final Shape MAPS = new Shape(1, 10, 5, 5);

    /** Endings of three kinds, each with three pairs of maps. */
    static List<ShuffledMaps> some(NDManager manager) {
        List<ShuffledMaps> some = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            some.add(drawn("a dense ending", sequential(flatten(), dense(10)), manager));
            some.add(drawn("the average", globalAvgPool(), manager));
            some.add(drawn("the maximum", sequential(maxPool(5), flatten()), manager));
        }
        return some;
    }

    private static ShuffledMaps drawn(String name, Block ending, NDManager manager) {
        Nets.initialize(ending, Init.glorot(), Draw.between(0, 1000), MAPS);
        return new ShuffledMaps(name, ending, Draw.array(manager, MAPS), Draw.array(manager, MAPS));
    }

    NDArray difference() {
        return after().sub(Nets.forward(ending, maps));
    }

    NDArray after() {
        return Nets.forward(ending, shuffled);
    }

    @Override
    public String toString() {
        return name;
    }
}
