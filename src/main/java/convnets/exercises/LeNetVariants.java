package convnets.exercises;

import static convnets.nn.Layers.avgPool;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import convnets.models.LeNet;
import convnets.nn.Layers;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** LeNet with other ingredients, as exercises ask for it and as readers may build it. */
final class LeNetVariants {

    private LeNetVariants() {}

    /** A net with other layers at some places. */
    static SequentialBlock changed(Block net, Map<Integer, Block> others) {
        List<Block> layers = new ArrayList<>(Nets.layers(net));
        others.forEach(layers::set);
        return new SequentialBlock().addAll(layers);
    }

    /** LeNet with other ingredients; what is added stands behind its last layer. */
    static SequentialBlock lenet(
            Supplier<Block> activation, Block first, Block second, Block... added) {
        Block net = LeNet.settings().activation(activation).block();
        return changed(net, Map.of(2, first, 5, second)).addAll(added);
    }

    /** The same with one function behind its convolutions, and another behind its dense layers. */
    static SequentialBlock lenet(
            Supplier<Block> ofMaps,
            Supplier<Block> ofDense,
            Block first,
            Block second,
            Block... added) {
        Iterator<Supplier<Block>> each = List.of(ofMaps, ofMaps, ofDense, ofDense).iterator();
        return lenet(() -> each.next().get(), first, second, added);
    }

    /** Makes ReLUs, but sigmoids at those of the places that are bits of a number. */
    static Supplier<Supplier<Block>> sigmoidsAt(int places) {
        return () -> {
            int[] place = {0};
            return () -> (places >> place[0]++ & 1) == 1 ? Layers.sigmoid() : Layers.relu();
        };
    }

    /** Tells a net of each LeNet that has some of its sigmoids left, and ReLUs elsewhere. */
    static Twin someSigmoids(Twin twin, String mistake) {
        IntStream.range(1, 15)
                .mapToObj(LeNetVariants::sigmoidsAt)
                .forEach(
                        some ->
                                twin.wrong(
                                        mistake, () -> lenet(some.get(), avgPool(2), avgPool(2))));
        return twin;
    }

    /** A layer that changes nothing. */
    static Block nothing() {
        return Blocks.identityBlock();
    }

    /** The layer that computes probabilities. */
    static Block softmax() {
        return LambdaBlock.singleton(x -> x.softmax(1));
    }

    /** The net of 3.14, with some of its faults. */
    static SequentialBlock faulty(boolean unpadded, boolean straight, boolean squeezed) {
        Block net = LeNet.settings().padding(unpadded ? 0 : 2).block();
        return changed(net, Map.of(8, straight ? nothing() : Layers.sigmoid()))
                .add(squeezed ? Layers.sigmoid() : nothing());
    }
}
