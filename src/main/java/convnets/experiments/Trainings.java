package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.ImageData;
import convnets.nn.Init;
import convnets.train.Training;
import java.util.function.Supplier;

/** The trainings, and the net, that several experiments share. */
final class Trainings {

    /** The smallest pictures that leave NiN's average more than one value: maps of 2×2. */
    static final int NIN_PIXELS = 99;

    private Trainings() {}

    /** How chapter 03 trains its net. */
    static Training chapter(Block net, ImageData data) {
        return Training.of(net, data)
                .learningRate(0.9f)
                .batchSize(64)
                .epochs(10)
                .weights(Init.glorot(2));
    }

    /** How later chapters train theirs: half as many epochs, for it learns faster. */
    static Training modern(Block net, ImageData data) {
        return Training.of(net, data)
                .adam()
                .learningRate(0.001f)
                .batchSize(64)
                .epochs(5)
                .weights(Init.he());
    }

    /** How chapter 04 trains its net. */
    static Training digits(Block net, ImageData data) {
        return Training.of(net, data).learningRate(0.1f).batchSize(64).epochs(4).weights(Init.he());
    }

    /** Dense layers only, with as many parameters as LeNet but for 58: 61,764. */
    static SequentialBlock mlp(Supplier<Block> function) {
        return sequential(
                flatten(), dense(70), function.get(), dense(84), function.get(), dense(10));
    }
}
