package convnets.check;

import static convnets.nets.Layers.conv;
import static convnets.nets.Layers.flatten;
import static convnets.nets.Layers.relu;
import static convnets.nets.Layers.sequential;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.nets.AlexNet;
import convnets.nets.Conv;
import convnets.nets.Init;
import convnets.nets.Nets;
import convnets.nets.Pooling;
import convnets.nets.Sliding;
import convnets.nets.Vgg;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongBiFunction;

/** Checks the exercises of chapter 04, VGG. Nets are counted for grey pictures of 224×224. */
public final class VggChecks {

    static final Exercise BLOCK = new Exercise("4.1", "The block");
    static final Exercise OTHERS = new Exercise("4.2", "The other three layers");
    static final Exercise FAMILY = new Exercise("4.3", "VGG-16 and VGG-19");
    static final Exercise RATIOS = new Exercise("4.4", "VGG-11 against AlexNet");
    static final Exercise WINDOWS = new Exercise("4.5", "One large window or several small ones");
    static final Exercise FIELD = new Exercise("4.6", "How far a value sees");
    static final Exercise CHEAPER = new Exercise("4.7", "A cheaper ending");
    static final Exercise SIZES = new Exercise("4.8", "Smaller pictures, fewer weights");
    static final Exercise WORK = new Exercise("4.9", "Smaller pictures, less work");
    static final Exercise MIXED = new Exercise("4.10", "A VGG with 1×1 windows");

    static final List<Exercise> ALL =
            List.of(BLOCK, OTHERS, FAMILY, RATIOS, WINDOWS, FIELD, CHEAPER, SIZES, WORK, MIXED);

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    /** What the answer to 4.1 is tried on: three convolutions of 8 channels on 4 maps of 16×16. */
    private static final Shape MAPS = new Shape(1, 4, 16, 16);

    /** More than VGG-11's convolutions have, and a fifth of what its first dense layer has. */
    private static final long FEW = 20_000_000;

    private VggChecks() {}

    /**
     * 4.1: the block, written by the reader.
     *
     * @param answer makes a block of some convolutions with some channels
     * @return what is said of it
     */
    public static Verdict block(BiFunction<Integer, Integer, ? extends Block> answer) {
        Supplier<Block> block = () -> answer.apply(3, 8);
        Block ours = Vgg.vggBlock(3, 8);
        return Check.of(BLOCK)
                .mistake(
                        () -> count(block.get(), "conv") == 0,
                        "There is no convolution in the block yet: add the first one, and run the"
                                + " cell again.")
                .equal(
                        "convolutions of vggBlock(3, 8)",
                        3L,
                        () -> count(block.get(), "conv"),
                        "Their number is the first argument: add them in a loop.")
                .equal(
                        "convolutions with a window of 3×3",
                        3L,
                        () -> count(block.get(), "conv 3×3"),
                        "All of VGG's windows are 3×3.")
                .mistake(
                        () -> count(block.get(), "ReLU") == 0,
                        "There is no ReLU: without it, a row of convolutions is no more than one"
                                + " convolution.")
                .equal(
                        "ReLUs",
                        3L,
                        () -> count(block.get(), "ReLU"),
                        "Each convolution is followed by one.")
                .mistake(() -> count(block.get(), "avgPool") > 0, "The block pools by maximum.")
                .mistake(
                        () -> count(block.get(), "maxPool") == 0,
                        "The pooling that ends the block is missing: the side stays as it is.")
                .mistake(
                        () -> count(block.get(), "maxPool") == 3,
                        "A pooling stands after each convolution: one is enough, behind the"
                                + " loop.")
                .mistake(
                        () ->
                                side(block.get()) < 8
                                        && count(block.get(), "conv 3×3, 8, pad 1") == 0,
                        "Each convolution takes two rows and two columns off the map: pad it by"
                                + " 1.")
                .mistake(
                        () -> Nets.outputShape(block.get(), MAPS.getShape()).get(1) != 8,
                        "vggBlock(3, 8) does not give 8 maps: the number of channels is the second"
                                + " argument.")
                .equal(
                        "output for 4 maps of 16×16",
                        new Shape(1, 8, 8, 8),
                        () -> Nets.outputShape(block.get(), MAPS.getShape()),
                        "The convolutions keep the side, the pooling halves it.")
                .mistake(
                        () ->
                                Counting.parameters(block.get(), MAPS)
                                        == Counting.parameters(ours, MAPS) - 24,
                        "The biases are missing: one for each channel of each convolution.")
                .equal(
                        "parameters",
                        Counting.parameters(ours, MAPS),
                        () -> Counting.parameters(block.get(), MAPS),
                        "Each of the convolutions has as many channels as the second argument says.")
                .equal(
                        "MACs",
                        Counting.macs(ours, MAPS),
                        () -> Counting.macs(block.get(), MAPS),
                        "The pooling comes last, so that all convolutions see the large map.")
                .near(
                        "largest difference from the course's block on a random picture",
                        0,
                        1e-4,
                        () -> difference(block.get(), ours),
                        "The layers are right, their order is not: convolution, ReLU, …, pooling.")
                .verdict("From now on this is a word: a net is a list of such blocks.");
    }

    /** The largest difference between the outputs of two blocks with the same weights. */
    private static double difference(Block one, Block other) {
        try (NDManager manager = NDManager.newBaseManager()) {
            var x = manager.randomNormal(MAPS);
            Nets.initialize(one, Init.he(), 0, MAPS);
            Nets.initialize(other, Init.he(), 0, MAPS);
            return Nets.forward(one, x).sub(Nets.forward(other, x)).abs().max().getFloat();
        }
    }

    private static long side(Block block) {
        return Nets.outputShape(block, MAPS.getShape()).get(2);
    }

    /**
     * 4.2: the layers of VGG-11 that are counted in its name and are no convolutions.
     *
     * @param others rows of its table
     * @return what is said of them
     */
    public static Verdict others(List<Row> others) {
        List<Row> right = LayerTable.of(Vgg.block(11), IMAGE).only("dense").rows();
        return Check.of(OTHERS)
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

    /**
     * 4.3: two more nets of the family.
     *
     * @param vgg16 (N, 1, 224, 224) → (N, 10)
     * @param vgg19 the same
     * @return what is said of them
     */
    public static Verdict family(Block vgg16, Block vgg19) {
        Check check = Check.of(FAMILY);
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
                        String.format(
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

    /**
     * 4.4: how much more VGG-11 has and does than AlexNet.
     *
     * @param parameters its parameters divided by AlexNet's
     * @param macs its multiply-adds divided by AlexNet's
     * @return what is said of them
     */
    public static Verdict ratios(double parameters, double macs) {
        LayerTable vgg = LayerTable.of(Vgg.block(11), IMAGE);
        LayerTable alexNet = LayerTable.of(AlexNet.block(), IMAGE);
        double times = (double) vgg.parameters() / alexNet.parameters();
        double work = (double) vgg.macs() / alexNet.macs();
        Shape colours = new Shape(1, 3, 224, 224);
        long original = Counting.parameters(AlexNet.original(), colours);
        return Check.of(RATIOS)
                .mistake(
                        () -> parameters == 0 || macs == 0,
                        "A number is still 0: divide what the two tables add up to.")
                .mistake(
                        () -> parameters == Math.floor(times) && macs == Math.floor(work),
                        "In Java a long divided by a long is a long, and the rest is lost: make one"
                                + " of them a double first, as in (double) a / b.")
                .mistake(
                        () -> close(parameters, 1 / times) || close(macs, 1 / work),
                        "This is AlexNet as a part of VGG-11: divide the other way round.")
                .mistake(
                        () -> close(parameters, work) || close(macs, times),
                        "Parameters and MACs are mixed up: the first number is about what the net"
                                + " stores, the second about what it computes.")
                .mistake(
                        () -> close(parameters, (double) vgg.parameters() / original),
                        "This compares with the AlexNet of 2012, for 1000 classes in colour. Take"
                                + " AlexNet.block(), on the same grey pictures.")
                .near(
                        "times the parameters",
                        times,
                        0.005,
                        () -> parameters,
                        "Count both nets on 1×224×224.")
                .near("times the MACs", work, 0.005, () -> macs, "Count both nets on 1×224×224.")
                .verdict(
                        "Both nets keep most weights in dense layers, and VGG computes far more"
                                + " with its convolutions.");
    }

    private static boolean close(double value, double other) {
        return Math.abs(value - other) < 0.005 * Math.abs(other);
    }

    /**
     * 4.5: weights of one large convolution and of several small ones that see as much.
     *
     * @param single from n and the channels c: one convolution that sees what n of 3×3 see
     * @param stacked from n and the channels c: n convolutions of 3×3
     * @return what is said of them
     */
    public static Verdict windows(
            ToLongBiFunction<Integer, Integer> single, ToLongBiFunction<Integer, Integer> stacked) {
        Check check = Check.of(WINDOWS);
        check.mistake(
                () -> single.applyAsLong(2, 64) == 0 || stacked.applyAsLong(2, 64) == 0,
                "A method still gives 0: write its formula down.");
        for (int n = 1; n <= 4; n++) {
            windows(check, n, 32 * n, single, stacked);
        }
        return check.verdict(
                "With three of them the small windows take about half the weights, and the longer"
                        + " the row, the more they save.");
    }

    private static void windows(
            Check check,
            int n,
            int c,
            ToLongBiFunction<Integer, Integer> single,
            ToLongBiFunction<Integer, Integer> stacked) {
        long large = weights(conv(c, 2 * n + 1).pad(n), c) - c;
        long small = n * (weights(conv(c, 3).pad(1), c) - c);
        LongSupplier one = () -> single.applyAsLong(n, c);
        LongSupplier several = () -> stacked.applyAsLong(n, c);
        check.mistake(
                        () ->
                                one.getAsLong() == large + c
                                        || several.getAsLong() == small + (long) n * c,
                        "The biases are counted too: here only the weights are asked for.")
                .mistake(
                        () -> one.getAsLong() * c == large || several.getAsLong() * c == small,
                        "A window for each channel that goes in, and for each that comes out: the"
                                + " number of channels stands in the product twice.")
                .mistake(
                        () -> n > 1 && one.getAsLong() == 9L * n * n * c * c,
                        "A row of n windows of 3×3 does not see 3n pixels: they overlap, and each"
                                + " one more adds one pixel on either side.")
                .mistake(
                        () -> n > 1 && several.getAsLong() * n == small,
                        "This is one layer of the row only: there are n of them.")
                .equal(
                        String.format("weights of the single one, n = %d, c = %d", n, c),
                        large,
                        () -> one.getAsLong(),
                        "Find the side of its window first, for n = 1, 2 and 3.")
                .equal(
                        String.format("weights of the row, n = %d, c = %d", n, c),
                        small,
                        () -> several.getAsLong(),
                        "Each of its layers has c·c windows of 3×3.");
    }

    private static long weights(Block layer, int channels) {
        return Counting.parameters(layer, new Shape(1, channels, 9, 9));
    }

    /**
     * 4.6: the receptive field of a value at the end of a net.
     *
     * @param field gives the side, in pixels, for a net of convolutions and poolings; other layers
     *     may be among them
     * @return what is said of it
     */
    public static Verdict field(ToIntFunction<Block> field) {
        Block two = sequential(conv(4, 3).pad(1), relu(), conv(4, 3).pad(1), relu());
        Block vgg11 = beforeDense(Vgg.block(11));
        Block vgg16 = beforeDense(Vgg.block(16));
        return Check.of(FIELD)
                .mistake(
                        () -> field.applyAsInt(two) == 1,
                        "Two convolutions of 3×3 see more than a single pixel: what does each one"
                                + " add?")
                .mistake(
                        () -> field.applyAsInt(two) == 6,
                        "The windows of two convolutions overlap: a window of k pixels adds k − 1"
                                + " to what is seen, not k.")
                .equal(
                        "side for two convolutions of 3×3",
                        5,
                        () -> field.applyAsInt(two),
                        "The chapter has measured it with a single bright pixel.")
                .mistake(
                        () -> field.applyAsInt(vgg11) == field(vgg11, false, true, false),
                        "After a pooling, neighbours in the map are two pixels of the picture"
                                + " apart: keep the step, and multiply by it.")
                .mistake(
                        () -> field.applyAsInt(vgg11) == field(vgg11, true, false, false),
                        "A pooling sees more than one value too: it is a window like any other.")
                .mistake(
                        () -> field.applyAsInt(vgg11) == field(vgg11, true, true, true),
                        "A layer's window is counted in steps of the map that it reads: let the"
                                + " step grow after the window is added, not before.")
                .equal(
                        "side for VGG-11's blocks",
                        field(vgg11, true, true, false),
                        () -> field.applyAsInt(vgg11),
                        "Go through the first block by hand: 3 pixels, then 4.")
                .equal(
                        "side for VGG-16's blocks",
                        field(vgg16, true, true, false),
                        () -> field.applyAsInt(vgg16),
                        "It has more convolutions, and they count more the later they stand.")
                .verdict(
                        () ->
                                String.format(
                                        "A value at the end of VGG-11 is computed from a window of"
                                                + " %d pixels, and one of VGG-16 from %d: most of"
                                                + " the picture.",
                                        field.applyAsInt(vgg11), field.applyAsInt(vgg16)));
    }

    private static SequentialBlock beforeDense(SequentialBlock net) {
        SequentialBlock maps = new SequentialBlock();
        net.getChildren().values().subList(0, 5).forEach(maps::add);
        return maps.add(flatten());
    }

    /** The field, or what comes out if a part of the rule is left out. */
    private static int field(Block net, boolean steps, boolean poolings, boolean early) {
        int side = 1;
        int step = 1;
        for (Block layer : Nets.layers(net)) {
            if (layer instanceof Sliding window) {
                int before = step;
                step *= steps ? window.step() : 1;
                if (poolings || layer instanceof Conv) {
                    side += (window.window() - 1) * (early ? step : before);
                }
            }
        }
        return side;
    }

    /**
     * 4.7: VGG-11's convolutions with fewer parameters behind them.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict cheaper(Block net) {
        LayerTable vgg = LayerTable.of(Vgg.block(11), IMAGE);
        return Check.of(CHEAPER)
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
                                String.format(
                                        "%,d parameters in place of %,d, and nearly the same"
                                                + " work: the convolutions do that.",
                                        Counting.parameters(net, IMAGE), vgg.parameters()));
    }

    private static List<Row> convolutions(Block net) {
        List<Row> rows = LayerTable.of(net, IMAGE).only("conv").rows();
        return rows.subList(0, Math.min(8, rows.size()));
    }

    /**
     * 4.8: what VGG-11's first dense layer costs for pictures of another size.
     *
     * @param smallest side of the smallest picture that fits, in pixels
     * @param weights of that layer, biases not among them, from the picture's side in pixels
     * @return what is said of them
     */
    public static Verdict sizes(int smallest, IntToLongFunction weights) {
        Check check = Check.of(SIZES);
        check.mistake(
                        () -> weights.applyAsLong(224) == 0,
                        "The method still gives 0: how many values does the layer read?")
                .mistake(
                        () -> weights.applyAsLong(224) == 512L * 7 * 4096,
                        "A map has rows and columns: its side counts twice.")
                .mistake(
                        () -> weights.applyAsLong(224) == 512L * 14 * 14 * 4096,
                        "This is the map before the last pooling: all five blocks halve the side.")
                .mistake(
                        () -> weights.applyAsLong(56) == Math.round(512 * 1.75 * 1.75 * 4096),
                        "There is no map with 1.75 rows: a pooling leaves out what does not fill a"
                                + " window, so the side is rounded down.")
                .mistake(
                        () -> weights.applyAsLong(56) == 512L * 2 * 2 * 4096,
                        "Rounded up: but a pooling leaves out what does not fill a window.");
        for (int side : new int[] {224, 96, 84, 56}) {
            long right = dense(side);
            check.mistake(
                            () -> weights.applyAsLong(side) == right + 4096,
                            "The biases are counted too: here only the weights are asked for.")
                    .equal(
                            "weights for " + side + "×" + side,
                            right,
                            () -> weights.applyAsLong(side),
                            "512 maps, the side halved five times, and 4096 units.");
        }
        return check.mistake(
                        () -> smallest == 16,
                        "16 is halved to 8, 4, 2 and 1: that is enough for four poolings, and there"
                                + " are five.")
                .equal(
                        "the smallest side",
                        32,
                        () -> smallest,
                        "Ask for a table on a picture that is too small: the message helps.")
                .verdict(
                        "All sizes from 32 up work. 56 leaves one place, 84 four, 96 nine, 224"
                                + " forty-nine, and each place costs two million weights.");
    }

    private static long dense(int side) {
        Shape image = new Shape(1, 1, side, side);
        return LayerTable.of(Vgg.block(11), image).only("dense").rows().get(0).parameters() - 4096;
    }

    /**
     * 4.9: how many times less work the convolutions have on 96×96 pixels than on 224×224.
     *
     * @param times MACs of the convolutions for the large picture, divided by those for the small
     * @return what is said of it
     */
    public static Verdict work(double times) {
        LayerTable large = LayerTable.of(Vgg.block(11), IMAGE);
        LayerTable small = LayerTable.of(Vgg.block(11), new Shape(1, 1, 96, 96));
        double right = (double) large.only("conv").macs() / small.only("conv").macs();
        return Check.of(WORK)
                .mistake(() -> times == 0, "The number is still 0.")
                .mistake(
                        () -> times == 2 || times == 4 || times == 5,
                        "In Java an int divided by an int is an int, and the rest is lost: write"
                                + " 224.0.")
                .mistake(
                        () -> close(times, 224.0 / 96),
                        "This compares the sides: a window stands at rows times columns of"
                                + " places.")
                .mistake(
                        () -> close(times, 1 / right),
                        "This is the small one as a part of the large one: divide the other way"
                                + " round.")
                .mistake(
                        () -> close(times, (double) large.macs() / small.macs()),
                        "This is of the whole net: leave the dense layers out.")
                .near(
                        "times the MACs",
                        right,
                        0.001,
                        () -> times,
                        "The weights are the same, so only the number of places counts.")
                .verdict(
                        "Work goes with the area of the picture, the weights of a convolution do"
                                + " not.");
    }

    /**
     * 4.10: VGG-16 with a 1×1 convolution as the last of its third, fourth and fifth block: the
     * paper's configuration C.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict mixed(Block net) {
        List<Row> right = LayerTable.of(mixed(), IMAGE).maps();
        return Check.of(MIXED)
                .mistake(
                        () -> count(net, "conv 1×1") == 0,
                        "There is no 1×1 convolution in the net yet.")
                .mistake(
                        () -> LayerTable.of(net, IMAGE).rows().stream().anyMatch(VggChecks::padded),
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
                                String.format(
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
