package convnets.exercises;

import static convnets.nn.Layers.conv;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.models.Nin;
import convnets.nn.Conv;
import convnets.nn.Nets;
import java.util.List;

/** Checks the exercises of chapter 07 whose answer is a net. */
final class NinNets {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    private NinNets() {}

    static Verdict ones(List<? extends Block> blocks) {
        Check check = Check.of(NinChecks.ONES);
        check.mistake(
                        () -> Nets.outline(blocks.get(0)).equals(Nets.outline(blocks.get(2))),
                        "The first and the third block are the same: the number of 1×1 layers is an"
                                + " argument now.")
                .mistake(
                        () -> count(blocks.get(2), "conv 11×11") > 1,
                        "The layers that follow have a kernel of 11 too: theirs is 1.")
                .mistake(
                        () -> Nets.outputShape(blocks.get(2), IMAGE.getShape()).get(2) < 54,
                        "The map shrinks on the way: only the first convolution has the stride.");
        for (int ones = 1; ones <= 3; ones++) {
            Block block = Nin.ninBlock(96, 11, 4, 0, ones, true);
            int place = ones - 1;
            check.equal(
                            "1×1 convolutions in block " + ones,
                            (long) ones,
                            () -> count(blocks.get(place), "conv 1×1"),
                            "Add them in a loop.")
                    .equal(
                            "ReLUs in block " + ones,
                            ones + 1L,
                            () -> count(blocks.get(place), "ReLU"),
                            "One follows each convolution; without it, two convolutions of 1×1 in a"
                                    + " row are no more than one.")
                    .equal(
                            "output of block " + ones,
                            Nets.outputShape(block, IMAGE.getShape()),
                            () -> Nets.outputShape(blocks.get(place), IMAGE.getShape()),
                            "A 1×1 convolution has no padding and no stride.")
                    .equal(
                            "parameters of block " + ones,
                            Counting.parameters(block, IMAGE),
                            () -> Counting.parameters(blocks.get(place), IMAGE),
                            "All its layers have the same number of channels, and biases.");
        }
        return check.verdict(
                () ->
                        Text.format(
                                "Each 1×1 layer of this block adds %,d parameters, and a map of"
                                        + " 96×54×54 to be kept in training.",
                                Counting.parameters(blocks.get(2), IMAGE)
                                        - Counting.parameters(blocks.get(1), IMAGE)));
    }

    static Verdict threes(Block net) {
        LayerTable nin = table(Nin.block());
        LayerTable right = table(threes());
        return Check.of(NinChecks.THREES)
                .mistake(
                        () -> convolutions(net, 1, 0) == 8,
                        "All eight 1×1 convolutions are still there.")
                .mistake(
                        () -> convolutions(net, 1, 0) > 0,
                        "There are 1×1 convolutions left: two in each of the four blocks were to be"
                                + " replaced.")
                .mistake(
                        () -> convolutions(net, 3, 0) > 0,
                        "The maps are not as large as NiN's any more: a 3×3 convolution keeps the"
                                + " side if it is padded by 1.")
                .equal(
                        "3×3 convolutions",
                        10L,
                        () -> count(net, "conv 3×3"),
                        "Eight new ones, and the first ones of the last two blocks.")
                .equal(
                        "output",
                        new Shape(1, 10),
                        () -> Nets.outputShape(net, IMAGE.getShape()),
                        "The net ends as NiN does.")
                .equal(
                        "parameters",
                        right.parameters(),
                        () -> Counting.parameters(net, IMAGE),
                        "The channels stay as they are.")
                .equal("MACs", right.macs(), () -> Counting.macs(net, IMAGE), "Compare the tables.")
                .verdict(
                        () ->
                                Text.format(
                                        "%.1f times the parameters and %.1f times the work of NiN.",
                                        (double) right.parameters() / nin.parameters(),
                                        (double) right.macs() / nin.macs()));
    }

    /** Convolutions with this window and this padding. */
    private static long convolutions(Block net, int window, int padding) {
        return Nets.layers(net).stream()
                .filter(layer -> layer instanceof Conv)
                .map(layer -> (Conv) layer)
                .filter(
                        conv ->
                                conv.info().sliding().kernelSize() == window
                                        && conv.info().sliding().padding() == padding)
                .count();
    }

    private static SequentialBlock threes() {
        SequentialBlock net = new SequentialBlock();
        for (Block layer : Nets.layers(Nin.block())) {
            boolean one = layer instanceof Conv conv && conv.info().sliding().kernelSize() == 1;
            net.add(one ? conv(((Conv) layer).getFilters(), 3).pad(1) : layer);
        }
        return net;
    }

    static Verdict denseEnding(Block net) {
        return Check.of(NinChecks.DENSE_ENDING)
                .mistake(() -> count(net, "dense") == 0, "There is no dense layer in the net yet.")
                .mistake(
                        () -> count(net, "globalAvgPool") > 0,
                        "The average is still there: the dense layer is to read the ten maps, not"
                                + " their ten means.")
                .equal(
                        "dense layers",
                        1L,
                        () -> count(net, "dense"),
                        "One is enough: from the values of all maps to ten logits.")
                .equal(
                        "convolutions",
                        12L,
                        () -> count(net, "conv"),
                        "The four blocks stay as they are.")
                .mistake(
                        () -> count(net, "flatten") == 0,
                        "Lay the maps out in a row first: a dense layer reads the last axis only.")
                .equal(
                        "output",
                        new Shape(1, 10),
                        () -> Nets.outputShape(net, IMAGE.getShape()),
                        "One logit for each class.")
                .equal(
                        "parameters",
                        Counting.parameters(Nin.block(), IMAGE) + 250 * 10 + 10,
                        () -> Counting.parameters(net, IMAGE),
                        "NiN's, and for each class a weight for each of 10·5·5 values and a bias.")
                .verdict(
                        "Few parameters more, for there are only ten maps by then. But the net"
                                + " takes pictures of one size only.");
    }

    static Verdict family(List<? extends Block> family) {
        Check check = Check.of(NinChecks.FAMILY);
        check.atLeast("nets", 3, () -> family.size(), "A family has three members or more.");
        for (int i = 0; i < family.size(); i++) {
            Block net = family.get(i);
            Block before = family.get(Math.max(0, i - 1));
            boolean first = i == 0;
            check.mistake(
                            () -> count(net, "dense") > 0,
                            "There is a dense layer in a net: a NiN ends in the average of ten"
                                    + " maps.")
                    .mistake(
                            () -> count(net, "conv 1×1") == 0,
                            "A net has no 1×1 convolution: they make it a NiN.")
                    .mistake(
                            () -> !first && count(net, "conv") == count(before, "conv"),
                            "Two nets have as many convolutions: each one is to be deeper than the"
                                    + " one before it.")
                    .mistake(
                            () -> !first && count(net, "conv") < count(before, "conv"),
                            "A net is less deep than the one before it: put them in order.")
                    .mistake(
                            () -> !pooled(net).equals(pooled(before)),
                            "The sides of the maps differ from net to net: only the first block has"
                                    + " a stride, and what is repeated keeps the side.")
                    .equal(
                            "output of net " + (i + 1),
                            new Shape(1, 10),
                            () -> Nets.outputShape(net, IMAGE.getShape()),
                            "Ten maps, and their means.");
        }
        return check.verdict(
                () ->
                        Text.format(
                                "From %d to %d convolutions, and one number makes the next one.",
                                count(family.get(0), "conv"),
                                count(family.get(family.size() - 1), "conv")));
    }

    /** The sides of the maps after each pooling. */
    private static List<Long> pooled(Block net) {
        return table(net).only("maxPool").rows().stream().map(row -> row.output().get(2)).toList();
    }

    private static LayerTable table(Block net) {
        return LayerTable.of(net, IMAGE);
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, new Shape(1, 10, 224, 224), layer);
    }
}
