package convnets.exercises;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;

/** A net of 6.6 with what its cells know of it. */
record DrawnStack(String name, Block net) {
    /** By how much a layer makes the receptive field larger. */
    interface Rule {
        int more(SlidingWindow window, int step, boolean pooling);
    }

    static DrawnStack drawn() {
        SequentialBlock net = new SequentialBlock();
        for (int block = Draw.between(2, 3); block > 0; block--) {
            for (int i = Draw.between(1, 3); i > 0; i--) {
                int kernel = 2 * Draw.between(1, 3) + 1;
                net.add(conv(2, kernel).pad(kernel / 2)).add(relu());
            }
            net.add(maxPool(Draw.between(2, 3)).stride(2));
        }
        return new DrawnStack("a net of " + Nets.layers(net).size() + " layers", net);
    }

    /** The field by a rule: how a window changes the side, before the step grows or after. */
    int field(Rule rule) {
        int side = 1;
        int step = 1;
        for (Block layer : Nets.layers(net)) {
            LayerInfo info = LayerInfos.of(layer);
            if (info.window().isPresent()) {
                SlidingWindow window = info.window().get();
                boolean pooling = info.kind() == LayerKind.POOLING;
                side += rule.more(window, step, pooling);
                step *= window.stride();
            }
        }
        return side;
    }

    @Override
    public String toString() {
        return name;
    }
}
