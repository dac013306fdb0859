package convnets.exercises;

import static convnets.exercises.AlexNetCostChecks.GRAY;
import static convnets.exercises.LeNetVariants.changed;
import static convnets.exercises.LeNetVariants.nothing;
import static convnets.exercises.VggBlocks.chain;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.exercises.NetParts.Part;
import convnets.exercises.VggBlocks.Layer;
import convnets.models.Vgg;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Checks the exercises of chapter 06, VGG, whose answer is a net. */
public final class VggChecks {

    /**
     * Nets are tried on pictures that five poolings leave two pixels of: that is quick, and a mean
     * of them is not the same as both.
     */
    private static final Shape SMALL = new Shape(1, 1, 32, 64);

    /** What the blocks give for a picture. */
    private static final Shape MAPS = new Shape(1, 512, 7, 7);

    /** More than VGG-11's convolutions have, and a fifth of what its first dense layer has. */
    private static final long FEW = 20_000_000;

    private VggChecks() {}

    /**
     * 6.1: the block, written by the reader.
     *
     * @param answer makes a block of some convolutions with some channels
     * @return what is said of it
     */
    public static Verdict block(BiFunction<Integer, Integer, ? extends Block> answer) {
        int n = Draw.between(2, 4);
        int c = Draw.between(5, 9);
        Check check = Check.of("6.1", answer);
        check.notBegun("convolution", () -> made(answer, n, c).getChildren().isEmpty())
                .and(() -> block(made(answer, n, c), n, c).look())
                .and(() -> block(made(answer, 1, 3), 1, 3).look())
                .and(() -> LentWeights.shared(made(answer, n, c), made(answer, n, c)));
        return check.verdict();
    }

    private static Block made(BiFunction<Integer, Integer, ? extends Block> answer, int n, int c) {
        return Answer.of(() -> answer.apply(n, c));
    }

    private static Twin block(Block block, int n, int c) {
        Layer padded = () -> conv(c, 3).pad(1);
        Layer bare = () -> conv(c, 3);
        Layer wide = () -> conv(64, 3).pad(1);
        Layer large = () -> conv(c, 5).pad(2);
        Layer relu = () -> relu();
        Layer none = LeNetVariants::nothing;
        Layer pooled = () -> sequential(relu(), maxPool(2));
        return Twin.of(block, () -> Vgg.vggBlock(n, c), new Shape(1, 4, 16, 16))
                .wrong("relu", () -> chain(n, padded, none).add(maxPool(2)))
                .wrong("relu end", () -> chain(n, padded, none).add(relu()).add(maxPool(2)))
                .wrong("block", () -> chain(n, padded, relu).add(avgPool(2)))
                .wrong("pooling", () -> chain(n, padded, relu))
                .wrong("pooling stands", () -> chain(n, padded, pooled))
                .wrong("convolution takes", () -> chain(n, bare, relu).add(maxPool(2)))
                .wrong("number", () -> chain(n, wide, relu).add(maxPool(2)))
                .wrong("number", () -> Vgg.vggBlock(c, n))
                .wrong("number convolutions", () -> Vgg.vggBlock(n == 1 ? 2 : 1, c))
                .wrong("vgg's", () -> chain(n, large, relu).add(maxPool(2)));
    }

    /**
     * 6.3: two more nets of the family.
     *
     * @param vgg16 (N, 1, 224, 224) → (N, 10)
     * @param vgg19 the same
     * @return what is said of them
     */
    public static Verdict family(Block vgg16, Block vgg19) {
        Check check = Check.of("6.3", vgg16, vgg19);
        check.notBegun("vgg ends", () -> Nets.outputShape(vgg16, GRAY.getShape()).equals(MAPS))
                .and(() -> member(vgg16, 16).map(fault -> exchanged(fault, vgg16, vgg19)))
                .and(() -> member(vgg19, 19))
                .and(() -> LentWeights.shared(vgg16, vgg19));
        return check.verdict();
    }

    private static Step.Fault exchanged(Step.Fault fault, Block vgg16, Block vgg19) {
        boolean other = NetParts.of(vgg16, SMALL).withWeights() == 19;
        return other && NetParts.of(vgg19, SMALL).withWeights() == 16
                ? Step.Fault.named("exchanged")
                : fault;
    }

    private static Optional<Step.Fault> member(Block net, int depth) {
        return Twin.of(net, () -> Vgg.block(depth), SMALL)
                .anyDropout()
                .look()
                .map(fault -> depth(NetParts.of(net, SMALL), depth).orElse(fault))
                .map(fault -> fault.about("VGG-" + depth));
    }

    /** What is amiss is the number of layers, if it is not as it should be. */
    private static Optional<Step.Fault> depth(NetParts parts, int depth) {
        long all = parts.withWeights();
        long maps = parts.count(Part::seesNeighbors);
        String words = "it has %s with weights here, and its name says how many it needs.";
        return maps == depth
                ? Step.Fault.of(
                        "it has %d convolutions, and the number counts the dense layers too.", maps)
                : Step.Fault.unless(all == depth, words, Text.count(all, "layer"));
    }

    /**
     * 6.7: VGG-11's convolutions with fewer parameters behind them.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict cheaper(Block net) {
        LayerTable vgg = LayerTable.of(Vgg.block(11), GRAY);
        long maps = vgg.only(LayerKind.CONVOLUTION).parameters();
        Supplier<Integer> end = Answer.once(() -> VggBlocks.end(net));
        Supplier<Designed> ending =
                Answer.once(() -> new Designed(VggBlocks.from(net, end.get()), MAPS));
        Supplier<Long> parameters = Answer.once(() -> maps + ending.get().parameters());
        Check check = Check.of("6.7", net);
        check.mistake("eight", () -> end.get() == 0)
                .notBegun("vgg", () -> parameters.get() == vgg.parameters())
                .and(() -> ending.get().logits().look())
                .mistake("first", () -> parameters.get() > 1e8)
                .atMost("parameters", FEW, parameters::get);
        return check.verdict(parameters, vgg::parameters);
    }

    /**
     * 6.10: VGG-16 with a 1×1 convolution as the last of its third, fourth and fifth block: the
     * paper's configuration C.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict mixed(Block net) {
        IntFunction<Block> one = channels -> conv(channels, 1);
        Check check = Check.of("6.10", net);
        check.and(
                () ->
                        Twin.of(net, () -> mixed(4, one), SMALL)
                                .anyDropout()
                                .stub("convolution", () -> Vgg.block(13))
                                .wrong("window", () -> mixed(4, c -> conv(c, 1).pad(1)))
                                .wrong("relu", () -> mixed(mixed(4, one), 5, c -> nothing()))
                                .wrong("convolution last", () -> mixed(0, one))
                                .look()
                                .map(fault -> counted(NetParts.of(net, SMALL), fault)));
        return check.verdict(
                () -> LayerTable.of(mixed(4, one), GRAY).parameters(),
                () -> LayerTable.of(Vgg.block(16), GRAY).parameters());
    }

    /** VGG-16 with another layer at a place of the third, fourth and fifth block. */
    private static SequentialBlock mixed(int place, IntFunction<Block> layer) {
        return mixed(Vgg.block(16), place, layer);
    }

    private static SequentialBlock mixed(Block vgg, int place, IntFunction<Block> layer) {
        return changed(
                vgg,
                Map.of(
                        10 + place, layer.apply(256),
                        17 + place, layer.apply(512),
                        24 + place, layer.apply(512)));
    }

    /** What is amiss is their number, if it is not as it should be. */
    private static Step.Fault counted(NetParts parts, Step.Fault fault) {
        if (!fault.begun()) {
            return fault;
        }
        if (parts.count(Part::isPointwise) == 0) {
            return Step.Fault.named("convolution");
        }
        if (parts.count(Part::isPointwise) != 3) {
            return Step.Fault.named("convolution belongs");
        }
        return parts.count(Part::seesNeighbors) == 10
                ? fault
                : Step.Fault.named("two convolutions");
    }

    /**
     * 6.14: a method that was to make a block, and put one layer into it several times.
     *
     * @param answer makes a block of some convolutions with some channels, for maps with as many
     * @return what is said of it
     */
    public static Verdict repeated(BiFunction<Integer, Integer, ? extends Block> answer) {
        int n = Draw.between(2, 4);
        int c = Draw.between(5, 9);
        Check check = Check.of("6.14", answer);
        check.notBegun("convolution", () -> LentWeights.isShared(made(answer, n, c)))
                .and(() -> ofSeveral(made(answer, n, c), n, c).look())
                .and(() -> ofSeveral(made(answer, n + 1, c), n + 1, c).look())
                .and(() -> LentWeights.shared(made(answer, n, c), made(answer, n, c)));
        return check.verdict();
    }

    private static Twin ofSeveral(Block block, int n, int c) {
        return Twin.of(block, () -> Vgg.vggBlock(n, c), new Shape(1, c, 16, 16))
                .wrong("now convolution", () -> Vgg.vggBlock(1, c))
                .wrong("number", () -> Vgg.vggBlock(c, n));
    }
}
