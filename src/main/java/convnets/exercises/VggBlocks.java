package convnets.exercises;

import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.models.Vgg;
import convnets.nn.Nets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a net has in common with VGG-11: its blocks, and behind them an ending of its own. */
final class VggBlocks {

    /** So many of VGG-11's layers are in its blocks; the others are its ending. */
    static final int LAYERS = 21;

    /** The picture of the exercise: an ending may pool as much as its maps allow. */
    private static final Shape BEFORE = AlexNetCostChecks.GRAY;

    private VggBlocks() {}

    /** A layer made anew. */
    interface Layer extends Supplier<Block> {}

    /** So many layers with something behind each. */
    static SequentialBlock chain(int n, Layer convolution, Layer behind) {
        SequentialBlock block = new SequentialBlock();
        IntStream.range(0, n).forEach(i -> block.add(convolution.get()).add(behind.get()));
        return block;
    }

    /** The layers from one on. */
    static Block from(Block net, int first) {
        List<Block> layers = Nets.layers(net);
        return sequential(layers.subList(first, layers.size()).toArray(Block[]::new));
    }

    /**
     * With which layer the ending begins: all before it compute what VGG-11's blocks do; else 0.
     */
    static int end(Block net) {
        Block blocks =
                sequential(Nets.layers(Vgg.block(11)).subList(0, LAYERS).toArray(Block[]::new));
        List<Block> layers = Nets.layers(net);
        long eight = LentWeights.parameters(blocks).size();
        int end = 0;
        long seen = 0;
        while (end < layers.size()
                && seen + LentWeights.parameters(layers.get(end)).size() <= eight) {
            seen += LentWeights.parameters(layers.get(end)).size();
            end++;
        }
        Block begin = sequential(layers.subList(0, end).toArray(Block[]::new));
        try (LentWeights theirs = LentWeights.to(begin, 1, BEFORE);
                LentWeights ours = LentWeights.to(blocks, BEFORE)) {
            if (!theirs.sizes().equals(ours.sizes())) {
                return 0;
            }
            ours.fill(theirs.weights());
            NDArray picture = ours.input(BEFORE, 1).mul(Twin.BRIGHT);
            float[] maps = ours.run(picture).toFloatArray();
            NDList out = Nets.outputs(begin, picture);
            return IntStream.range(0, end)
                            .filter(i -> Probe.near(out.get(i).toFloatArray(), maps))
                            .findFirst()
                            .orElse(-1)
                    + 1;
        }
    }
}
