package convnets.exercises;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.models.Vgg;
import convnets.nn.Nets;

/** The paper's configuration C, exercise 6.10: where its 1×1 convolutions stand, and how. */
enum MixedVgg {
    /** As it should be: the last of the third, fourth and fifth block. */
    LAST,
    /** The first of each block. */
    FIRST,
    /** With a padding. */
    PADDED,
    /** Without a ReLU. */
    BARE;

    SequentialBlock net() {
        SequentialBlock net = sequential(Vgg.vggBlock(2, 64), Vgg.vggBlock(2, 128));
        for (int channels : new int[] {256, 512, 512}) {
            Block bend = this == BARE ? LeNetVariants.nothing() : relu();
            Block one = sequential(conv(channels, 1).pad(this == PADDED ? 1 : 0), bend);
            Block two = VggBlocks.repeated(2, () -> conv(channels, 3).pad(1), () -> relu());
            net.add(this == FIRST ? one : two).add(this == FIRST ? two : one).add(maxPool(2));
        }
        Nets.layers(Vgg.block(11)).stream().skip(VggBlocks.LAYERS).forEach(net::add);
        return net;
    }
}
