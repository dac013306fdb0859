package convnets.check;

import static convnets.nets.Layers.conv;
import static convnets.nets.Layers.dense;
import static convnets.nets.Layers.flatten;
import static convnets.nets.Layers.globalAvgPool;
import static convnets.nets.Layers.maxPool;
import static convnets.nets.Layers.sequential;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.nets.Conv;
import convnets.nets.Nets;
import convnets.nets.Nin;
import convnets.nets.Vgg;
import convnets.train.History;
import convnets.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Checks the exercises of chapter 05, NiN. Nets are counted for grey pictures of 224×224. */
public final class NinChecks {

    static final Exercise POINTWISE = new Exercise("5.1", "A dense layer at each pixel");
    static final Exercise PARAMETERS = new Exercise("5.2", "The parameters, by formula");
    static final Exercise WORK = new Exercise("5.3", "The work, by formula");
    static final Exercise MEMORY = new Exercise("5.4", "Memory in use and in training");
    static final Exercise ONES = new Exercise("5.5", "One or three 1×1 layers");
    static final Exercise THREES = new Exercise("5.6", "3×3 in place of 1×1");
    static final Exercise DENSE_ENDING = new Exercise("5.7", "A dense ending");
    static final Exercise SHUFFLED = new Exercise("5.8", "Who minds the shuffling?");
    static final Exercise SLIDING = new Exercise("5.9", "A dense layer that slides");
    static final Exercise EVIDENCE = new Exercise("5.10", "Evidence that adds up");
    static final Exercise TUNED = new Exercise("5.11", "Tune it");
    static final Exercise FAMILY = new Exercise("5.12", "A family of NiNs");

    static final List<Exercise> ALL =
            List.of(
                    POINTWISE,
                    PARAMETERS,
                    WORK,
                    MEMORY,
                    ONES,
                    THREES,
                    DENSE_ENDING,
                    SHUFFLED,
                    SLIDING,
                    EVIDENCE,
                    TUNED,
                    FAMILY);

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    /** What each of NiN's four blocks reads, and its first kernel and its channels. */
    private static final int[] IN = {1, 96, 256, 384};

    private static final int[] KERNEL = {11, 5, 3, 3};
    private static final int[] CHANNELS = {96, 256, 384, 10};
    private static final int[] SIDE = {54, 26, 12, 5};

    /**
     * A small NiN on 2,000 pictures reaches 0.71 to 0.72 in 8 epochs (three seeds: 0.721, 0.721,
     * 0.711 on 1,000 test pictures); the net that the reader starts from stays at chance.
     */
    private static final double FLOOR = 0.68;

    private NinChecks() {}

    /**
     * 5.1: what a 1×1 convolution gives, computed as a dense layer at each pixel.
     *
     * @param answer (N, c<sub>o</sub>, h, w), computed by the reader
     * @param convolution with weights and biases
     * @param x (N, c<sub>i</sub>, h, w)
     * @return what is said of it
     */
    public static Verdict pointwise(NDArray answer, Block convolution, NDArray x) {
        NDArray right = Nets.forward(convolution, x);
        NDArray bias = convolution.getParameters().get("bias").getArray().reshape(1, -1, 1, 1);
        return Check.of(POINTWISE)
                .mistake(
                        () -> answer.getShape().equals(right.transpose(0, 2, 3, 1).getShape()),
                        "The channels come last: bring them back to the second place with"
                                + " transpose(0, 3, 1, 2).")
                .mistake(
                        () -> answer.getShape().dimension() == 2,
                        "These are the rows, one for each pixel: reshape them to pictures again.")
                .equal(
                        "shape",
                        right.getShape(),
                        () -> answer.getShape(),
                        "(pictures, channels, rows, columns)")
                .mistake(
                        () -> distance(answer, right.sub(bias)) < 1e-4,
                        "The biases are missing: add one for each output channel to the rows.")
                .near(
                        "largest difference from the convolution",
                        0,
                        1e-4,
                        () -> distance(answer, right),
                        "Are the values laid out so that each row has one pixel's channels? A"
                                + " reshape alone does not change the order of the values.")
                .verdict("The same numbers: a 1×1 convolution is a dense layer at each pixel.");
    }

    private static double distance(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getFloat();
    }

    /**
     * 5.2: the parameters of NiN's four blocks.
     *
     * @param blocks one number for each
     * @return what is said of them
     */
    public static Verdict parameters(long... blocks) {
        Check check = Check.of(PARAMETERS);
        long[] right = blocks(b -> weights(b, 2) + 3L * CHANNELS[b]);
        return check.mistake(() -> blocks[0] == 0, "The formula still gives 0.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 2))),
                        "The biases are missing: one for each channel of each of the three"
                                + " convolutions.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 0) + CHANNELS[b])),
                        "This is the first convolution of each block: two of 1×1 follow.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 1) + 2L * CHANNELS[b])),
                        "This has one 1×1 convolution in each block: there are two.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(NinChecks::misread)),
                        "The 1×1 convolutions read what the first convolution puts out, not what"
                                + " the block gets.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(NinChecks::flat)),
                        "The first kernel of a block is k·k for each input channel: multiply by"
                                + " their number.")
                .equal("block 1", right[0], () -> blocks[0], "Layer by layer: see its table.")
                .equal("block 2", right[1], () -> blocks[1], "It reads 96 maps.")
                .equal("block 3", right[2], () -> blocks[2], "It reads 256 maps.")
                .equal("block 4", right[3], () -> blocks[3], "It reads 384 maps, and gives 10.")
                .verdict(
                        () ->
                                String.format(
                                        "%,d in all, as the layer table says.",
                                        Arrays.stream(blocks).sum()));
    }

    private static long[] blocks(IntToLongFunction value) {
        return IntStream.range(0, 4).mapToLong(value).toArray();
    }

    private static long weights(int block, int ones) {
        long k = KERNEL[block];
        long c = CHANNELS[block];
        return k * k * IN[block] * c + ones * c * c;
    }

    private static long flat(int block) {
        long k = KERNEL[block];
        long c = CHANNELS[block];
        return k * k * c + 2 * c * c + 3 * c;
    }

    private static long misread(int block) {
        long c = CHANNELS[block];
        return weights(block, 0) + 2L * IN[block] * c + 3 * c;
    }

    /**
     * 5.3: the multiply-adds of NiN's four blocks.
     *
     * @param blocks one number for each
     * @return what is said of them
     */
    public static Verdict work(long... blocks) {
        long[] right = blocks(b -> places(b) * weights(b, 2));
        return Check.of(WORK)
                .mistake(() -> blocks[0] == 0, "The formula still gives 0.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 2) + 3L * CHANNELS[b])),
                        "These are the parameters: each weight is used at each place of the map.")
                .mistake(
                        () ->
                                Arrays.equals(
                                        blocks,
                                        blocks(
                                                b ->
                                                        places(b)
                                                                * (weights(b, 2)
                                                                        + 3L * CHANNELS[b]))),
                        "The biases are in it: adding one is no multiply-add, and the course does"
                                + " not count it.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> SIDE[b] * weights(b, 2))),
                        "A map has rows and columns: its side counts twice.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> places(b) * weights(b, 0))),
                        "This is the first convolution of each block: two of 1×1 follow.")
                .equal("block 1", right[0], () -> blocks[0], "It puts out maps of 54×54.")
                .equal("block 2", right[1], () -> blocks[1], "It puts out maps of 26×26.")
                .equal("block 3", right[2], () -> blocks[2], "It puts out maps of 12×12.")
                .equal("block 4", right[3], () -> blocks[3], "It puts out maps of 5×5.")
                .verdict(
                        () ->
                                String.format(
                                        "%,d in all, as the layer table says.",
                                        Arrays.stream(blocks).sum()));
    }

    private static long places(int block) {
        return (long) SIDE[block] * SIDE[block];
    }

    /**
     * 5.4: the bytes that a net needs, in single precision.
     *
     * @param use of one picture: the weights, and the two neighbouring maps that are largest
     *     together
     * @param training with a batch of so many pictures: the weights, a gradient for each, and all
     *     activations of all pictures
     * @return what is said of them
     */
    public static Verdict memory(
            ToLongFunction<LayerTable> use, ToLongBiFunction<LayerTable, Integer> training) {
        Check check = Check.of(MEMORY);
        check.mistake(
                () -> use.applyAsLong(table(Nin.block())) == 0,
                "The first method still gives 0: begin with four bytes for each parameter.");
        memory(check, "NiN", table(Nin.block()), use, training);
        memory(check, "VGG-11", table(Vgg.block(11)), use, training);
        return check.verdict(
                "In use the weights count, and in training the activations of the batch.");
    }

    private static void memory(
            Check check,
            String name,
            LayerTable table,
            ToLongFunction<LayerTable> use,
            ToLongBiFunction<LayerTable, Integer> training) {
        use(check, name, table, () -> use.applyAsLong(table));
        training(check, name, table, batch -> training.applyAsLong(table, batch));
    }

    private static void use(Check check, String name, LayerTable table, LongSupplier use) {
        long weights = table.parameters();
        long pair = largestPair(table);
        long largest = table.maps().stream().mapToLong(Row::activations).max().orElse(0);
        check.mistake(
                        () -> use.getAsLong() == weights + pair,
                        "These are values: each of them takes four bytes.")
                .mistake(
                        () -> use.getAsLong() == 4 * (weights + table.activations()),
                        "All maps at once are only needed in training: here a map may go when the"
                                + " next layer has read it.")
                .mistake(
                        () -> use.getAsLong() == 4 * (weights + largest),
                        "This is the largest map alone: while a layer computes, the map that it"
                                + " reads and the one that it writes are both there.")
                .mistake(
                        () -> use.getAsLong() == 4 * weights,
                        "These are the weights: the maps need room too.")
                .equal(
                        "bytes in use, " + name,
                        4 * (weights + pair),
                        use::getAsLong,
                        "Add each two neighbours of table.maps(), and take the largest sum.");
    }

    private static void training(
            Check check, String name, LayerTable table, IntToLongFunction training) {
        int batch = 128;
        long weights = table.parameters();
        long maps = table.activations();
        check.mistake(
                        () -> training.applyAsLong(batch) == 2 * weights + batch * maps,
                        "These are values: each of them takes four bytes.")
                .mistake(
                        () -> training.applyAsLong(batch) == 4 * (weights + batch * maps),
                        "The gradients are missing: training computes one for each parameter.")
                .mistake(
                        () -> training.applyAsLong(batch) == 4 * (2 * weights + maps),
                        "This is for one picture: each picture of the batch has its own maps.")
                .mistake(
                        () -> training.applyAsLong(batch) == 4 * batch * (2 * weights + maps),
                        "All pictures of a batch share the weights and their gradients: only the"
                                + " maps are multiplied.")
                .equal(
                        "bytes in training, batch of 128, " + name,
                        4 * (2 * weights + batch * maps),
                        () -> training.applyAsLong(batch),
                        "Weights, as many gradients, and the activations of 128 pictures.")
                .equal(
                        "bytes in training, batch of 16, " + name,
                        4 * (2 * weights + 16 * maps),
                        () -> training.applyAsLong(16),
                        "The size of the batch is the second argument.");
    }

    private static long largestPair(LayerTable table) {
        List<Row> maps = table.maps();
        long largest = 0;
        for (int i = 1; i < maps.size(); i++) {
            largest = Math.max(largest, maps.get(i - 1).activations() + maps.get(i).activations());
        }
        return largest;
    }

    private static LayerTable table(Block net) {
        return LayerTable.of(net, IMAGE);
    }

    /**
     * 5.5: NiN's first block with 1, 2 and 3 convolutions of 1×1.
     *
     * @param blocks the three, each with 96 channels, a first kernel of 11 and a stride of 4
     * @return what is said of them
     */
    public static Verdict ones(List<? extends Block> blocks) {
        Check check = Check.of(ONES);
        check.mistake(
                        () -> outline(blocks.get(0)).equals(outline(blocks.get(2))),
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
                        String.format(
                                "Each 1×1 layer of this block adds %,d parameters, and a map of"
                                        + " 96×54×54 to be kept in training.",
                                Counting.parameters(blocks.get(2), IMAGE)
                                        - Counting.parameters(blocks.get(1), IMAGE)));
    }

    private static String outline(Block block) {
        return Nets.outline(block);
    }

    /**
     * 5.6: NiN with 3×3 convolutions in place of its 1×1 ones.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict threes(Block net) {
        LayerTable nin = table(Nin.block());
        LayerTable right = table(threes());
        return Check.of(THREES)
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
                                String.format(
                                        "%.1f times the parameters and %.1f times the work of NiN.",
                                        (double) right.parameters() / nin.parameters(),
                                        (double) right.macs() / nin.macs()));
    }

    /** Convolutions with this window and this padding. */
    private static long convolutions(Block net, int window, int padding) {
        return Nets.layers(net).stream()
                .filter(layer -> layer instanceof Conv)
                .map(layer -> (Conv) layer)
                .filter(conv -> conv.window() == window && conv.border() == padding)
                .count();
    }

    private static SequentialBlock threes() {
        SequentialBlock net = new SequentialBlock();
        for (Block layer : Nets.layers(Nin.block())) {
            boolean one = layer instanceof Conv conv && conv.window() == 1;
            net.add(one ? conv(((Conv) layer).getFilters(), 3).pad(1) : layer);
        }
        return net;
    }

    /**
     * 5.7: NiN with a dense layer in place of its global average pooling.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict denseEnding(Block net) {
        return Check.of(DENSE_ENDING)
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

    /**
     * 5.8: how far the logits move when the places of the maps are shuffled.
     *
     * @param change from an ending without weights, (N, 10, 5, 5) → (N, 10), to the largest
     *     difference of its logits
     * @return what is said of it
     */
    public static Verdict shuffled(ToDoubleFunction<Block> change) {
        return Check.of(SHUFFLED)
                .mistake(
                        () -> change.applyAsDouble(sequential(flatten(), dense(10))) == 0,
                        "The logits are compared with themselves: one of the two is to be of the"
                                + " shuffled maps.")
                .mistake(
                        () -> change.applyAsDouble(globalAvgPool()) > 1e-5,
                        "The average does not depend on the order, and yet there is a difference:"
                                + " compare what the ending gives for both, not the maps"
                                + " themselves.")
                .atLeast(
                        "change with a dense ending",
                        1e-3,
                        () -> change.applyAsDouble(sequential(flatten(), dense(10))),
                        "Initialize the ending once, and run it on both; take the absolute value"
                                + " of the difference, and the largest of the ten.")
                .atMost(
                        "change with the maximum of each map",
                        1e-5,
                        () -> change.applyAsDouble(sequential(maxPool(5), flatten())),
                        "It does not depend on the order either.")
                .verdict(
                        "The average and the maximum do not ask where. The dense layer does: its"
                                + " answer is another one.");
    }

    /**
     * 5.9: a dense layer on maps as a convolution.
     *
     * @param convolution with weights
     * @param ending flattening and a dense layer, with weights, for maps of 10×5×5
     * @return what is said of it
     */
    public static Verdict sliding(Block convolution, Block ending) {
        return Check.of(SLIDING)
                .mistake(() -> count(convolution, "conv") == 0, "There is no convolution yet.")
                .mistake(
                        () -> count(convolution, "conv 1×1") > 0,
                        "A kernel of 1×1 sees one place; the dense layer sees all 5×5 of them.")
                .equal(
                        "kernels of 5×5",
                        1L,
                        () -> count(convolution, "conv 5×5"),
                        "The kernel is as large as the maps that the dense layer reads.")
                .equal(
                        "output for maps of 5×5",
                        new Shape(1, 10, 1, 1),
                        () -> Nets.outputShape(convolution, 1, 10, 5, 5),
                        "Ten channels, no padding: the window fits in one place.")
                .near(
                        "largest difference from the dense layer",
                        0,
                        1e-4,
                        () -> difference(convolution, ending),
                        "Are weights and biases copied from the dense layer? The order of the"
                                + " values is the same in both.")
                .equal(
                        "output for maps of 8×6",
                        new Shape(1, 10, 4, 2),
                        () -> Nets.outputShape(convolution, 1, 10, 8, 6),
                        "It slides over larger maps.")
                .verdict(
                        "The same weights, the same numbers. And on larger maps the convolution"
                                + " gives one answer for each place.");
    }

    private static double difference(Block convolution, Block ending) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray maps = manager.randomUniform(0, 1, new Shape(1, 10, 5, 5));
            NDArray row = Nets.forward(convolution, maps).reshape(1, 10);
            return distance(row, Nets.forward(ending, maps));
        }
    }

    /**
     * 5.10: what each place of a map adds to a class's logit.
     *
     * @param evidence from maps (1, 10, h, w) and the number of a class to (h, w) values
     * @return what is said of it
     */
    public static Verdict evidence(BiFunction<NDArray, Integer, NDArray> evidence) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray maps = manager.randomUniform(0, 1, new Shape(1, 10, 7, 7));
            NDArray wide = manager.randomUniform(0, 1, new Shape(1, 10, 3, 6));
            return Check.of(EVIDENCE)
                    .equal(
                            "shape for maps of 7×7",
                            new Shape(7, 7),
                            () -> evidence.apply(maps, 3).getShape(),
                            "One value for each place of one map: maps.get(0) are the maps of the"
                                    + " first picture, and get(number) is one of them.")
                    .mistake(
                            () -> distance(evidence.apply(maps, 3), maps.get(0).get(3)) < 1e-6,
                            "This is the map itself: its sum is not yet the logit, its mean is.")
                    .mistake(
                            () -> distance(evidence.apply(maps, 3), evidence.apply(maps, 8)) < 1e-6,
                            "Two classes get the same values: take the map of the class asked"
                                    + " for.")
                    .near(
                            "sum of the values for maps of 7×7",
                            logit(maps, 3),
                            1e-4,
                            () -> evidence.apply(maps, 3).sum().getFloat(),
                            "The logit is the mean of the map.")
                    .mistake(
                            () ->
                                    Math.abs(
                                                    evidence.apply(wide, 8).sum().getFloat() * 49
                                                            - logit(wide, 8) * 18)
                                            < 1e-3,
                            "There are 49 places only if the maps are 7×7: ask the map for its"
                                    + " size().")
                    .near(
                            "sum of the values for maps of 3×6",
                            logit(wide, 8),
                            1e-4,
                            () -> evidence.apply(wide, 8).sum().getFloat(),
                            "The logit is the mean of the map, whatever its size.")
                    .near(
                            "a value",
                            maps.get(0).get(3).getFloat(2, 4) / 49,
                            1e-3,
                            () -> evidence.apply(maps, 3).getFloat(2, 4),
                            "Each place adds its own part.")
                    .verdict(
                            "So a heat-map is no picture beside the answer: it is the answer,"
                                    + " before it is added up.");
        }
    }

    private static double logit(NDArray maps, int number) {
        return Nets.forward(globalAvgPool(), maps).getFloat(0, number);
    }

    /**
     * 5.11: a NiN for 28×28 that learns from 2,000 pictures.
     *
     * @param run after its training
     * @return what is said of it
     */
    public static Verdict tuned(Training run) {
        return tuned(() -> run.net(), () -> run.history());
    }

    static Verdict tuned(Supplier<Block> net, Supplier<History> history) {
        Shape image = new Shape(1, 1, 28, 28);
        return Check.of(TUNED)
                .mistake(
                        () -> Counting.layers(net.get(), image, "dense") > 0,
                        "There is a dense layer in the net: NiN has none.")
                .mistake(
                        () -> Counting.layers(net.get(), image, "conv 1×1") == 0,
                        "There is no 1×1 convolution in the net: they make it a NiN.")
                .mistake(
                        () ->
                                !history.get()
                                        .settings()
                                        .get("data")
                                        .contains("2,000 training and 1,000 test pictures"),
                        "This was trained on other pictures: use the 2,000 that are called few.")
                .mistake(
                        () -> history.get().ending() == History.Ending.DIVERGED,
                        "The loss was no number any more: try a smaller learning rate.")
                .mistake(
                        () -> history.get().last().testAccuracy() < 0.15,
                        "The net stays at chance, one in ten: a ReLU on the logits can do that, and"
                                + " so can first weights that are too small.")
                .atLeast(
                        "test accuracy",
                        FLOOR,
                        () -> history.get().last().testAccuracy(),
                        "Which of these did you try: no ReLU on the logits, he(), adam(), smaller"
                                + " batches, more epochs?")
                .verdict(
                        () ->
                                String.format(
                                        "%.3f on pictures that it has not seen, with %,d"
                                                + " parameters.",
                                        history.get().last().testAccuracy(),
                                        Counting.parameters(net.get(), image)));
    }

    /**
     * 5.12: NiNs of growing depth, built by one rule.
     *
     * @param family three or more, each (N, 1, 224, 224) → (N, 10)
     * @return what is said of them
     */
    public static Verdict family(List<? extends Block> family) {
        Check check = Check.of(FAMILY);
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
                        String.format(
                                "From %d to %d convolutions, and one number makes the next one.",
                                count(family.get(0), "conv"),
                                count(family.get(family.size() - 1), "conv")));
    }

    /** The sides of the maps after each pooling. */
    private static List<Long> pooled(Block net) {
        return table(net).only("maxPool").rows().stream().map(row -> row.output().get(2)).toList();
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, new Shape(1, 10, 224, 224), layer);
    }
}
