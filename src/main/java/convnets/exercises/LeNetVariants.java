package convnets.exercises;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import convnets.nn.Layers;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** LeNet with other ingredients, as exercises ask for it and as readers may build it. */
final class LeNetVariants {

    private LeNetVariants() {}

    /** LeNet with other ingredients; what is added stands behind its last layer. */
    static SequentialBlock lenet(
            Supplier<Block> activation, Block first, Block second, Block... added) {
        return lenet(activation, activation, first, second, added);
    }

    /** The same with one function behind its convolutions, and another behind its dense layers. */
    static SequentialBlock lenet(
            Supplier<Block> ofMaps,
            Supplier<Block> ofDense,
            Block first,
            Block second,
            Block... added) {
        SequentialBlock net =
                sequential(
                        conv(6, 5).pad(2),
                        ofMaps.get(),
                        first,
                        conv(16, 5),
                        ofMaps.get(),
                        second,
                        flatten(),
                        dense(120),
                        ofDense.get(),
                        dense(84),
                        ofDense.get(),
                        dense(10));
        return net.addAll(added);
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
        return sequential(
                conv(6, 5).pad(unpadded ? 0 : 2),
                Layers.sigmoid(),
                avgPool(2),
                conv(16, 5),
                Layers.sigmoid(),
                avgPool(2),
                flatten(),
                dense(120),
                straight ? nothing() : Layers.sigmoid(),
                dense(84),
                Layers.sigmoid(),
                dense(10),
                squeezed ? Layers.sigmoid() : nothing());
    }
}
