package convnets.experiments;

import static convnets.nn.Layers.batchNorm;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.residual;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;

/** The two ideas of 2015 that made nets deep, each with nothing else changed. */
final class DeepNets {

    private static final int SEEDS = 5;

    private static final String ACCURACY = "test accuracy";

    private DeepNets() {}

    /** Chapter 08: what batch normalization brings, and what shortcuts bring. */
    static Experiment experiment() {
        Recipe vgg = Recipe.vgg(Scale.LAPTOP);
        ImageData clothes = FashionMnist.sample();
        ImageData large = clothes.resized(vgg.imageSize());
        return new Experiment("deep", SEEDS)
                .add(ACCURACY, vgg.name(), () -> Trainings.modern(vgg.net().get(), large))
                .add(
                        ACCURACY,
                        vgg.name() + ", batch normalization",
                        () -> Trainings.modern(normalized(vgg.net().get()), large))
                .add(ACCURACY, "8 layers", () -> Trainings.modern(deep(3, false), clothes))
                .add(ACCURACY, "20 layers", () -> Trainings.modern(deep(9, false), clothes))
                .add(
                        ACCURACY,
                        "20 layers, shortcuts",
                        () -> Trainings.modern(deep(9, true), clothes));
    }

    /** The same net with a batch normalization after each convolution. */
    static SequentialBlock normalized(Block net) {
        SequentialBlock normalized = new SequentialBlock();
        for (Block layer : Nets.layers(net)) {
            normalized.add(layer);
            if (LayerInfos.of(layer).kind() == LayerKind.CONVOLUTION) {
                normalized.add(batchNorm());
            }
        }
        return normalized;
    }

    /**
     * A convolution, blocks of two more, and a dense layer.
     *
     * @param blocks how many
     * @param shortcuts whether each block adds its input to its output
     */
    static SequentialBlock deep(int blocks, boolean shortcuts) {
        SequentialBlock net = sequential(conv(16, 3).pad(1), batchNorm(), relu(), maxPool(4));
        for (int i = 0; i < blocks; i++) {
            Block[] two = {
                conv(16, 3).pad(1), batchNorm(), relu(), conv(16, 3).pad(1), batchNorm()
            };
            net.add(shortcuts ? residual(two) : sequential(two)).add(relu());
        }
        return net.addAll(globalAvgPool(), dense(10));
    }
}
