package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.HostArrays;
import convnets.nn.Init;
import convnets.nn.Nets;

/** What 7.8 is tried on. */
record ShuffledMaps(String name, Block ending, NDArray maps, NDArray shuffled) {

    /** Ten small maps. */
    static final Shape MAPS = new Shape(1, 10, 5, 5);

    static ShuffledMaps drawn(String name, Block ending, NDManager manager) {
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
