package convnets.exercises;

import static convnets.exercises.AlexNetCostChecks.GRAY;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.exercises.NetParts.Part;
import convnets.exercises.Probe.Role;
import convnets.exercises.Step.Fault;
import convnets.exercises.VggBlocks.Layer;
import convnets.models.Nin;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.Layers;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import convnets.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Checks the exercises of chapter 07, NiN, whose answer is a net. */
public final class NinChecks {

    /** NiN ends in the mean of its maps, so smaller pictures will do to compare nets. */
    private static final Shape SMALL = new Shape(1, 1, 96, 128);

    private NinChecks() {}

    /** A block with so many convolutions behind its first, and something behind each of them. */
    private static SequentialBlock block(Block first, int more, Layer convolution, Layer behind) {
        return sequential(first, relu(), VggBlocks.chain(more, convolution, behind));
    }

    /**
     * 7.5: NiN's first block with 1, 2 and 3 convolutions of 1×1.
     *
     * @param blocks the three, each with 96 channels, a first kernel of 11 and a stride of 4
     * @return what is said of them
     */
    public static Verdict ones(List<? extends Block> blocks) {
        Check check =
                Check.of("7.5", blocks)
                        .mistake("three", () -> blocks.size() != 3)
                        .notBegun(
                                "first",
                                () -> blocks.stream().allMatch(b -> twin(b, 2).look().isEmpty()));
        for (int i = 1; i <= 3; i++) {
            int n = i;
            check.and(() -> nearly(blocks.get(n - 1), n).look().map(f -> f.about("block " + n)));
        }
        check.and(() -> LentWeights.shared(blocks.toArray(Block[]::new)));
        return check.verdict();
    }

    private static Twin nearly(Block block, int n) {
        Layer one = () -> conv(96, 1);
        Layer none = LeNetVariants::nothing;
        return twin(block, n)
                .wrong("relu", () -> ones(n, one, none))
                .wrong("relu", () -> ones(n, one, none).add(relu()))
                .wrong("layers", () -> ones(n, () -> conv(96, 11).pad(5), Layers::relu))
                .wrong("convolution", () -> ones(n, () -> conv(96, 1).pad(1), Layers::relu))
                .wrong("convolution", () -> ones(n, () -> conv(96, 1).stride(4), Layers::relu))
                .wrong("layer", () -> ones(n + 1, one, Layers::relu));
    }

    private static Twin twin(Block block, int ones) {
        return Twin.of(block, () -> ones(ones, () -> conv(96, 1), Layers::relu), SMALL);
    }

    private static SequentialBlock ones(int ones, Layer convolution, Layer behind) {
        return block(conv(96, 11).stride(4), ones, convolution, behind);
    }

    /**
     * A NiN of such blocks with an ending; the dropout behind the third pooling is always there.
     */
    private static SequentialBlock nin(int window, Block... ending) {
        SequentialBlock net =
                sequential(
                        block(window, conv(96, 11).stride(4), 96),
                        maxPool(3).stride(2),
                        block(window, conv(256, 5).pad(2), 256),
                        maxPool(3).stride(2),
                        block(window, conv(384, 3).pad(1), 384),
                        maxPool(3).stride(2),
                        dropout(.5),
                        block(window, conv(10, 3).pad(1), 10));
        return net.addAll(ending);
    }

    private static SequentialBlock block(int window, Block first, int channels) {
        return block(first, 2, () -> conv(channels, window).pad(window / 2), Layers::relu);
    }

    /**
     * 7.6: NiN with 3×3 convolutions in place of its 1×1 ones.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict threes(Block net) {
        LayerTable nin = LayerTable.of(Nin.block(), GRAY);
        LayerTable right = LayerTable.of(nin(3, globalAvgPool()), GRAY);
        Twin twin =
                Twin.of(net, () -> nin(3, globalAvgPool()), SMALL)
                        .stub("eight", Nin::block)
                        .wrong("windows", () -> nin(5, globalAvgPool()));
        Check check = Check.of("7.6", net).and(() -> padded(net, twin));
        return check.verdict(
                () -> (double) right.parameters() / nin.parameters(),
                () -> (double) right.macs() / nin.macs());
    }

    /** What is amiss is the padding, if there is a window that does not keep the side. */
    private static Optional<Fault> padded(Block net, Twin twin) {
        boolean keeps = !resizes(LayerInfos.of(net));
        try {
            return twin.look().map(fault -> keeps || !fault.begun() ? fault : Fault.named("maps"));
        } catch (CourseException tooSmall) {
            return keeps ? Fault.of(tooSmall.getMessage()) : Fault.when(true, "maps");
        }
    }

    private static boolean resizes(LayerInfo layer) {
        return layer.children().stream().anyMatch(NinChecks::resizes)
                || layer.window().filter(NinChecks::resizes).isPresent();
    }

    private static boolean resizes(SlidingWindow window) {
        return window.kernelSize() == 3 && window.stride() == 1 && window.padding() != 1;
    }

    /**
     * 7.7: NiN with a dense layer in place of its global average pooling.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict denseEnding(Block net) {
        Check check = Check.of("7.7", net);
        check.mistake(
                "dense", () -> !isFlat(net) && NetParts.of(net, GRAY).count(Part::seesAll) == 0);
        check.and(() -> tenLogits(net));
        check.twin(net, () -> nin(1, flatten(), dense(10)), GRAY)
                .stub("dense", Nin::block)
                .wrong("average", () -> nin(1, globalAvgPool(), dense(10)))
                .wrong("relu", () -> nin(1, flatten(), dense(10), relu()));
        return check.verdict();
    }

    private static Optional<Fault> tenLogits(Block net) {
        return Fault.unless(
                isFlat(net),
                "Lay the maps out in a row first, with flatten(): a dense layer reads the last axis"
                        + " only, and logits are one row for each picture.");
    }

    private static boolean isFlat(Block net) {
        return Nets.outputShape(net, GRAY.getShape()).dimension() == 2;
    }

    /**
     * 7.11: a NiN for 28×28 that learns from 2,000 pictures.
     *
     * @param training after its training
     * @return what is said of it
     */
    public static Verdict tuned(Training training) {
        Trained run = Trained.of(training);
        Check check =
                Check.trained(
                        "7.11",
                        run,
                        "the 2,000 that are called few",
                        () -> List.of(FashionMnist.sample().first(2000, 1000)));
        check.and(run::unmoved)
                .mistake("dense", () -> run.design().parts().count(Part::isDense) > 0)
                .mistake("convolution", () -> run.design().parts().count(Part::isPointwise) == 0)
                .and(() -> run.design().convolutional(1).look())
                .floor(run, "test accuracy of the best epoch", run::best);
        return check.verdict(() -> run.best(), () -> run.design().parameters());
    }

    /**
     * 7.12: NiNs of growing depth, built by one rule.
     *
     * @param family three or more, each (N, 1, 224, 224) → (N, 10)
     * @return what is said of them
     */
    public static Verdict family(List<? extends Block> family) {
        Supplier<List<NetParts>> parts =
                Answer.once(() -> family.stream().map(net -> NetParts.of(net, GRAY)).toList());
        Check check =
                Check.of("7.12", family)
                        .mistake("family", () -> family.size() < 3)
                        .notBegun(
                                "two nets",
                                () -> convolutions(parts.get(), 0) == convolutions(parts.get(), 1))
                        .and(() -> members(family, parts.get()))
                        .mistake(
                                "shared", () -> LentWeights.isShared(family.toArray(Block[]::new)));
        return check.verdict(
                () -> convolutions(parts.get(), 0),
                () -> convolutions(parts.get(), family.size() - 1));
    }

    private static Optional<Fault> members(List<? extends Block> family, List<NetParts> parts) {
        return IntStream.range(0, family.size())
                .mapToObj(i -> member(family.get(i), parts, i))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Fault> member(Block block, List<NetParts> parts, int i) {
        NetParts net = parts.get(i);
        List<Long> before = pooled(parts.get(Math.max(0, i - 1)));
        boolean deeper = i == 0 || convolutions(parts, i) > convolutions(parts, i - 1);
        Shape logits = Nets.outputShape(block, GRAY.getShape());
        return Fault.when(net.count(Part::isDense) > 0, "dense")
                .or(() -> Fault.when(!deeper, "net deeper"))
                .or(() -> Fault.when(!pooled(net).equals(before), "sides"))
                .or(() -> Fault.when(net.count(Part::isPointwise) == 0, "net convolution"))
                .or(() -> Fault.when(!logits.equals(new Shape(1, 10)), "net give"))
                .or(() -> Fault.when(net.count(Role.SOFTMAX) > 0, "softmax"))
                .or(() -> net.convolutional(3));
    }

    private static long convolutions(List<NetParts> family, int i) {
        return family.get(i).count(Role.CONVOLUTION);
    }

    /** The sides of the maps behind each pooling, and behind each convolution with a stride. */
    private static List<Long> pooled(NetParts net) {
        return net.list().stream()
                .filter(part -> part.pools() && part.out().dimension() == 4)
                .map(part -> part.out().get(2))
                .toList();
    }
}
