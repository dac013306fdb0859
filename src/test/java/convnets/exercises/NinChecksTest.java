package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.data.FashionMnist;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Conv;
import convnets.nn.Convolutional;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.History.Ending;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NinChecksTest {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    private static final float[] BIASES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @Test
    void pointwise() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 64, 8, 8));
            Conv one = Nets.initialize(conv(10, 1), Init.glorot(), 0, x.getShape());
            NDArray bias = one.getParameters().get("bias").getArray();
            bias.set(BIASES);
            NDArray weight = one.getParameters().get("weight").getArray().reshape(10, 64);
            NDArray rows = x.transpose(0, 2, 3, 1).reshape(-1, 64).matMul(weight.transpose());
            NDArray last = rows.add(bias).reshape(2, 8, 8, 10);
            right(NinChecks.pointwise(last.transpose(0, 3, 1, 2), one, x));
            wrong("The channels come last", NinChecks.pointwise(last, one, x));
            wrong("These are the rows", NinChecks.pointwise(rows, one, x));
            NDArray bare = rows.reshape(2, 8, 8, 10).transpose(0, 3, 1, 2);
            wrong("biases are missing", NinChecks.pointwise(bare, one, x));
            NDArray mixed = last.reshape(2, 10, 8, 8);
            wrong("does not change the order", NinChecks.pointwise(mixed, one, x));
            wrong("expected (2, 10, 8, 8)", NinChecks.pointwise(x, one, x));
            wrong("null", NinChecks.pointwise(null, one, x));
        }
    }

    private interface Cost {
        long of(long in, long c, long k, long side);
    }

    private static long[] blocks(Cost cost) {
        return new long[] {
            cost.of(1, 96, 11, 54),
            cost.of(96, 256, 5, 26),
            cost.of(256, 384, 3, 12),
            cost.of(384, 10, 3, 5)
        };
    }

    @Test
    void parameters() {
        Cost formula = (in, c, k, side) -> k * k * in * c + c + 2 * (c * c + c);
        right(NinChecks.parameters(blocks(formula)));
        assertEquals(
                "1,992,166 in all, as the layer table says.",
                NinChecks.parameters(blocks(formula)).said());
        wrong("still gives 0", NinChecks.parameters(0, 0, 0, 0));
        wrong("biases", parameters((in, c, k, side) -> k * k * in * c + 2 * c * c));
        wrong("two of 1×1 follow", parameters((in, c, k, side) -> k * k * in * c + c));
        wrong("there are two", parameters((in, c, k, s) -> k * k * in * c + c + c * c + c));
        wrong(
                "not what the block gets",
                parameters((in, c, k, s) -> k * k * in * c + c + 2 * (in * c + c)));
        wrong("by their number", parameters((in, c, k, s) -> k * k * c + c + 2 * (c * c + c)));
        wrong(
                "block 1: expected 30,336, found 19,776",
                parameters((in, c, k, s) -> k * in * c + c + 2 * (c * c + c)));
    }

    private static Verdict parameters(Cost cost) {
        return NinChecks.parameters(blocks(cost));
    }

    @Test
    void work() {
        right(work((in, c, k, side) -> side * side * (k * k * in * c + 2 * c * c)));
        wrong("still gives 0", NinChecks.work(0, 0, 0, 0));
        wrong("at each place", work((in, c, k, s) -> k * k * in * c + 2 * c * c + 3 * c));
        wrong(
                "no multiply-add",
                work((in, c, k, s) -> s * s * (k * k * in * c + 2 * c * c + 3 * c)));
        wrong("counts twice", work((in, c, k, s) -> s * (k * k * in * c + 2 * c * c)));
        wrong("two of 1×1 follow", work((in, c, k, s) -> s * s * k * k * in * c));
        wrong("54×54", work((in, c, k, s) -> (s + 1) * (s + 1) * (k * k * in * c + 2 * c * c)));
    }

    private static Verdict work(Cost cost) {
        return NinChecks.work(blocks(cost));
    }

    @Test
    void memory() {
        right(NinChecks.memory(t -> 4 * (t.parameters() + pair(t)), NinChecksTest::training));
        wrong("still gives 0", NinChecks.memory(t -> 0, (t, batch) -> 0));
        wrong("four bytes", use(t -> t.parameters() + pair(t)));
        wrong("only needed in training", use(LayerTable::bytes));
        wrong(
                "the largest map alone",
                use(
                        t ->
                                4 * t.parameters()
                                        + 4
                                                * t.maps().stream()
                                                        .mapToLong(Row::activations)
                                                        .max()
                                                        .orElse(0)));
        wrong("the maps need room too", use(t -> 4 * t.parameters()));
        wrong("bytes in use, NiN: expected 10,20", use(t -> 4 * (t.parameters() + 1)));
        wrong("four bytes", inTraining((t, n) -> 2 * t.parameters() + n * t.activations()));
        wrong("gradients", inTraining((t, n) -> 4 * (t.parameters() + n * t.activations())));
        wrong("has its own", inTraining((t, n) -> 4 * (2 * t.parameters() + t.activations())));
        wrong("share", inTraining((t, n) -> 4 * n * (2 * t.parameters() + t.activations())));
        wrong("second argument", inTraining((t, n) -> training(t, 128)));
    }

    private interface Bytes {
        long of(LayerTable table, int batch);
    }

    private static long training(LayerTable table, int batch) {
        return 4 * (2 * table.parameters() + batch * table.activations());
    }

    private static Verdict use(Function<LayerTable, Long> use) {
        return NinChecks.memory(use::apply, NinChecksTest::training);
    }

    private static Verdict inTraining(Bytes training) {
        return NinChecks.memory(t -> 4 * (t.parameters() + pair(t)), training::of);
    }

    private static long pair(LayerTable table) {
        long[] maps = table.maps().stream().mapToLong(Row::activations).toArray();
        long largest = 0;
        for (int i = 1; i < maps.length; i++) {
            largest = Math.max(largest, maps[i - 1] + maps[i]);
        }
        return largest;
    }

    /** The picture itself, which the layer table does not list, is in no net's largest pair. */
    @Test
    void thePictureDoesNotDecideTheMemory() {
        for (Block net : List.of(Nin.block(), AlexNet.block())) {
            LayerTable table = LayerTable.of(net, IMAGE);
            long first = table.maps().get(0).activations();
            assertEquals(pair(table), Math.max(pair(table), 224 * 224 + first));
        }
        LayerTable table = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        assertEquals(4704 + 1176, pair(table));
    }

    @Test
    void ones() {
        right(ones(n -> Nin.ninBlock(96, 11, 4, 0, n, true)));
        wrong("are the same", ones(n -> Nin.ninBlock(96, 11, 4, 0)));
        wrong("theirs is 1", ones(n -> repeated(n, () -> conv(96, 11).pad(5))));
        wrong(
                "only the first convolution has the stride",
                ones(n -> repeated(n, () -> conv(96, 1).stride(4))));
        wrong("no padding", ones(n -> repeated(n, () -> conv(96, 1).pad(1))));
        wrong(
                "ReLUs in block 1: expected 2, found 1",
                ones(n -> Nin.ninBlock(96, 11, 4, 0, n, false)));
        wrong("in a loop", ones(n -> Nin.ninBlock(96, 11, 4, 0, n - 1, true)));
        wrong("and biases", ones(n -> repeated(n, () -> conv(96, 1).withoutBias())));
    }

    private static Verdict ones(Function<Integer, SequentialBlock> block) {
        return NinChecks.ones(Stream.of(1, 2, 3).map(block).toList());
    }

    private static SequentialBlock repeated(int n, Supplier<Block> layer) {
        SequentialBlock block = sequential(conv(96, 11).stride(4), relu());
        for (int i = 0; i < n; i++) {
            block.add(layer.get()).add(relu());
        }
        return block;
    }

    @Test
    void threes() {
        right(NinChecks.threes(threes(2, 1)));
        wrong("All eight", NinChecks.threes(Nin.block()));
        wrong("left", NinChecks.threes(threes(1, 1)));
        wrong("padded by 1", NinChecks.threes(threes(2, 0)));
        wrong("channels stay", NinChecks.threes(narrow()));
    }

    private static SequentialBlock narrow() {
        return nin(
                (channels, conv) ->
                        sequential(
                                conv,
                                relu(),
                                conv(channels, 3).pad(1),
                                relu(),
                                conv(channels == 96 ? 48 : channels, 3).pad(1),
                                relu()));
    }

    private static SequentialBlock threes(int replaced, int padding) {
        return nin(
                (channels, conv) -> {
                    SequentialBlock block = sequential(conv, relu());
                    for (int i = 0; i < 2; i++) {
                        boolean three = i < replaced;
                        block.add(three ? conv(channels, 3).pad(padding) : conv(channels, 1));
                        block.add(relu());
                    }
                    return block;
                });
    }

    private interface BlockOf {
        Block make(int channels, Conv first);
    }

    private static SequentialBlock nin(BlockOf block) {
        return sequential(
                block.make(96, conv(96, 11).stride(4)),
                maxPool(3).stride(2),
                block.make(256, conv(256, 5).pad(2)),
                maxPool(3).stride(2),
                block.make(384, conv(384, 3).pad(1)),
                maxPool(3).stride(2),
                dropout(0.5),
                block.make(10, conv(10, 3).pad(1)),
                globalAvgPool());
    }

    @Test
    void denseEnding() {
        right(NinChecks.denseEnding(ended(flatten(), dense(10))));
        wrong("no dense layer", NinChecks.denseEnding(Nin.block()));
        wrong("average is still there", NinChecks.denseEnding(ended(globalAvgPool(), dense(10))));
        wrong("in a row first", NinChecks.denseEnding(ended(dense(10))));
        wrong(
                "One is enough",
                NinChecks.denseEnding(ended(flatten(), dense(64), relu(), dense(10))));
        wrong("10·5·5 values", NinChecks.denseEnding(ended(maxPool(2), flatten(), dense(10))));
    }

    private static SequentialBlock ended(Block... ending) {
        SequentialBlock net = new SequentialBlock();
        List<Block> blocks = Nin.block().getChildren().values();
        blocks.subList(0, blocks.size() - 1).forEach(net::add);
        return net.add(sequential(ending));
    }

    @Test
    void shuffled() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Shape shape = new Shape(1, 10, 5, 5);
            NDArray maps = manager.randomUniform(0, 1, shape);
            NDArray other = maps.flip(3);
            right(NinChecks.shuffled(e -> distance(logits(e, maps), logits(e, other))));
            wrong("with themselves", NinChecks.shuffled(e -> 0));
            wrong("not the maps", NinChecks.shuffled(e -> distance(maps, other)));
            wrong(
                    "0.001 or more",
                    NinChecks.shuffled(e -> -distance(logits(e, maps), logits(e, other))));
        }
    }

    private static NDArray logits(Block ending, NDArray maps) {
        Nets.initialize(ending, Init.glorot(), 0, maps.getShape());
        return Nets.forward(ending, maps);
    }

    private static double distance(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getFloat();
    }

    @Test
    void sliding() {
        Shape maps = new Shape(1, 10, 5, 5);
        SequentialBlock ending =
                Nets.initialize(sequential(flatten(), dense(10)), Init.glorot(), 0, maps);
        Nets.layers(ending).get(1).getParameters().get("bias").getArray().set(BIASES);
        right(NinChecks.sliding(Convolutional.of(ending, maps), ending));
        wrong("no convolution", NinChecks.sliding(ending, ending));
        wrong("sees one place", NinChecks.sliding(fresh(conv(10, 1)), ending));
        wrong("kernels of 5×5", NinChecks.sliding(fresh(conv(10, 3)), ending));
        wrong("no padding", NinChecks.sliding(fresh(conv(10, 5).pad(2)), ending));
        wrong("copied", NinChecks.sliding(fresh(conv(10, 5)), ending));
    }

    private static Conv fresh(Conv conv) {
        return Nets.initialize(conv, Init.glorot(), 0, new Shape(1, 10, 5, 5));
    }

    @Test
    void evidence() {
        right(NinChecks.evidence((maps, n) -> maps.get(0).get(n).div(maps.get(0).get(n).size())));
        wrong("not yet the logit", NinChecks.evidence((maps, n) -> maps.get(0).get(n)));
        wrong("49 places only", NinChecks.evidence((maps, n) -> maps.get(0).get(n).div(49)));
        wrong("Two classes", NinChecks.evidence((maps, n) -> maps.get(0).get(3).div(49)));
        wrong(
                "expected (7, 7)",
                NinChecks.evidence((maps, n) -> maps.mean(new int[] {3}).mean(new int[] {2})));
        wrong(
                "its own part",
                NinChecks.evidence(
                        (maps, n) -> {
                            NDArray map = maps.get(0).get(n);
                            return map.onesLike().mul(map.mean()).div(map.size());
                        }));
        // MXNet gives an empty array for a place that there is not.
        String mistake =
                Engine.getInstance().getEngineName().equals("MXNet")
                        ? "expected (7, 7)"
                        : "index 3 is out of bounds";
        wrong(mistake, NinChecks.evidence((maps, n) -> maps.get(n)));
        wrong("expected (7, 7)", NinChecks.evidence((maps, n) -> maps.get(0)));
        wrong("null", NinChecks.evidence((maps, n) -> null));
    }

    @Test
    void tuned() {
        right(tuned(small(), 0.73, Ending.FINISHED));
        right(tuned(small(), 0.73, Ending.STOPPED));
        wrong("stays at chance", tuned(small(), 0.1, Ending.FINISHED));
        wrong(
                "test accuracy of the best epoch: expected 0.72 or more, found 0.62",
                tuned(small(), 0.62, Ending.FINISHED));
        wrong("smaller learning rate", tuned(small(), 0.3, Ending.DIVERGED));
        wrong("There is a dense layer", tuned(LeNet.block(), 0.8, Ending.FINISHED));
        wrong("no 1×1", tuned(sequential(conv(10, 3), globalAvgPool()), 0.8, Ending.FINISHED));
        Training idle = Training.of(small(), FashionMnist.sample().first(2000, 1000));
        wrong("call fit() first", NinChecks.tuned(idle));
        wrong("null", NinChecks.tuned(null));
    }

    @Test
    void aTrainingOnOtherPicturesIsNoAnswer() {
        Training run =
                Training.of(small(), FashionMnist.sample().first(64, 10)).batchSize(32).epochs(1);
        wrong(
                "the 2,000 that are called few",
                NinChecks.tuned(run.listener(TrainingListener.SILENT).fit()));
    }

    private static SequentialBlock small() {
        return sequential(
                Nin.ninBlock(4, 5, 4, 0), Nin.ninBlock(10, 3, 1, 1, 2, false), globalAvgPool());
    }

    private static Verdict tuned(SequentialBlock net, double accuracy, Ending ending) {
        Epoch epoch = new Epoch(1, 1, accuracy, accuracy, 1, 1);
        Training prepared = Training.of(net, FashionMnist.sample().first(2000, 1000));
        History history = new History(prepared.settings(), List.of(epoch), ending, "");
        return NinTuning.of(() -> net, () -> history);
    }

    @Test
    void family() {
        right(NinChecks.family(List.of(deep(1, 1), deep(2, 1), deep(3, 1))));
        right(
                NinChecks.family(
                        Stream.of(0, 1, 2, 3)
                                .map(n -> Nin.settings().ones(n + 1).block())
                                .toList()));
        wrong("A family has three", NinChecks.family(List.of(deep(1, 1), deep(2, 1))));
        wrong(
                "as many convolutions",
                NinChecks.family(List.of(deep(1, 1), deep(1, 1), deep(1, 1))));
        wrong("in order", NinChecks.family(List.of(deep(3, 1), deep(2, 1), deep(1, 1))));
        wrong("keeps the side", NinChecks.family(List.of(deep(1, 1), deep(2, 0), deep(3, 0))));
        wrong(
                "dense layer",
                NinChecks.family(List.of(deep(1, 1), deep(2, 1), ended(flatten(), dense(10)))));
        wrong(
                "no 1×1",
                NinChecks.family(
                        Stream.of(0, 1, 2).map(n -> Nin.settings().ones(n).block()).toList()));
    }

    private static SequentialBlock deep(int repeats, int padding) {
        SequentialBlock net = sequential(Nin.ninBlock(96, 11, 4, 0), maxPool(3).stride(2));
        for (int channels : new int[] {256, 384}) {
            for (int i = 0; i < repeats; i++) {
                net.add(Nin.ninBlock(channels, 3, 1, padding));
            }
            net.add(maxPool(3).stride(2));
        }
        return net.add(Nin.ninBlock(10, 3, 1, 1)).add(globalAvgPool());
    }
}
