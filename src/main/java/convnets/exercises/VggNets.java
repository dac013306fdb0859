package convnets.exercises;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.relu;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.models.Vgg;
import convnets.nn.Conv;
import convnets.nn.Nets;
import convnets.nn.Pooling;
import java.util.List;

/** Checks the exercises of chapter 06 whose answer is a net, or layers of one. */
final class VggNets {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    /** More than VGG-11's convolutions have, and a fifth of what its first dense layer has. */
    private static final long FEW = 20_000_000;

    private VggNets() {}

    static Verdict others(List<Row> others) {
        List<Row> right = LayerTable.of(Vgg.block(11), IMAGE).only("dense").rows();
        return Check.of(VggChecks.OTHERS)
                .mistake(
                        () -> any(others, "conv") && any(others, "dense"),
                        "These are more than the three: the convolutions are among them.")
                .mistake(
                        () -> any(others, "conv"),
                        "These are convolutions: you have counted eight of them already.")
                .mistake(
                        () -> others.stream().anyMatch(row -> row.parameters() == 0),
                        "A pooling, a ReLU, a dropout or a flattening is among them: they have"
                                + " nothing to learn, and only layers with weights are counted.")
                .equal("layers", 3, () -> others.size(), "Eight and three are eleven.")
                .equal("the layers", right, () -> others, "Look for what has parameters.")
                .verdict(
                        "Eight convolutions and three dense layers make eleven. All four VGGs end"
                                + " in the same three.");
    }

    private static boolean any(List<Row> rows, String kind) {
        return rows.stream().anyMatch(row -> row.layer().startsWith(kind));
    }

    static Verdict family(Block vgg16, Block vgg19) {
        Check check = Check.of(VggChecks.FAMILY);
        family(check, vgg16, 16);
        family(check, vgg19, 19);
        return check.verdict(
                "Three and six more layers than VGG-13 has, and hardly more parameters: the dense"
                        + " layers hold most of them in every one.");
    }

    private static void family(Check check, Block net, int depth) {
        String name = "VGG-" + depth;
        LayerTable right = LayerTable.of(Vgg.block(depth), IMAGE);
        check.mistake(
                        () -> count(net, "dense") == 0,
                        name
                                + " ends with its maps: after the blocks they are flattened, and"
                                + " three dense layers read them, as in VGG-11.")
                .mistake(
                        () -> count(net, "conv") == depth,
                        Text.format(
                                "%s has %d convolutions here: the number in the name counts the"
                                        + " dense layers too.",
                                name, depth))
                .equal(
                        "layers with weights of " + name,
                        (long) depth,
                        () -> count(net, "conv") + count(net, "dense"),
                        "Count the convolutions of all blocks, and the dense layers.")
                .equal(
                        "outputs of " + name,
                        10L,
                        () -> Nets.outputShape(net, IMAGE.getShape()).get(1),
                        "Fashion-MNIST has ten classes.")
                .mistake(
                        () ->
                                LayerTable.of(net, IMAGE).parameters("dense")
                                        != right.parameters("dense"),
                        "The dense layers of "
                                + name
                                + " are not VGG-11's: 4096, 4096 and 10 units, and no more pooling"
                                + " before them.")
                .mistake(
                        () -> Counting.macs(net, IMAGE) != right.macs(),
                        name
                                + " has the right number of layers, but not in the right blocks:"
                                + " the later blocks get the additional ones.")
                .equal(
                        "parameters of " + name,
                        right.parameters(),
                        () -> Counting.parameters(net, IMAGE),
                        "Each layer has a bias.");
    }

    static Verdict cheaper(Block net) {
        LayerTable vgg = LayerTable.of(Vgg.block(11), IMAGE);
        return Check.of(VggChecks.CHEAPER)
                .mistake(
                        () -> Counting.parameters(net, IMAGE) == vgg.parameters(),
                        "This is still VGG-11 as it was.")
                .mistake(
                        () -> !same(convolutions(net), vgg.only("conv").rows()),
                        "The eight convolutions, and the poolings between them, were to stay as"
                                + " they are: change what comes after the fifth block.")
                .equal(
                        "output",
                        new Shape(1, 10),
                        () -> Nets.outputShape(net, IMAGE.getShape()),
                        "One logit for each of ten classes, in one row for each picture.")
                .mistake(
                        () -> LayerTable.of(net, IMAGE).parameters("dense") > 100_000_000,
                        "The first dense layer is as it was. It reads 512·7·7 values, and holds by"
                                + " far the most weights.")
                .atMost(
                        "parameters",
                        FEW,
                        () -> Counting.parameters(net, IMAGE),
                        "Give the first dense layer fewer units, or fewer values to read.")
                .verdict(
                        () ->
                                Text.format(
                                        "%,d parameters in place of %,d, and nearly the same"
                                                + " work: the convolutions do that.",
                                        Counting.parameters(net, IMAGE), vgg.parameters()));
    }

    private static List<Row> convolutions(Block net) {
        List<Row> rows = LayerTable.of(net, IMAGE).only("conv").rows();
        return rows.subList(0, Math.min(8, rows.size()));
    }

    static Verdict mixed(Block net) {
        List<Row> right = LayerTable.of(mixed(), IMAGE).maps();
        return Check.of(VggChecks.MIXED)
                .mistake(
                        () -> count(net, "conv 1×1") == 0,
                        "There is no 1×1 convolution in the net yet.")
                .mistake(
                        () -> LayerTable.of(net, IMAGE).rows().stream().anyMatch(VggNets::padded),
                        "A 1×1 window that is padded puts a frame of zeros around the map, and it"
                                + " grows: a 1×1 convolution needs no padding.")
                .equal(
                        "1×1 convolutions",
                        3L,
                        () -> count(net, "conv 1×1"),
                        "One in each of the last three blocks.")
                .equal(
                        "3×3 convolutions",
                        10L,
                        () -> count(net, "conv 3×3"),
                        "Two in each of the five blocks.")
                .mistake(
                        () -> count(net, "ReLU") < 15,
                        "A ReLU is missing: one stands after each of the 13 convolutions, and after"
                                + " the two hidden dense layers.")
                .equal(
                        "dense layers",
                        3L,
                        () -> count(net, "dense"),
                        "The net ends as all VGGs do.")
                .mistake(
                        () -> !same(LayerTable.of(net, IMAGE).maps(), right),
                        "The layers are of the right kinds, but one has another place or another"
                                + " number of channels: the 1×1 convolution is the last of its"
                                + " block, with as many channels as the others.")
                .equal(
                        "parameters",
                        Counting.parameters(mixed(), IMAGE),
                        () -> Counting.parameters(net, IMAGE),
                        "Compare the tables line by line.")
                .verdict(
                        () ->
                                Text.format(
                                        "Sixteen layers with %,d parameters and %,d MACs; with 3×3"
                                                + " throughout, VGG-16 has %,d and %,d.",
                                        Counting.parameters(net, IMAGE),
                                        Counting.macs(net, IMAGE),
                                        Counting.parameters(Vgg.block(16), IMAGE),
                                        Counting.macs(Vgg.block(16), IMAGE)));
    }

    private static boolean padded(Row row) {
        return row.layer().startsWith("conv 1×1") && row.layer().contains("pad");
    }

    /** The paper's configuration C: VGG-13 with a 1×1 convolution in each of its last blocks. */
    private static SequentialBlock mixed() {
        SequentialBlock net = new SequentialBlock();
        List<Block> layers = Nets.layers(Vgg.block(13));
        int pooled = 0;
        int channels = 0;
        for (Block layer : layers) {
            if (layer instanceof Conv conv) {
                channels = conv.getFilters();
            }
            if (layer instanceof Pooling && ++pooled > 2) {
                net.add(conv(channels, 1)).add(relu());
            }
            net.add(layer);
        }
        return net;
    }

    /** Whether two rows of layers put out the same and cost the same, whatever they are called. */
    private static boolean same(List<Row> some, List<Row> others) {
        return costs(some).equals(costs(others));
    }

    private static List<List<Object>> costs(List<Row> rows) {
        return rows.stream()
                .map(row -> List.<Object>of(row.output(), row.parameters(), row.macs()))
                .toList();
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, new Shape(1, 4, 224, 224), layer);
    }
}
