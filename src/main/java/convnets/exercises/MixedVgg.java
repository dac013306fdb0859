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
            Block one = conv(channels, 1).pad(this == PADDED ? 1 : 0);
            Block bend = this == BARE ? LeNetVariants.nothing() : relu();
            if (this == FIRST) {
                net.add(one).add(bend);
            }
            net.add(conv(channels, 3).pad(1)).add(relu());
            net.add(conv(channels, 3).pad(1)).add(relu());
            if (this != FIRST) {
                net.add(one).add(bend);
            }
            net.add(maxPool(2));
        }
        Nets.layers(Vgg.block(11)).stream().skip(VggBlocks.LAYERS).forEach(net::add);
        return net;
    }
}
