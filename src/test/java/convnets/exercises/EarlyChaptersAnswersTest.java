package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Histories.trained;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.util.PairList;
import convnets.Text;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.look.Shift;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.Nets;
import convnets.nn.OwnLayer;
import convnets.nn.WindowSums;
import convnets.train.Training;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jdk.jshell.spi.SPIResolutionException;
import org.junit.jupiter.api.Test;

/**
 * Answers to chapters 01 to 04 as a class gives them: right ones of another build, and wrong ones
 * that must be told their own mistake and no other.
 */
class EarlyChaptersAnswersTest {

    /** A grid from a rule for each place. */
    private static float[][] grid(int height, int width, Draw.Value value) {
        return Draw.grid(height, width, value);
    }

    private static int clamped(int i, int size) {
        return Math.max(0, Math.min(size - 1, i));
    }

    /** The picture where it belongs, in a frame of something else than zeros. */
    @Test
    void aFrameIsOfZeros() {
        wrong(
                "there are to be zeros",
                ConvolutionChecks.padded(
                        (x, p) ->
                                grid(
                                        x.length + 2 * p,
                                        x[0].length + 2 * p,
                                        (i, j) ->
                                                x[clamped(i - p, x.length)][
                                                        clamped(j - p, x[0].length)])));
        wrong(
                "there are to be zeros",
                ConvolutionChecks.padded(
                        (x, p) -> {
                            float[][] framed = WindowSums.padded(x, p);
                            framed[0][0] = 1;
                            return framed;
                        }));
        wrong(
                "where the last one",
                ConvolutionChecks.padded(
                        (x, p) -> {
                            float[][] framed = WindowSums.padded(x, p);
                            framed[x.length + p - 1] = new float[framed[0].length];
                            return framed;
                        }));
    }

    @Test
    void rowsAndColumnsOfAGridAreExchanged() {
        wrong(
                "changed places",
                ConvolutionChecks.padded(
                        (x, p) -> new float[x[0].length + 2 * p][x.length + 2 * p]));
        wrong(
                "changed places",
                ConvolutionChecks.loops(
                        (x, k) ->
                                new float[x[0].length - k[0].length + 1][x.length - k.length + 1]));
        wrong(
                "Row 0 of a grid, counted from 0, is null",
                ConvolutionChecks.loops((x, k) -> new float[x.length - k.length + 1][]));
    }

    @Test
    void stridesThatAreTakenHalfway() {
        // the map of a stride of 1 with zeros between: as large, and yet the stride has an effect
        wrong(
                "as large as with a stride of 1",
                ConvolutionChecks.strided(
                        (x, k, s) -> {
                            float[][] map = WindowSums.of(x, k, 1);
                            return grid(
                                    map.length,
                                    map[0].length,
                                    (i, j) -> i % s + j % s == 0 ? map[i][j] : 0);
                        }));
        wrong(
                "Work out this number",
                ConvolutionChecks.strided(
                        (x, k, s) -> {
                            float[][] right = WindowSums.of(x, k, s);
                            float[][] map = WindowSums.of(x, k, 1);
                            return grid(right.length, right[0].length, (i, j) -> map[i * s][j]);
                        }));
        wrong(
                "chapter's formula",
                ConvolutionChecks.strided(
                        (x, k, s) -> new float[(x.length + s - 1) / s][(x[0].length + s - 1) / s]));
    }

    @Test
    void pixelsOfARow() {
        wrong("needs all of its k", ConvolutionCounts.pixels((m, k, s) -> (m - 1) * s));
        wrong("one pixel fewer", ConvolutionCounts.pixels((m, k, s) -> m * s + k - 1));
        right(
                ConvolutionCounts.pixels(
                        (m, k, s) ->
                                IntStream.iterate(k, n -> n + 1)
                                        .filter(n -> (n - k) / s + 1 == m)
                                        .findFirst()
                                        .getAsInt()));
    }

    private static long macs(long side, long weights) {
        return side * side * weights;
    }

    @Test
    void whatAConvolutionCosts() {
        wrong(
                "one MAC",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                2 * macs((n - k + 2 * p) / s + 1, (long) in * out * k * k)));
        wrong(
                "takes steps of s",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) -> macs(n - k + 2 * p + 1, (long) in * out * k * k)));
        wrong(
                "k rows of k",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                macs((n - k + 2 * p) / s + 1, (long) in * out * k)));
        wrong(
                "multiply the two numbers",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                macs((n - k + 2 * p) / s + 1, (long) (in + out) * k * k)));
    }

    @Test
    void aPixelBecomesOneNumber() {
        float[][] red = {{0, 0, 0}, {0, .299f, 0}, {0, 0, 0}};
        float[][] green = {{0, 0, 0}, {0, .587f, 0}, {0, 0, 0}};
        float[][] blue = {{0, 0, 0}, {0, .114f, 0}, {0, 0, 0}};
        Shape color = new Shape(1, 3, 28, 28);
        Block shrinks = Nets.initialize(conv(1, 3), Init.kernels(red, green, blue), 0, color);
        wrong("Each pixel becomes one number", ConvolutionChecks.gray(shrinks));
        wrong("Each pixel becomes one number", ConvolutionChecks.gray(Djl.lambda(x -> x.mul(2))));
    }

    /** One step down the slopes of 1.9, at a rate. */
    private static float[][] step(float rate) {
        Random random = new Random(1);
        float[][] noise = grid(20, 20, (i, j) -> random.nextBoolean() ? 1 : -1);
        float[][] slope = WindowSums.of(noise, ConvolutionChecks.secretMap(noise), 1);
        return grid(3, 3, (i, j) -> rate * 2 * slope[i][j]);
    }

    /** Who walks downhill in steps too large moves away, too. */
    @Test
    void stepsAwayFromTheSecret() {
        wrong("steps are too large", ConvolutionChecks.secret(step(.005f)));
        float[][] turned = KernelGrids.turned(ConvolutionChecks.SECRET);
        wrong(
                "turned by half a turn",
                ConvolutionChecks.secret(grid(3, 3, (i, j) -> turned[i][j] + .1f)));
        wrong("against the slope", ConvolutionChecks.secret(step(-.002f)));
    }

    @Test
    void roundingUpTheOtherSides() {
        wrong("odd ones", ConvolutionCounts.layers(n -> (n + 1) / 2));
        wrong("no int be divided", ConvolutionCounts.layers(n -> (int) Math.ceil((n - 1) / 2)));
    }

    /** A sum that begins outside of the method, as cells of a notebook invite to. */
    @Test
    void whatLivesOnFromCallToCall() {
        double[] sum = {0};
        wrong(
                "asked twice, your code gives two answers",
                LearningChecks.slope(
                        (w, x, y) -> {
                            for (int i = 0; i < x.length; i++) {
                                sum[0] += 2 * (w * x[i] - y[i]) * x[i];
                            }
                            return sum[0] / x.length;
                        }));
        Set<Integer> seen = new HashSet<>(); // right once, and other numbers from then on
        wrong("asked twice", LeNetChecks.padding(k -> k / 2 + (seen.add(k) ? 0 : 1)));
        int[] steps = {0};
        wrong(
                "asked twice, your code gives two answers",
                LearningChecks.steps(n -> steps[0] += n[2] * ((n[0] + n[1] - 1) / n[1])));
    }

    @Test
    void zerosThatWereNotLeftStanding() {
        wrong(
                "so is 1 / 2",
                LearningChecks.slope(
                        (w, x, y) ->
                                1 / x.length * sum(x, i -> 2 * (w * x[(int) i] - y[(int) i]))));
        String said = LeNetChecks.padding(k -> 1 / 2 * (k - 1)).said();
        assertTrue(said.endsWith("as yet it is 0."), said); // whole numbers are asked for
    }

    private static double sum(double[] x, DoubleUnaryOperator of) {
        return IntStream.range(0, x.length).mapToDouble(i -> of.applyAsDouble(i)).sum();
    }

    /** Infinite for every input, and yet the input has an effect. */
    @Test
    void aDescentThatGoesUp() {
        wrong(
                "with the slopes",
                LearningChecks.fit(
                        (x, y) -> {
                            double w = 0;
                            double b = 0;
                            for (int i = 0; i < 9000; i++) {
                                double error = w * x[i % x.length] + b - y[i % x.length];
                                w += error * x[i % x.length];
                                b += error;
                            }
                            return new double[] {w, b};
                        }));
    }

    private static Block small(Block first, Block second) {
        return sequential(
                first,
                relu(),
                maxPool(2),
                second,
                relu(),
                maxPool(2),
                flatten(),
                dense(40),
                relu(),
                dense(10));
    }

    private static final Shape WINDOW = new Shape(5, 5);

    private static Block window(int channels, int height, int width) {
        return Conv2d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(height, width))
                .build();
    }

    @Test
    void aWindowOfOneRowSeesNeighbors() {
        right(LeNetChecks.halfThePrice(small(window(3, 1, 5), window(8, 5, 1))));
        wrong(
                "It has 1 convolution whose",
                LeNetChecks.halfThePrice(small(conv(3, 5), conv(8, 1))));
        // each map by itself, then their mixture: together they are one convolution
        Block maps = Conv2d.builder().setFilters(3).setKernelShape(WINDOW).optGroups(3).build();
        right(LeNetChecks.halfThePrice(small(conv(3, 5), sequential(maps, conv(8, 1)))));
    }

    private static NDArray pooled(NDArray x) {
        return Pool.maxPool2d(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
    }

    @Test
    void functionsThatPoolAndBend() {
        UnaryOperator<NDArray> both = x -> pooled(Activation.relu(x));
        right(LeNetChecks.halfThePrice(pooling(both)));
        wrong(
                "without an activation function",
                LeNetChecks.halfThePrice(pooling(EarlyChaptersAnswersTest::pooled)));
        UnaryOperator<NDArray> flat = x -> x.reshape(x.getShape().get(0), -1);
        right(tuned(sequential(conv(8, 5), Djl.lambda(x -> flat.apply(both.apply(x))), dense(10))));
        right(tuned(sequential(conv(8, 5), Djl.lambda(x -> flat.apply(x.tanh())), dense(10))));
        wrong(
                "without an activation function",
                tuned(sequential(conv(8, 5), Djl.lambda(x -> flat.apply(pooled(x))), dense(10))));
        // as many maps before and behind, and smaller ones: a convolution for all that, no pooling
        Block same = small(Djl.withRelu(conv(3, 5)), Djl.withRelu(conv(3, 5)));
        right(LeNetChecks.halfThePrice(same));
    }

    private static Verdict tuned(Block net) {
        return LeNetTrainingChecks.tuning(trained(net, CLOTHES, .84));
    }

    private static Block pooling(UnaryOperator<NDArray> function) {
        return sequential(
                conv(3, 5).pad(2),
                Djl.lambda(function),
                conv(8, 5),
                Djl.lambda(function),
                flatten(),
                dense(60),
                relu(),
                dense(10));
    }

    /**
     * A net in one class, as PyTorch's users write it: its layers are declared in any order, and a
     * program runs them, some of them several times, and functions that are no layers.
     */
    private static final class Programmed extends OwnLayer {

        private final Map<String, Block> layers = new LinkedHashMap<>();
        private final String[] program;

        Programmed(String declared, String program) {
            this.program = program.split(" ");
            for (String name : declared.split(" ")) {
                layers.put(name, addChildBlock(name, layer(name)));
            }
        }

        private static Block layer(String name) {
            int size = Integer.parseInt("0" + name.replaceAll("\\D", ""));
            return switch (name.replaceAll("\\d", "")) {
                case "same" -> Djl.conv(size, 5, 2);
                case "conv" -> Djl.conv(size, 5, 0);
                case "dense" -> Djl.dense(size);
                case "max" -> Djl.maxPool(2, 2);
                case "mean" -> Djl.avgPool();
                case "all" -> Djl.globalAvgPool();
                case "norm" -> BatchNorm.builder().build();
                case "drop" -> Djl.dropout(.3f);
                default -> name.equals("relu") ? relu() : sigmoid();
            };
        }

        private static NDArray function(String name, NDArray x) {
            return switch (name) {
                case "FLAT" -> x.reshape(x.getShape().get(0), -1);
                case "MAX" -> pooled(x);
                case "TWICE" -> x.mul(2);
                case "TANH" -> x.tanh();
                default -> Activation.relu(x);
            };
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDList x = inputs;
            for (String step : program) {
                Block layer = layers.get(step);
                x =
                        layer == null
                                ? new NDList(function(step, x.singletonOrThrow()))
                                : layer.forward(store, x, training);
            }
            return x;
        }

        private Shape follow(Shape input, BiConsumer<Block, Shape> each) {
            Shape x = input;
            for (String step : program) {
                Block layer = layers.get(step);
                if (layer != null) {
                    each.accept(layer, x);
                    x = layer.getOutputShapes(new Shape[] {x})[0];
                } else if (step.equals("FLAT")) {
                    x = new Shape(x.get(0), x.size() / x.get(0));
                } else if (step.equals("MAX")) {
                    x = new Shape(x.get(0), x.get(1), x.get(2) / 2, x.get(3) / 2);
                }
            }
            return x;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {follow(inputs[0], (layer, input) -> {})};
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            follow(inputs[0], (layer, input) -> layer.initialize(manager, type, input));
        }
    }

    private static Verdict half(String declared, String program) {
        return LeNetChecks.halfThePrice(new Programmed(declared, program));
    }

    @Test
    void netsInOneClass() {
        String plain = "same3 conv8 dense60 dense10";
        right(half(plain, "same3 RELU MAX conv8 RELU MAX FLAT dense60 RELU dense10"));
        String tanh = "same3 TANH mean conv8 TANH mean FLAT dense60 TANH dense10";
        right(half("same3 mean conv8 dense60 dense10", tanh));
        wrong("The logits go through", half("same3 mean conv8 dense60 dense10", tanh + " TANH"));
        wrong(
                "MACs: expected 208,260",
                half(
                        "same3 max conv18 dense60 dense10",
                        "same3 RELU max conv18 RELU max FLAT dense60 RELU dense10"));
        for (String pool : List.of("mean", "max")) {
            wrong(
                    "without an activation function",
                    half(
                            plain + " relu " + pool,
                            Text.format(
                                    "same3 TWICE %s conv8 TWICE %s FLAT dense60 dense10",
                                    pool, pool)));
        }
    }

    /** One ReLU and one pooling for all places, wherever they are declared. */
    @Test
    void layersThatRunSeveralTimes() {
        String program = "same3 relu max conv8 relu max FLAT dense60 relu dense10";
        for (String declared :
                List.of(
                        "relu same3 max conv8 dense60 dense10",
                        "same3 conv8 dense60 dense10 max relu",
                        "dense10 dense60 max conv8 relu same3")) {
            right(half(declared, program));
            wrong("The logits go through", half(declared, program + " relu"));
            Block net = new Programmed(declared, program);
            right(LeNetTrainingChecks.digits(trained(net, Mnist.sample(), .97)));
        }
        wrong(
                "more dense",
                half("dense10 relu max conv8 same3", "same3 relu max conv8 relu max FLAT dense10"));
        wrong(
                "a pooling stands",
                half(
                        "dense10 dense60 relu conv8 same3",
                        "same3 relu conv8 relu FLAT dense60 relu dense10"));
        right(tuned(new Programmed("dense10 relu all same3", "same3 relu all dense10")));
        right(tuned(new Programmed("dense10 norm same3", "same3 norm RELU MAX FLAT dense10")));
        right(tuned(new Programmed("norm dense10 same3", "same3 RELU MAX FLAT dense10 norm")));
        right(tuned(new Programmed("drop same3 dense10", "same3 RELU MAX FLAT drop dense10")));
        String lenet = "same6 sigmoid max conv16 sigmoid max FLAT dense120 sigmoid dense84 sigmoid";
        String layers = "dense10 sigmoid dense84 conv16 same6 max mean dense120";
        right(LeNetChecks.maxPooling(new Programmed(layers, lenet + " dense10")));
        wrong(
                "Something follows the last",
                LeNetChecks.maxPooling(new Programmed(layers, lenet + " dense10 sigmoid")));
        wrong(
                "layer 4 with weights has too few",
                LeNetChecks.maxPooling(
                        new Programmed(
                                layers.replace("84", "83"),
                                lenet.replace("84", "83") + " dense10")));
    }

    /** What works for one picture alone, and what the engine refuses later than it is asked. */
    @Test
    void batchesThatBecomeOneRow() {
        Block one = Djl.lambda(x -> x.reshape(1, -1));
        wrong(
                "are one row for each picture",
                tuned(sequential(conv(8, 5), relu(), one, dense(10))));
        Block power = Pool.lpPool2dBlock(9, new Shape(2, 2), new Shape(2, 2));
        Block net = LeNetVariants.lenet(Layers::sigmoid, power, maxPool(2));
        assertEquals(Outcome.WRONG, LeNetChecks.maxPooling(net).outcome());
    }

    /** An activation function may learn a number, and has no MACs for all that. */
    @Test
    void endsAndFunctionsOfOnesOwn() {
        right(LeNetChecks.halfThePrice(small(conv(3, 5), sequential(conv(8, 5), new Djl.Swish()))));
        wrong(
                "The logits go through",
                LeNetChecks.halfThePrice(
                        sequential(
                                small(conv(3, 5), conv(8, 5)), Djl.lambda(x -> x.logSoftmax(1)))));
    }

    /** Its layers are declared in another order than they run in. */
    private static final class DeclaredBackward extends OwnLayer {

        private final Block dense;
        private final Block maps;

        DeclaredBackward(Block pool) {
            dense =
                    addChildBlock(
                            "dense",
                            sequential(dense(120), sigmoid(), dense(84), sigmoid(), dense(10)));
            maps =
                    addChildBlock(
                            "maps",
                            sequential(
                                    conv(6, 5).pad(2),
                                    sigmoid(),
                                    pool,
                                    conv(16, 5),
                                    sigmoid(),
                                    pool,
                                    flatten()));
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            return dense.forward(store, maps.forward(store, inputs, training), training);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return dense.getOutputShapes(maps.getOutputShapes(inputs));
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            maps.initialize(manager, type, inputs);
            dense.initialize(manager, type, maps.getOutputShapes(inputs));
        }
    }

    @Test
    void layersThatAreDeclaredInAnotherOrder() {
        Block lenet = new DeclaredBackward(maxPool(2));
        right(LeNetTrainingChecks.tuning(trained(lenet, CLOTHES, .84)));
        right(LeNetChecks.maxPooling(new DeclaredBackward(maxPool(2))));
        wrong("still take the average", LeNetChecks.maxPooling(new DeclaredBackward(avgPool(2))));
        right(LeNetChecks.threeFaults(new DeclaredBackward(avgPool(2))));
    }

    @Test
    void aNetInOneClassThatHasWeights() {
        Block net =
                new Programmed(
                        "same3 conv8 dense60 dense10 relu",
                        "same3 relu MAX conv8 RELU MAX FLAT dense60 relu dense10");
        right(tuned(Nets.initialize(net, Init.he(), 0, new Shape(64, 1, 28, 28))));
    }

    /** Two convolutions side by side, in a class of its own. */
    private static final class Branches extends AbstractBlock {

        private final Block one = addChildBlock("one", Djl.conv(4, 1, 0));
        private final Block three = addChildBlock("three", Djl.conv(4, 3, 1));

        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                PairList<String, Object> more) {
            NDArray left = one.forward(store, inputs, training).singletonOrThrow();
            NDArray right = three.forward(store, inputs, training).singletonOrThrow();
            return new NDList(Activation.relu(left.concat(right, 1)));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            Shape in = inputs[0];
            return new Shape[] {new Shape(in.get(0), 8, in.get(2), in.get(3))};
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            one.initialize(manager, type, inputs);
            three.initialize(manager, type, inputs);
        }
    }

    @Test
    void branchesInAClassOfTheirOwn() {
        right(tuned(sequential(new Branches(), maxPool(2), flatten(), dense(10))));
        wrong("of this kind", tuned(sequential(flatten(), dense(99), relu(), dense(10))));
    }

    /** What stands before a dense layer gives it more or less to read. */
    @Test
    void weightsOfALayerThatReadsSomethingElse() {
        Supplier<Block> sigmoid = Layers::sigmoid;
        wrong(
                "what it reads",
                LeNetChecks.maxPooling(
                        LeNetVariants.lenet(sigmoid, maxPool(3).stride(2), maxPool(2))));
        Verdict narrow =
                LeNetChecks.threeFaults(
                        sequential(
                                conv(6, 5).pad(2),
                                sigmoid(),
                                avgPool(2),
                                conv(16, 5),
                                sigmoid(),
                                avgPool(2),
                                flatten(),
                                dense(84),
                                sigmoid(),
                                dense(10)));
        wrong("layer 3 with weights has too few of them. ", narrow);
    }

    private static final ImageData CLOTHES = FashionMnist.sample();

    private static Block hidden(Block... end) {
        return sequential(flatten(), dense(256), relu(), dense(10)).addAll(end);
    }

    /** What is wrong with the net is said where the training falls short, and not the hint. */
    @Test
    void logitsThatAreBentOfATrainingThatFallsShort() {
        for (Block end : List.of(relu(), LeNetVariants.softmax())) {
            Verdict low = LearningTrainingChecks.better(trained(hidden(end), CLOTHES, .8, .82));
            wrong("found 0.82. The logits go through", low);
            assertFalse(low.said().contains("What reaches it"), low.said());
        }
        wrong(
                "What reaches it",
                LearningTrainingChecks.better(trained(hidden(), CLOTHES, .8, .82)));
        double[][] accuracy = {{.8, .8, .8}, {.8, .85, .8}, {.8, .8, .8}};
        Block bent = LeNetVariants.lenet(Layers::relu, maxPool(2), maxPool(2), sigmoid());
        wrong(
                "The logits go through",
                InsideChecks.moved(
                        trained(bent, Mnist.sample(), .9), () -> new Shift(4, 4, 500, accuracy)));
    }

    @Test
    void dataAsTheyAreDoNotMove() {
        Training moved = Training.of(hidden(), CLOTHES).augment(Augmentation.shift(1));
        wrong("leave augment out", LearningTrainingChecks.better(trained(moved, .85)));
    }

    private static Verdict reluNet(Supplier<Block> activation, Block first, Block second) {
        return LeNetTrainingChecks.relu(
                trained(LeNetVariants.lenet(activation, first, second), CLOTHES, .8));
    }

    @Test
    void oneSigmoidAndOneMaximum() {
        for (int place = 0; place < 4; place++) {
            Supplier<Block> some = LeNetVariants.sigmoidsAt(1 << place).get();
            wrong("Not all four", reluNet(some, avgPool(2), avgPool(2)));
        }
        wrong("pooling was to stay", reluNet(Layers::relu, maxPool(2), avgPool(2)));
        wrong("pooling was to stay", reluNet(Layers::relu, avgPool(2), maxPool(2)));
    }

    @Test
    void theLastEpochCounts() {
        Block net = LeNetVariants.lenet(Layers::relu, maxPool(2), maxPool(2));
        wrong(
                "An earlier epoch reached it",
                LeNetTrainingChecks.digits(trained(net, Mnist.sample(), .96, .94)));
        wrong(
                "ReLUs in place of the sigmoids",
                LeNetTrainingChecks.digits(trained(net, Mnist.sample(), .93, .94)));
    }

    private static double[] softmax(double[] z) {
        double largest = DoubleStream.of(z).max().orElseThrow();
        double[] e = DoubleStream.of(z).map(v -> Math.exp(v - largest)).toArray();
        return divided(e, DoubleStream.of(e).sum());
    }

    private static double[] divided(double[] values, double by) {
        return DoubleStream.of(values).map(v -> v / by).toArray();
    }

    /** The largest logit of those below 0 is none of 0. */
    @Test
    void softmaxes() {
        for (double begin : new double[] {0, Double.MIN_VALUE}) {
            wrong(
                    "does not begin at 0",
                    LearningChecks.softmax(
                            z -> {
                                double largest = DoubleStream.of(z).reduce(begin, Math::max);
                                double[] e =
                                        DoubleStream.of(z)
                                                .map(v -> Math.exp(v - largest))
                                                .toArray();
                                return divided(e, DoubleStream.of(e).sum());
                            }));
        }
        wrong(
                "logits of 2, 1 and 0",
                LearningChecks.softmax(z -> divided(new double[z.length], 0))); // never summed
        wrong(
                "some thousand, above or below",
                LearningChecks.softmax(
                        z -> {
                            DoubleStream cut = DoubleStream.of(z).map(v -> Math.max(-700, v));
                            double[] e = cut.map(v -> Math.exp(Math.min(700, v))).toArray();
                            return divided(e, DoubleStream.of(e).sum());
                        }));
        wrong(
                "subtract the largest one",
                LearningChecks.softmax(
                        z -> {
                            double[] e = DoubleStream.of(z).map(v -> Math.exp(v - z[0])).toArray();
                            return divided(e, DoubleStream.of(e).sum());
                        }));
        wrong(
                "subtract the largest one",
                LearningChecks.softmax(
                        z -> {
                            double[] e = DoubleStream.of(z).map(Math::exp).toArray();
                            double[] p = divided(e, DoubleStream.of(e).sum());
                            return DoubleStream.of(p).map(v -> v >= 0 ? v : 0).toArray();
                        }));
        wrong(
                "how many there are",
                LearningChecks.softmax(
                        z -> {
                            double largest = DoubleStream.of(z).max().orElseThrow();
                            double[] e =
                                    DoubleStream.of(z).map(v -> Math.exp(v - largest)).toArray();
                            return divided(e, z.length);
                        }));
        wrong(
                "exponentials are missing",
                LearningChecks.softmax(z -> divided(z, DoubleStream.of(z).sum())));
        right(
                LearningChecks.softmax(
                        z ->
                                DoubleStream.of(z)
                                        .map(v -> 1 / sum(z, i -> Math.exp(z[(int) i] - v)))
                                        .toArray()));
    }

    @Test
    void slopesOfLogits() {
        wrong(
                "must be below 0",
                LearningChecks.logits(
                        (z, right) -> {
                            double[] p = softmax(z);
                            p[right] = 1 - p[right];
                            return p;
                        }));
        wrong(
                "right one alone",
                LearningChecks.logits(
                        (z, right) -> DoubleStream.of(softmax(z)).map(p -> p - 1).toArray()));
        wrong("no int be divided", LearningChecks.steps(n -> n[2] * (int) Math.ceil(n[0] / n[1])));
    }

    private static double[] back(double w2, double x, double y, double h, double ofFunction) {
        double error = 2 * (w2 * h - y);
        return new double[] {error * w2 * ofFunction * x, error * h};
    }

    private static double squeezed(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void backThroughWhatTheChapterHas() {
        wrong(
                "still a tanh",
                LearningChecks.backward(
                        (w1, w2, x, y) -> {
                            double h = Math.tanh(w1 * x);
                            return back(w2, x, y, h, 1 - h * h);
                        }));
        wrong(
                "still a tanh",
                LearningChecks.backward(
                        (w1, w2, x, y) -> {
                            double h = Math.tanh(w1 * x);
                            return back(w2, x, y, h, h * (1 - h));
                        }));
        wrong(
                "w₂ · h grow with h",
                LearningChecks.backward(
                        (w1, w2, x, y) -> {
                            double h = squeezed(w1 * x);
                            double[] slopes = back(w2, x, y, h, h * (1 - h));
                            return new double[] {slopes[0] / w2, slopes[1]};
                        }));
        right(
                LearningChecks.backward(
                        (w1, w2, x, y) -> {
                            double h = squeezed(w1 * x);
                            return back(w2, x, y, h, squeezed(w1 * x) * squeezed(-w1 * x));
                        }));
    }

    /** Adam's two means, with two other numbers, and steps by a rule. */
    private static double[] adam(
            double[] slopes, double rate, double one, double two, DrawnSlopes.Rule rule) {
        double m = 0;
        double s = 0;
        double[] steps = new double[slopes.length];
        for (int t = 1; t <= slopes.length; t++) {
            m = one * m + (1 - one) * slopes[t - 1];
            s = two * s + (1 - two) * slopes[t - 1] * slopes[t - 1];
            steps[t - 1] = rate * rule.step(m, s, t);
        }
        return steps;
    }

    private static Verdict adam(double one, double two, DrawnSlopes.Rule rule) {
        return LearningChecks.adam((slopes, rate) -> adam(slopes, rate, one, two, rule));
    }

    private static double corrected(double mean, double beta, int t) {
        return mean / (1 - Math.pow(beta, t));
    }

    private static double step(double mean, double squares) {
        return mean / (Math.sqrt(squares) + 1e-8);
    }

    @Test
    void adamsOfOneMean() {
        right(adam(.9, .999, (m, s, t) -> step(corrected(m, .9, t), corrected(s, .999, t))));
        wrong("Only one", adam(.9, .999, (m, s, t) -> step(corrected(m, .9, t), s)));
        wrong("Only one", adam(.9, .999, (m, s, t) -> step(m, corrected(s, .999, t))));
        wrong(
                "The two β",
                adam(.999, .9, (m, s, t) -> step(corrected(m, .999, t), corrected(s, .9, t))));
    }

    @Test
    void adamsThatCountOtherwise() {
        wrong("not counted", adam(.9, .999, (m, s, t) -> step(m / .1, s / .001)));
        wrong(
                "divide copies",
                LearningChecks.adam(
                        (g, rate) -> {
                            double m = 0;
                            double s = 0;
                            double[] steps = new double[g.length];
                            for (int t = 1; t <= g.length; t++) {
                                m = (.9 * m + .1 * g[t - 1]) / (1 - Math.pow(.9, t));
                                s = .999 * s + .001 * g[t - 1] * g[t - 1];
                                s /= 1 - Math.pow(.999, t);
                                steps[t - 1] = rate * m / (Math.sqrt(s) + 1e-8);
                            }
                            return steps;
                        }));
        wrong(
                "of that one alone",
                adam(
                        .9,
                        .999,
                        (m, s, t) -> Math.sqrt(corrected(m, .9, t) / corrected(s, .999, t))));
        wrong("the slopes alone", adam(.9, .999, (m, s, t) -> corrected(m, .9, t)));
    }

    /** One epoch, up to a place, with what becomes of the weights. */
    private static double epoch(
            Block net, Images images, int size, int end, BiConsumer<NDArray, NDArray> step) {
        double sum = 0;
        for (int from = 0; from < end; from += size) {
            int[] batch = images.indices(from, size);
            try (NDManager scope = HostArrays.newManager();
                    GradientCollector tape = scope.getEngine().newGradientCollector()) {
                NDList x = new NDList(images.pixels(scope, batch));
                NDList logits = net.forward(new ParameterStore(scope, false), x, true);
                NDList labels = new NDList(images.labels(scope, batch));
                NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(labels, logits);
                tape.backward(loss);
                sum += loss.getFloat() * batch.length;
            }
            for (Parameter parameter : LentWeights.parameters(net)) {
                NDArray slopes = parameter.getArray().getGradient();
                step.accept(parameter.getArray(), slopes);
                slopes.muli(0);
            }
        }
        return sum / images.size();
    }

    /** Where the batches fit exactly, a loop that goes on to the end itself has one of nothing. */
    @Test
    void aBatchOfNothing() {
        wrong(
                "at least one picture",
                LearningTrainingChecks.loop(
                        (net, images, size, rate) ->
                                epoch(
                                        net,
                                        images,
                                        size,
                                        images.size() + 1,
                                        (w, g) -> HostArrays.set(w, w.sub(g.mul(rate))))));
    }

    /** What JShell throws where a method calls one of a cell that was not run. */
    @Test
    void whatNoCellHasDeclared() {
        wrong(
                "no cell has declared",
                LearningChecks.logits(
                        (z, right) -> {
                            throw new SPIResolutionException(1);
                        }));
        Block net =
                Djl.lambda(
                        x -> {
                            throw new SPIResolutionException(1);
                        });
        wrong("no cell has declared", ConvolutionChecks.gray(net));
    }

    /** A loop that forgets to keep what it has worked out, and one that leaves a picture out. */
    @Test
    void loopsWithAThirdFault() {
        wrong(
                "stay as they were",
                LearningTrainingChecks.loop(
                        (net, images, size, rate) ->
                                epoch(
                                        net,
                                        images,
                                        size,
                                        images.size(),
                                        (w, g) -> w.sub(g.mul(rate)))));
        wrong(
                "teach nothing",
                LearningTrainingChecks.loop(
                        (net, images, size, rate) ->
                                epoch(
                                        net,
                                        images,
                                        size,
                                        images.size() - 1,
                                        (w, g) -> HostArrays.set(w, w.sub(g.mul(rate))))));
        right(
                LearningTrainingChecks.loop(
                        (net, images, size, rate) ->
                                epoch(
                                        net,
                                        images,
                                        size,
                                        images.size(),
                                        (w, g) -> HostArrays.set(w, w.add(g.mul(-rate))))));
    }

    private static final int[] SIDES = {20, 10, 10, 5};
    private static final long[] PARAMETERS = {224, 1_460, 25_050, 204};
    private static final long[] MACS = {86_400, 144_000, 25_000, 200};

    @Test
    void tablesByHand() {
        int[] areas = {400, 100, 100, 25};
        wrong("its side is asked for", LeNetChecksTest.byHand(areas, PARAMETERS, MACS));
        long[] twice = LongStream.of(MACS).map(macs -> 2 * macs).toArray();
        wrong("are one MAC", LeNetChecksTest.byHand(SIDES, PARAMETERS, twice));
        long[] rows = {8 * 3 * 3 + 8, 1_460, 25_050, 204}; // as many as of one color
        wrong("A factor of 3 is missing", LeNetChecksTest.byHand(SIDES, rows, MACS));
        long[] weights = {216, 1_440, 25_000, 200};
        wrong("These are the weights.", LeNetChecksTest.byHand(SIDES, PARAMETERS, weights));
        long[] biases = {432, 1_460, 25_050, 204};
        wrong("A bias for each weight", LeNetChecksTest.byHand(SIDES, biases, MACS));
    }

    @Test
    void lossesOfInts() {
        double half = Math.exp(-.5);
        wrong("1 / 1000 is 0", LeNetChecks.firstLoss(-Math.log(1 / 1000), half));
        wrong("1 / 1000 is 0", LeNetChecks.firstLoss(Math.log(1 / 1000), half));
        right(LeNetChecks.firstLoss(6.9, .61));
        wrong("1 / 2 is 0", LeNetChecks.firstLoss(6.9, Math.exp(-1 / 2)));
        wrong("A logarithm is asked for", LeNetChecks.firstLoss(Math.exp(1000), half));
        wrong("it is rounded", LeNetChecks.firstLoss(6.9, .6));
        wrong("in bits", LeNetChecks.firstLoss(6.9, Math.pow(2, -.5)));
    }

    @Test
    void classesAndBiases() {
        wrong("One bias", LeNetChecks.classes(c -> 60_856 + 84L * c + 1, 716));
        wrong("grows with the classes", LeNetChecks.classes(c -> 61_706L * c / 10, 716));
        right(LeNetChecks.classes(c -> 61_706 + 85 * (c - 10), 60_856 / 85 + 1));
    }

    @Test
    void aNetThatCostsAsMuch() {
        wrong(
                "costs what LeNet costs",
                LeNetChecks.halfThePrice(
                        LeNetVariants.lenet(Layers::relu, avgPool(2), avgPool(2))));
    }

    @Test
    void fieldsInBothDirections() {
        wrong("both directions together", InsideChecks.fields(36, 196, 256, 1024));
        wrong("field for C3: That is the number", InsideChecks.fields(6, 196, 16, 32));
    }

    /** A row need not be like the one above: it must add up to 0. */
    @Test
    void edgesBetweenAboveAndBelow() {
        float[] line = {1, 1, 1, -2, -2, -2, 1, 1, 1};
        wrong("and not to whether the left", InsideChecks.edges(line));
        float[] around = {0, 1, 0, 1, -4, 1, 0, 1, 0};
        wrong("and not to whether the left", InsideChecks.edges(around));
        float[] leaning = {-1, 0, 2, -2, 0, 2, -1, 0, 0};
        wrong("too: each row must add up to 0", InsideChecks.edges(leaning));
        right(InsideChecks.edges(new float[] {-1, 0, 1, -2, 0, 2, -3, 0, 3}));
    }

    /** A bitmap has 84 values, and the loop may know it. */
    @Test
    void distancesOfBitmaps() {
        right(PaperChecks.distance((x, w) -> distance(x, w, 84), 3));
        wrong("over all of them", PaperChecks.distance((x, w) -> distance(x, w, 83), 3));
    }

    private static double distance(float[] x, float[] w, int count) {
        return IntStream.range(0, count).mapToDouble(j -> Math.pow(x[j] - w[j], 2)).sum();
    }

    @Test
    void connectionsWithABiasForEachKernel() {
        wrong(
                "C3: A bias for each kernel",
                PaperChecks.connections(122_304, 5_880, 100 * 60 * 26, 2_000, 48_120, 10_164, 840));
    }

    @Test
    void tablesOfMarks() {
        int[][] marks = new int[16][6];
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 3; j++) {
                marks[i][(i + j) % 6] = 1;
            }
        }
        wrong("name the three", PaperChecks.table(marks));
        int[][] all = new int[16][];
        Arrays.fill(all, new int[] {5, 4, 3, 2, 1, 0});
        wrong("today's C3", PaperChecks.table(all));
    }

    /** Moves a picture, if each place takes its value from a row and a column. */
    private static float[] moved(float[] picture, IntUnaryOperator from) {
        float[] moved = new float[picture.length];
        for (int i = 0; i < moved.length; i++) {
            int place = from.applyAsInt(i);
            moved[i] = place < 0 ? 0 : picture[place];
        }
        return moved;
    }

    private static int place(int row, int column, int height, int width) {
        return row >= 0 && row < height && column >= 0 && column < width
                ? row * width + column
                : -1;
    }

    @Test
    void movesOneWay() {
        wrong(
                "comes back on the other: where",
                InsideChecks.mover(
                        (p, w, right, down) ->
                                moved(
                                        p,
                                        i ->
                                                Math.floorMod(i / w - down, p.length / w) * w
                                                        + Math.floorMod(i % w - right, w))));
        for (int side : new int[] {-1, 1}) {
            wrong(
                    "In one of the two directions",
                    InsideChecks.mover(
                            (p, w, right, down) ->
                                    moved(
                                            p,
                                            i ->
                                                    place(
                                                            i / w - side * down,
                                                            i % w + side * right,
                                                            p.length / w,
                                                            w))));
        }
    }
}
