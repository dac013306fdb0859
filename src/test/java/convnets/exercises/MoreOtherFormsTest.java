package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Djl.withRelu;
import static convnets.exercises.Histories.trained;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.look.Shift;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Right answers that are written otherwise than the solution, and wrong ones that look nearly like
 * it, for the exercises on which {@link OtherFormsTest} tries nothing.
 */
class MoreOtherFormsTest {

    private static final ImageData CLOTHES = FashionMnist.sample();
    private static final ImageData DIGITS = Mnist.sample();
    private static final ImageData FEW = CLOTHES.first(2000, 1000);
    private static final Shape GRAY = new Shape(1, 1, 224, 224);

    private static void notBegun(Verdict verdict) {
        Assertions.assertEquals(Outcome.NOT_BEGUN, verdict.outcome(), verdict.toString());
    }

    /** Learns from the pictures that it is tested on. */
    private static ImageData cheating(ImageData data) {
        return new ImageData(data.name(), data.origin(), data.full(), data.test(), data.test());
    }

    private static float[][] times(float factor, float[][] kernel) {
        float[][] all = new float[kernel.length][kernel[0].length];
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < all[0].length; j++) {
                all[i][j] = factor * kernel[i][j];
            }
        }
        return all;
    }

    @Test
    void kernelsOfMaps() {
        float[][] blur = times(1 / 9f, new float[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}});
        float[][] across = ConvolutionChecks.HORIZONTAL;
        float[][] up = ConvolutionChecks.VERTICAL;
        float[][] sharpen = ConvolutionChecks.SHARPEN;
        float[][] turned = times(-1, up); // zeros of it are below 0
        right(ConvolutionChecks.whichKernel(across, turned, blur, up, sharpen));
        float[][] row = {Grids.flat(across)};
        wrong("run across", ConvolutionChecks.whichKernel(row, turned, blur, up, sharpen));
        wrong("Nearly", ConvolutionChecks.whichKernel(across, up, blur, turned, sharpen));
        wrong("Nearly", ConvolutionChecks.whichKernel(across, up, blur, up, sharpen));
        wrong("run across", ConvolutionChecks.whichKernel(up, turned, blur, across, sharpen));
        wrong("below zero", ConvolutionChecks.whichKernel(across, turned, sharpen, up, blur));
        wrong("five maps", ConvolutionChecks.whichKernel(across, turned, blur, up));
        right(ConvolutionChecks.toTheRight(new float[][] {{0, -0f, 0}, {1, 0, 0}, {0, 0, 0}}));
        wrong(
                "downward",
                ConvolutionChecks.toTheRight(new float[][] {{0, 1, 0}, {0, 0, 0}, {0, 0, 0}}));
        wrong(
                "three rows of three",
                ConvolutionChecks.toTheRight(new float[][] {{0, 0, 0, 0, 0}, {1, 0, 0, 0}}));
        wrong(
                "too large",
                ConvolutionChecks.toTheRight(new float[][] {{0, 0, 0}, {9, 0, 0}, {0, 0, 0}}));
    }

    /** Descends in steps of each pixel, or of all together. */
    private static double[] fitted(double[] x, double[] y, int steps, double rate, boolean each) {
        double w = 0;
        double b = 0;
        for (int step = 0; step < steps; step++) {
            double slopeW = 0;
            double slopeB = 0;
            for (int i = 0; i < x.length; i++) {
                double error = w * x[i] + b - y[i];
                if (each) {
                    w -= rate * error * x[i];
                    b -= rate * error;
                }
                slopeW += each ? 0 : error * x[i];
                slopeB += each ? 0 : error;
            }
            w -= rate * slopeW / x.length;
            b -= rate * slopeB / x.length;
        }
        return new double[] {w, b};
    }

    private static double[] leastSquares(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double both = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            both += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        return new double[] {both / squares, meanY - both / squares * meanX};
    }

    @Test
    void brightnessAndContrast() {
        right(LearningChecks.fit((x, y) -> fitted(x, y, 5000, 1, false)));
        right(LearningChecks.fit((x, y) -> fitted(x, y, 500, .3, true)));
        right(LearningChecks.fit(MoreOtherFormsTest::leastSquares));
        wrong("Print the loss", LearningChecks.fit((x, y) -> fitted(x, y, 20, .3, false)));
        wrong("Print the loss", LearningChecks.fit((x, y) -> fitted(x, y, 5000, 30, false)));
        wrong("too few", LearningChecks.fit((x, y) -> Arrays.copyOf(leastSquares(x, y), 1)));
        wrong("no effect", LearningChecks.fit((x, y) -> new double[] {.8, .2}));
        Verdict uphill = LearningChecks.fit((x, y) -> fitted(x, y, 100, -.5, false));
        wrong("w and b for 40 pixels, value 1", uphill); // and not what w is
        wrong("go with the slopes", uphill);
        int[] calls = {0};
        wrong(
                "Print the loss",
                LearningChecks.fit(
                        (x, y) -> {
                            int call = calls[0]++ % 6;
                            return new double[] {.5 + .15 * call, .4 - .05 * call};
                        }));
        wrong(
                "other way around",
                LearningChecks.fit(
                        (x, y) -> {
                            double[] both = leastSquares(x, y);
                            return new double[] {both[1], both[0]};
                        }));
    }

    @Test
    void netsOfDenseLayers() {
        right(better(dense(64), Djl.lambda(NDArray::tanh), .85));
        right(better(withRelu(Djl.dense(300)), BatchNorm.builder().build(), .84));
        wrong("a convolution", better(conv(64, 28), sequential(relu(), flatten()), .9));
        wrong("hidden layer with a ReLU", better(dense(10), dropout(.1), .81));
        wrong(
                "other pictures",
                LearningTrainingChecks.better(
                        trained(sequential(flatten(), dense(10)), cheating(CLOTHES), .9)));
        wrong(
                "epochs: expected 10",
                LearningTrainingChecks.better(
                        trained(
                                sequential(flatten(), dense(10)),
                                CLOTHES,
                                IntStream.range(0, 11).mapToDouble(i -> .84).toArray())));
    }

    private static Verdict better(Block layer, Block function, double accuracy) {
        Block hidden = layer instanceof convnets.nn.Conv ? layer : sequential(flatten(), layer);
        Block net = sequential(hidden, function, dense(10));
        return LearningTrainingChecks.better(trained(net, CLOTHES, accuracy));
    }

    /** Max-pooling as somebody writes it who knows arrays. */
    private static Block maxByArrays() {
        return Djl.lambda(
                x -> {
                    Shape s = x.getShape();
                    return x.reshape(s.get(0), s.get(1), s.get(2) / 2, 2, s.get(3) / 2, 2)
                            .max(new int[] {5})
                            .max(new int[] {3});
                });
    }

    private static SequentialBlock lenet(Function<Block, Block> layer, Block one, Block two) {
        return sequential(
                sequential(layer.apply(Djl.conv(6, 5, 2)), one),
                sequential(layer.apply(Djl.conv(16, 5, 0)), two),
                sequential(Djl.flatten(), layer.apply(Djl.dense(120))),
                layer.apply(Djl.dense(84)),
                Djl.dense(10));
    }

    private static Function<Block, Block> own(java.util.function.UnaryOperator<NDArray> function) {
        return layer -> new Djl.Own(layer, function);
    }

    @Test
    void lenets() {
        right(LeNetChecks.maxPooling(lenet(own(Activation::sigmoid), maxPool(2), maxByArrays())));
        right(
                LeNetChecks.maxPooling(
                        sequential(
                                conv(6, 5).pad(2),
                                maxPool(2),
                                sigmoid(),
                                conv(16, 5),
                                maxPool(2),
                                sigmoid(),
                                flatten(),
                                dense(120),
                                sigmoid(),
                                dense(84),
                                sigmoid(),
                                dense(10))));
        wrong(
                "still takes the average",
                LeNetChecks.maxPooling(
                        lenet(own(Activation::sigmoid), Djl.avgPool(), maxByArrays())));
        wrong(
                "these are ReLUs",
                LeNetChecks.maxPooling(lenet(own(Activation::relu), maxPool(2), maxPool(2))));
        right(LeNetChecks.threeFaults(lenet(own(Activation::sigmoid), avgPool(2), Djl.avgPool())));
        wrong(
                "computes something else",
                LeNetChecks.threeFaults(lenet(own(Activation::relu), avgPool(2), avgPool(2))));
        wrong(
                "Compare its table",
                LeNetChecks.threeFaults(lenet(own(Activation::sigmoid), avgPool(2), flatten())));
        Block relus = lenet(Djl::withRelu, avgPool(2), Djl.avgPool());
        right(LeNetTrainingChecks.relu(trained(relus, CLOTHES, .8)));
        Block leaky = lenet(own(x -> Activation.leakyRelu(x, .1f)), avgPool(2), avgPool(2));
        wrong("something else", LeNetTrainingChecks.relu(trained(leaky, CLOTHES, .8)));
        Block capped = lenet(own(x -> x.clip(0, 6)), avgPool(2), avgPool(2));
        wrong("something else", LeNetTrainingChecks.relu(trained(capped, CLOTHES, .8)));
        wrong("other pictures", LeNetTrainingChecks.relu(trained(relus, cheating(CLOTHES), .8)));
    }

    @Test
    void tablesByHand() {
        int[] sides = {20, 10, 10, 5};
        long[] parameters = {224, 1_460, 25_050, 204};
        long[] macs = {86_400, 144_000, 25_000, 200};
        right(LeNetChecksTest.byHand(sides, parameters, macs));
        wrong("parameters", LeNetChecksTest.byHand(sides, macs, parameters));
        wrong("side", LeNetChecksTest.byHand(new int[] {20, 10, 5}, parameters, macs));
        wrong("side", LeNetChecksTest.byHand(new int[] {20, 10, 8, 4}, parameters, macs));
        long[] unflattened = {224, 1_460, 20 * 50 + 50, 204};
        wrong("channels · side · side", LeNetChecksTest.byHand(sides, unflattened, macs));
    }

    private static Verdict clothes(Block net) {
        return LeNetTrainingChecks.tuning(trained(net, CLOTHES, .84));
    }

    /** Two branches whose maps are put side by side, as Inception has them. */
    private static Block branches() {
        return new ParallelBlock(
                lists ->
                        new NDList(
                                NDArrays.concat(
                                        new NDList(
                                                lists.get(0).singletonOrThrow(),
                                                lists.get(1).singletonOrThrow()),
                                        1)),
                List.of(sequential(conv(6, 1), relu()), sequential(conv(8, 5).pad(2), relu())));
    }

    /** What the branch gives, added to what it got. */
    private static Block residual(int channels) {
        return new ParallelBlock(
                lists ->
                        new NDList(
                                lists.get(0)
                                        .singletonOrThrow()
                                        .add(lists.get(1).singletonOrThrow())),
                List.of(
                        sequential(conv(channels, 3).pad(1), relu(), conv(channels, 3).pad(1)),
                        Blocks.identityBlock()));
    }

    @Test
    void convolutionalNets() {
        right(clothes(sequential(branches(), maxPool(2), flatten(), dense(10))));
        right(clothes(sequential(conv(8, 1), residual(8), relu(), globalAvgPool(), dense(10))));
        right(
                clothes(
                        sequential(
                                conv(8, 3).stride(2),
                                BatchNorm.builder().build(),
                                new Djl.Swish(),
                                flatten(),
                                dense(10))));
        right(
                clothes(
                        sequential(
                                conv(16, 5),
                                Djl.lambda(x -> x.reshape(-1, 8, 2, 24, 24).max(new int[] {2})),
                                flatten(),
                                dense(10))));
        // A window as large as the picture is a dense layer.
        wrong("too few", clothes(sequential(conv(256, 28), relu(), flatten(), dense(10))));
        wrong(
                "too few",
                clothes(
                        sequential(
                                flatten(),
                                Djl.lambda(x -> x.reshape(-1, 1, 1, 784)),
                                conv(64, 1),
                                relu(),
                                flatten(),
                                dense(10))));
        wrong(
                "too few",
                LeNetTrainingChecks.digits(
                        trained(
                                sequential(Djl.conv(99, 28, 0), relu(), flatten(), dense(10)),
                                DIGITS,
                                .97)));
        wrong(
                "other pictures",
                LeNetTrainingChecks.digits(trained(LeNet.modern(), cheating(DIGITS), .99)));
        wrong(
                "expected 0.95",
                LeNetTrainingChecks.digits(trained(LeNet.modern(), DIGITS, .96, .94)));
    }

    @Test
    void mapsOfANet() {
        try (NDManager manager = HostArrays.newManager()) {
            Picture coat = CLOTHES.test().get(3);
            NDArray x = coat.toArray(manager);
            Block net = Nets.initialize(LeNet.modern(), Init.he(), 1, x.getShape());
            NDList out = Nets.outputs(net, x);
            NDArray one = out.get(0).maximum(0);
            NDArray three = Activation.relu(out.get(3)).toType(DataType.FLOAT64, true);
            right(InsideChecks.maps(net, coat, one, three));
            wrong("swapped", InsideChecks.maps(net, coat, three, one));
            wrong("the layer behind it is the ReLU", maps(net, coat, out.get(0), out.get(3)));
            wrong("pooled already", maps(net, coat, out.get(1), out.get(5)));
            NDList other = Nets.outputs(net, CLOTHES.test().get(4).toArray(manager));
            wrong("this net and this picture", maps(net, coat, other.get(1), other.get(4)));
            notBegun(maps(net, coat, x, x));
        }
    }

    private static Verdict maps(Block net, Picture picture, NDArray c1, NDArray c3) {
        return InsideChecks.maps(net, picture, c1, c3);
    }

    @Test
    void numbersOfChapterFour() {
        right(InsideChecks.fields(1 + 4 + 1, 6 + 4 * 2, 14 + 2, 16 + 4 * 4));
        right(InsideChecks.fields(6L, 14.0, 16, 32f));
        wrong("padding", InsideChecks.fields(6, 14, 16, 28));
        wrong("two pixels apart", InsideChecks.fields(6, 10, 11, 15));
        wrong("one too few", InsideChecks.fields(5, 13, 15, 31));
        wrong("S4", InsideChecks.fields(6, 14, 28, 32));
        notBegun(InsideChecks.fields(0, 0, 0, 0));
        long lenet = LeNetChecks.IMAGE.size() * 0 + 416_520;
        wrong("first place", InsideChecks.line(95, 95 * lenet, 1));
        wrong("one window", InsideChecks.line(96, lenet, 1));
        wrong("picture of 28×28", InsideChecks.line(96, 96 * lenet, lenet));
        long[] right = {122_304, 5_880, 151_600, 2_000, 48_120, 10_164, 840};
        right(PaperChecks.connections(right));
        long[] few = Arrays.copyOf(right, 6);
        wrong("7 to be given", PaperChecks.connections(few));
        long[] biased = right.clone();
        biased[6] = 850;
        wrong("no bias", PaperChecks.connections(biased));
        long[] exchanged = right.clone();
        exchanged[1] = right[2];
        exchanged[2] = right[1];
        wrong("S2", PaperChecks.connections(exchanged));
    }

    @Test
    void sparseTables() {
        List<int[]> rows = new ArrayList<>();
        for (int i = 1; i < 6; i++) {
            for (int j = i + 1; j < 6 && rows.size() < 16; j++) {
                int[] others = {i, j};
                int[] rest =
                        IntStream.range(1, 6)
                                .filter(k -> k != others[0] && k != others[1])
                                .toArray();
                rows.add(new int[] {j, i, 0});
                rows.add(rest);
            }
        }
        right(PaperChecks.table(rows.subList(0, 16).toArray(int[][]::new)));
        int[][] rings =
                IntStream.range(0, 16)
                        .mapToObj(i -> new int[] {i % 6, (i + 1) % 6, (i + 2) % 6})
                        .toArray(int[][]::new);
        wrong("same three maps", PaperChecks.table(rings));
        int[][] ones = rows.stream().limit(16).map(int[]::clone).toArray(int[][]::new);
        Arrays.stream(ones).forEach(row -> Arrays.setAll(row, i -> row[i] + 1));
        wrong("counted from 0", PaperChecks.table(ones));
        int[][] twice = rows.stream().limit(16).map(int[]::clone).toArray(int[][]::new);
        twice[0][0] = twice[0][1];
        wrong("three different maps", PaperChecks.table(twice));
        wrong("three different maps", PaperChecks.table(new int[16][0]));
    }

    @Test
    void movedDigits() {
        Shift good = evenly(.9);
        ImageData moved = Shift.scatter(DIGITS, 4, 3);
        right(InsideChecks.moved(trained(LeNet.modern(), moved, .9), () -> good));
        ImageData test =
                new ImageData(
                        "own",
                        "",
                        false,
                        moved.test().augmented(Augmentation.shift(4), 0),
                        DIGITS.test());
        wrong("test pictures", InsideChecks.moved(trained(LeNet.modern(), test, .9), () -> good));
        wrong(
                "test pictures",
                InsideChecks.moved(trained(LeNet.modern(), cheating(DIGITS), .9), () -> good));
        for (Images pictures : List.of(test.train(), DIGITS.test())) {
            wrong("test pictures", learned(reversed(pictures)));
            wrong("test pictures", learned(joined(DIGITS.train(), pictures)));
        }
        right(learned(joined(DIGITS.train(), DIGITS.train())));
        int label = DIGITS.test().get(0).label();
        right(learned(pictures(DIGITS.train().stream().filter(p -> p.label() == label).limit(1))));
        wrong(
                "too few",
                InsideChecks.moved(
                        trained(sequential(conv(99, 28), relu(), flatten(), dense(10)), moved, .9),
                        () -> good));
        wrong(
                "steps are too large",
                InsideChecks.moved(
                        Histories.ended(
                                trained(LeNet.modern(), moved, .1),
                                convnets.train.History.Ending.DIVERGED),
                        () -> evenly(.1)));
    }

    private static Verdict learned(Images pictures) {
        ImageData data = new ImageData("own", "", false, pictures, DIGITS.test());
        return InsideChecks.moved(trained(LeNet.modern(), data, .9), () -> evenly(.9));
    }

    private static Images reversed(Images some) {
        int last = some.size() - 1;
        return pictures(IntStream.rangeClosed(0, last).mapToObj(i -> some.get(last - i)));
    }

    private static Images joined(Images some, Images others) {
        return pictures(Stream.concat(some.stream(), others.stream()));
    }

    private static Images pictures(Stream<Picture> some) {
        List<Picture> all = some.toList();
        byte[] pixels = new byte[784 * all.size()];
        byte[] labels = new byte[all.size()];
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(all.get(i).pixels(), 0, pixels, 784 * i, 784);
            labels[i] = (byte) all.get(i).label();
        }
        return new Images(pixels, labels, 28, 28, DIGITS.train().names());
    }

    private static Shift evenly(double accuracy) {
        double[][] all = new double[3][3];
        Arrays.stream(all).forEach(row -> Arrays.fill(row, accuracy));
        return new Shift(4, 4, 500, all);
    }

    @Test
    void costsOfAlexNet() {
        long conv = 3_745_824;
        long dense = 4096L * 6401 + 4096L * 4097 + 10 * 4097;
        LayerTable table = LayerTable.of(AlexNet.block(), GRAY);
        long convs = table.only(LayerKind.CONVOLUTION).parameters();
        right(AlexNetCostChecks.memory(convs << 2, table.only(LayerKind.DENSE).parameters() * 4));
        wrong("a thousand", AlexNetCostChecks.memory(4 * convs / 1024, dense));
        wrong("too large", AlexNetCostChecks.memory(32 * convs, dense));
        wrong("how many bytes", AlexNetCostChecks.memory(convs, dense));
        wrong("MACs of the dense", AlexNetCostChecks.work(convMacs(table), conv));
        wrong("is too", AlexNetCostChecks.work(54L * 54 * convs, dense));
        double parameters = 1008.6;
        wrong("times the parameters", AlexNetCostChecks.slide(2_732, parameters));
        wrong("upside down", slide(true));
        right(slide(false));
        right(AlexNetCostChecks.groups(307_456, 663_936, 442_624));
        wrong("conv 4", AlexNetCostChecks.groups(307_456, 442_624, 663_936));
        wrong("not cut yet", AlexNetCostChecks.groups(307_456, 663_936, 884_992));
    }

    private static long convMacs(LayerTable table) {
        return table.only(LayerKind.CONVOLUTION).macs();
    }

    private static Verdict slide(boolean upsideDown) {
        LayerTable small = LayerTable.of(LeNet.block(), LeNetChecks.IMAGE);
        LayerTable large =
                LayerTable.of(AlexNet.settings().classes(1000).block(), new Shape(1, 3, 224, 224));
        double parameters = 1.0 * large.parameters() / small.parameters();
        double macs = Math.round(1.0 * large.macs() / small.macs());
        return upsideDown
                ? AlexNetCostChecks.slide(1 / parameters, 1 / macs)
                : AlexNetCostChecks.slide(parameters, macs);
    }

    private static Training few(Block net, double accuracy) {
        return trained(net, FEW, accuracy);
    }

    private static Block twoConvolutions(Function<Block, Block> layer, Block... end) {
        return sequential(
                layer.apply(Djl.conv(8, 3, 1)),
                Djl.maxPool(2, 2),
                layer.apply(Djl.conv(16, 3, 1)),
                Djl.maxPool(4, 4),
                flatten(),
                sequential(end));
    }

    @Test
    void netsOfChapterFive() {
        Block good = twoConvolutions(Djl::withRelu, dense(10));
        right(AlexNetChecks.simpler(few(good, .83)));
        right(
                AlexNetChecks.smallImages(
                        few(twoConvolutions(own(Activation::gelu), dense(10)), .83)));
        wrong("one behind it", AlexNetChecks.simpler(few(twoConvolutions(l -> l, dense(10)), .83)));
        wrong(
                "softmax at the end",
                AlexNetChecks.simpler(
                        few(twoConvolutions(Djl::withRelu, dense(10), sigmoid()), .83)));
        wrong(
                "too few",
                AlexNetChecks.smallImages(
                        few(
                                sequential(
                                        conv(64, 28),
                                        relu(),
                                        conv(64, 1),
                                        relu(),
                                        flatten(),
                                        dense(10)),
                                .9)));
        wrong("other pictures", AlexNetChecks.simpler(trained(good, cheating(FEW), .9)));
        wrong("other pictures", AlexNetChecks.smallImages(trained(good, CLOTHES, .9)));
        wrong("expected 0.82", AlexNetChecks.simpler(few(good, .8)));
        wrong(
                "too few",
                ComparisonChecks.budget(
                        trained(
                                sequential(conv(99, 28), relu(), flatten(), dense(10)),
                                CLOTHES.first(4000, 1000),
                                .9)));
        right(ComparisonChecks.budget(trained(good, CLOTHES.first(4000, 1000), .84)));
        wrong("other pictures", ComparisonChecks.budget(trained(good, FEW, .84)));
        wrong(
                "other kinds",
                AlexNetChecks.overfit(
                        trained(AlexNet.settings().widthDivisor(32).block(), mixed(), .5)));
    }

    @Test
    void weightsOfTheReadersOwn() {
        for (int stride : new int[] {1, 2}) {
            right(AlexNetChecks.smallImages(few(ownWeights(3, stride, NDArray::tanh), .83)));
        }
        right(AlexNetChecks.simpler(few(ownWeights(3, 1, x -> x.maximum(0)), .83)));
        Block other = new Djl.OwnConv(Parameter.Type.OTHER, 8, 1, 3, 1, Activation::relu);
        Block net = sequential(other, maxPool(2), flatten(), dense(10));
        right(LeNetTrainingChecks.tuning(trained(net, CLOTHES, .84)));
        right(NinChecks.tuned(few(ownNin(1), .8)));
        wrong("no 1×1 convolution", NinChecks.tuned(few(ownNin(3), .8)));
        wrong("one behind it", AlexNetChecks.simpler(few(ownWeights(3, 1, x -> x), .83)));
        wrong("too few", AlexNetChecks.simpler(few(ownWeights(1, 1, x -> x.maximum(0)), .83)));
        Block wide =
                sequential(
                        new Djl.OwnConv(64, 1, 3, 1, Activation::relu),
                        new Djl.OwnConv(64, 64, 3, 1, Activation::relu),
                        maxPool(4),
                        new Djl.OwnDense(10, 64 * 49));
        wrong("found 29,384,320", AlexNetChecks.smallImages(few(wide, .83)));
    }

    private static Block ownWeights(int kernel, int stride, UnaryOperator<NDArray> function) {
        int side = stride == 1 ? 7 : 4;
        return sequential(
                new Djl.OwnConv(8, 1, kernel, stride, function),
                maxPool(2),
                new Djl.OwnConv(16, 8, kernel, stride, function),
                stride == 1 ? maxPool(2) : flatten(),
                new Djl.OwnDense(10, 16 * side * side));
    }

    private static Block ownNin(int kernel) {
        return sequential(
                new Djl.OwnConv(24, 1, 5, 2, Activation::relu),
                new Djl.OwnConv(10, 24, kernel, 1, Activation::relu),
                globalAvgPool());
    }

    @Test
    void picturesThatAreEnlargedInside() {
        Block larger = Djl.lambda(x -> x.repeat(2, 2).repeat(3, 2));
        Block end = sequential(maxPool(4), flatten(), dense(10));
        Block convolutions = sequential(conv(8, 3), relu(), conv(8, 3), relu());
        Block higher = Djl.lambda(x -> x.repeat(2, 2));
        for (Block first : List.of(larger, higher)) {
            Block net = sequential(first, convolutions, end);
            wrong("enlarges the picture inside", AlexNetChecks.smallImages(few(net, .83)));
        }
        right(
                AlexNetChecks.smallImages(
                        few(sequential(convolutions, maxPool(2), larger, end), .83)));
    }

    @Test
    void layersThatStandTwiceCountOnce() {
        Block shared = conv(96, 3).pad(1);
        Block net = sequential(conv(96, 3).pad(1), relu(), maxPool(4));
        Block twice = sequential(shared, relu(), shared, relu(), maxPool(7), flatten(), dense(10));
        right(AlexNetChecks.simpler(few(sequential(net, twice), .83)));
    }

    /** Learns from clothes, and is tested on digits. */
    private static ImageData mixed() {
        ImageData clothes = FEW.resized(67);
        ImageData digits = DIGITS.first(100, 100).resized(67);
        return new ImageData("", "", false, clothes.train(), digits.test());
    }

    private static Training timed(int batch, double... rates) {
        Training prepared = Training.of(LeNet.block(), FEW).batchSize(batch);
        return Histories.with(
                prepared,
                IntStream.range(0, rates.length)
                        .mapToObj(i -> new Epoch(i + 1, 1, .5, .5, 1, rates[i]))
                        .toList());
    }

    @Test
    void batchSizes() {
        Training small = timed(4, 90, 100);
        Training large = timed(128, 480, 500);
        right(AlexNetChecks.batch(small, large, 5));
        right(AlexNetChecks.batch(small, large, (480 + 500) / (90.0 + 100)));
        wrong("upside down", AlexNetChecks.batch(small, large, .2));
        wrong("ratio of the batch sizes", AlexNetChecks.batch(small, large, 32));
        wrong("No two epochs", AlexNetChecks.batch(small, large, 400));
        wrong("small batches", AlexNetChecks.batch(large, small, 5));
    }

    @Test
    void layersOfVgg() {
        LayerTable table = LayerTable.of(Vgg.block(11), GRAY);
        List<Row> dense = new ArrayList<>(table.only(LayerKind.DENSE).rows());
        Collections.reverse(dense);
        right(VggCostChecks.others(dense));
        right(
                VggCostChecks.others(
                        table.rows().stream()
                                .filter(r -> r.parameters() > 0)
                                .skip(8)
                                .collect(Collectors.toList())));
        wrong("is among them", VggCostChecks.others(table.rows().subList(15, 22)));
        wrong("missing", VggCostChecks.others(List.of(dense.get(0), dense.get(0), dense.get(1))));
        wrong("Three are asked", VggCostChecks.others(dense.subList(0, 2)));
        wrong("fraction is lost", VggCostChecks.ratios(2, 16));
        wrong("upside down", VggCostChecks.ratios(1 / 2.8718, 1 / 16.42));
        wrong("mixed up", VggCostChecks.ratios(16.42, 2.87));
        right(VggCostChecks.work(49 / 9.0));
        right(VggCostChecks.work(Math.pow(7 / 3.0, 2)));
        wrong("upside down", VggCostChecks.work(9 / 49.0));
        wrong("sides", VggCostChecks.work(2.333333));
        right(VggCostChecks.profile(9, 6));
        wrong("counted from 1", VggCostChecks.profile(9, 0));
        wrong("heaviest layer", VggCostChecks.profile(8, 3));
        wrong("counted from 1", VggCostChecks.profile(12, 4));
    }

    private static SequentialBlock vgg(Function<Block, Block> layer, int... counts) {
        SequentialBlock net = vggMaps(layer, counts);
        return net.add(flatten())
                .add(layer.apply(Djl.dense(4096)))
                .add(layer.apply(Djl.dense(4096)))
                .add(Djl.dense(10));
    }

    private static SequentialBlock vggMaps(Function<Block, Block> layer, int... counts) {
        int[] channels = {64, 128, 256, 512, 512};
        SequentialBlock net = new SequentialBlock();
        for (int i = 0; i < counts.length; i++) {
            SequentialBlock block = new SequentialBlock();
            for (int j = 0; j < counts[i]; j++) {
                block.add(layer.apply(Djl.conv(channels[i], 3, 1)));
            }
            net.add(block.add(Djl.maxPool(2, 2)));
        }
        return net;
    }

    @Test
    void familyOfTheReadersOwnClasses() {
        right(
                VggChecks.family(
                        vgg(Djl::withRelu, 2, 2, 3, 3, 3), vgg(Djl::withRelu, 2, 2, 4, 4, 4)));
        wrong(
                "later blocks get",
                VggChecks.family(
                        vgg(Djl::withRelu, 3, 3, 3, 2, 2), vgg(Djl::withRelu, 2, 2, 4, 4, 4)));
    }

    @Test
    void endingsOfTheReadersOwnClasses() {
        right(
                VggChecks.cheaper(
                        vggMaps(Djl::withRelu, 1, 1, 2, 2, 2)
                                .add(Djl.globalAvgPool())
                                .add(withRelu(Djl.dense(99)))
                                .add(Djl.dense(10))));
        wrong(
                "were to stay",
                VggChecks.cheaper(
                        vggMaps(own(NDArray::tanh), 1, 1, 2, 2, 2)
                                .add(Djl.globalAvgPool())
                                .add(Djl.dense(10))));
        wrong(
                "were to stay",
                VggChecks.cheaper(
                        vggMaps(own(x -> x.clip(0, 20)), 1, 1, 2, 2, 2)
                                .add(Djl.globalAvgPool())
                                .add(Djl.dense(10))));
    }

    @Test
    void repeatedLayers() {
        Block shared = relu();
        right(
                VggChecks.repeated(
                        (n, c) ->
                                IntStream.range(0, n)
                                        .mapToObj(i -> List.of(Djl.conv(c, 3, 1), shared))
                                        .flatMap(List::stream)
                                        .reduce(
                                                new SequentialBlock(),
                                                SequentialBlock::add,
                                                (a, b) -> a)
                                        .add(maxPool(2))));
        wrong("too many", VggChecks.repeated((n, c) -> Vgg.vggBlock(n + 1, c)));
        notBegun(
                VggChecks.repeated(
                        (n, c) -> {
                            Block one = withRelu(Djl.conv(c, 3, 1));
                            return sequential(one, one, maxPool(2));
                        }));
    }

    /** A NiN block of the reader's own classes. */
    private static SequentialBlock nin(int channels, int kernel, int stride, int pad, int... more) {
        SequentialBlock block = sequential(withRelu(Djl.conv(channels, kernel, pad, stride)));
        for (int window : more) {
            block.add(withRelu(Djl.conv(channels, window, window / 2)));
        }
        return block;
    }

    private static SequentialBlock ninOf(int second, int... more) {
        return sequential(
                nin(96, 11, 4, 0, more),
                Djl.maxPool(3, 2),
                nin(256, second, 1, second / 2, more),
                Djl.maxPool(3, 2),
                nin(384, 3, 1, 1, more),
                Djl.maxPool(3, 2),
                dropout(.5),
                nin(10, 3, 1, 1, more));
    }

    @Test
    void ninsOfTheReadersOwnClasses() {
        right(
                NinChecks.ones(
                        List.of(
                                nin(96, 11, 4, 0, 1),
                                nin(96, 11, 4, 0, 1, 1),
                                nin(96, 11, 4, 0, 1, 1, 1))));
        wrong(
                "too few",
                NinChecks.ones(
                        List.of(nin(96, 11, 4, 0), nin(96, 11, 4, 0, 1), nin(96, 11, 4, 0, 1, 1))));
        right(NinChecks.threes(ninOf(5, 3, 3).add(globalAvgPool())));
        wrong("5×5", NinChecks.threes(ninOf(5, 5, 5).add(globalAvgPool())));
        wrong("all else stays", NinChecks.threes(ninOf(3, 3, 3).add(globalAvgPool())));
        right(NinChecks.denseEnding(ninOf(5, 1, 1).add(conv(10, 5)).add(flatten())));
        wrong(
                "not their ten means",
                NinChecks.denseEnding(
                        ninOf(5, 1, 1).add(Djl.globalAvgPool()).add(flatten()).add(dense(10))));
        wrong(
                "too many",
                NinChecks.denseEnding(
                        ninOf(5, 1, 1).add(flatten()).add(withRelu(dense(99))).add(dense(10))));
    }

    private static SequentialBlock deep(int repeats, int stride) {
        SequentialBlock net = sequential(nin(96, 11, 4, 0, 1, 1), Djl.maxPool(3, 2));
        for (int i = 0; i < repeats; i++) {
            net.add(nin(64, 3, i == 0 ? 1 : stride, 1, 1, 1));
        }
        net.add(Djl.maxPool(3, 2)).add(nin(32, 3, 1, 1, 1, 1)).add(Djl.maxPool(3, 2));
        return net.add(nin(10, 3, 1, 1, 1, 1)).add(Djl.globalAvgPool());
    }

    @Test
    void families() {
        right(NinChecks.family(List.of(deep(1, 1), deep(2, 1), deep(4, 1))));
        wrong("no deeper", NinChecks.family(List.of(deep(1, 1), deep(3, 1), deep(2, 1))));
        wrong("as many", NinChecks.family(List.of(deep(2, 1), deep(2, 1), deep(2, 1))));
        wrong("sides of the maps", NinChecks.family(List.of(deep(1, 2), deep(2, 2), deep(3, 2))));
        wrong("dense layer", NinChecks.family(ending(withRelu(dense(99)), dense(10))));
        wrong("three members", NinChecks.family(List.of(deep(1, 1), deep(2, 1))));
    }

    private static List<Block> ending(Block... more) {
        return Stream.of(1, 2, 3).map(n -> (Block) deep(n, 1).addAll(more)).toList();
    }

    @Test
    void denseByHand() {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = HostArrays.array(manager, Draw.floats(2 * 64 * 9), new Shape(2, 64, 3, 3));
            Block one = Nets.initialize(conv(10, 1), Init.glorot(), 3, x.getShape());
            NDArray bias = one.getParameters().get("bias").getArray();
            HostArrays.set(bias, Draw.floats(10));
            NDArray weight = one.getParameters().get("weight").getArray().reshape(10, 64);
            NDArray maps = weight.matMul(x.reshape(2, 64, 9)).reshape(2, 10, 3, 3);
            NDArray all = maps.add(bias.reshape(1, 10, 1, 1));
            right(NinMapChecks.pointwise(all, one, x));
            right(NinMapChecks.pointwise(all.toType(DataType.FLOAT64, true), one, x));
            wrong("biases are missing", NinMapChecks.pointwise(maps, one, x));
            wrong("values", NinMapChecks.pointwise(all.transpose(0, 1, 3, 2), one, x));
            wrong("values", NinMapChecks.pointwise(maps.add(1), one, x));
        }
    }

    @Test
    void costsOfNin() {
        right(NinCostChecks.parameters((in, c, k) -> c * (k * k * in + 1) + 2 * c * (c + 1)));
        wrong("is too", NinCostChecks.parameters((in, c, k) -> k * k * c * c + 2 * in * c + 3 * c));
        right(NinCostChecks.work((in, c, k, n) -> n * n * c * (in * k * k + c + c)));
        wrong(
                "overflows",
                NinCostChecks.work((in, c, k, n) -> (int) (n * n * c * (in * k * k + c + c))));
        right(NinCostChecks.memory(t -> use(t, 0, 0), (t, n) -> training(t, n)));
        wrong("bytes in use", NinCostChecks.memory(t -> use(t, 1, 0), (t, n) -> training(t, n)));
        wrong("bytes in use", NinCostChecks.memory(t -> use(t, 0, 1), (t, n) -> training(t, n)));
        wrong(
                "bytes in use",
                NinCostChecks.memory(
                        t -> use(t, 0, 0) + 4 * t.input().size(), (t, n) -> training(t, n)));
        right(ComparisonChecks.memory((t, n) -> 2 * training(t, n) + 4 * n * t.input().size()));
        wrong("pictures are missing", ComparisonChecks.memory((t, n) -> 2 * training(t, n)));
    }

    /** With some neighbors left out at the beginning or at the end. */
    private static long use(LayerTable table, int first, int last) {
        List<Row> maps = table.maps();
        long most = 0;
        for (int i = first; i + 1 < maps.size() - last; i++) {
            most = Math.max(most, maps.get(i).activations() + maps.get(i + 1).activations());
        }
        return Float.BYTES * (table.parameters() + most);
    }

    private static long training(LayerTable table, int pictures) {
        return 8 * table.parameters() + 4L * pictures * table.activations();
    }

    @Test
    void endingsAndEvidence() {
        right(
                NinMapChecks.shuffled(
                        (ending, maps, shuffled) -> {
                            float[] a = Nets.forward(ending, maps).toFloatArray();
                            float[] b = Nets.forward(ending, shuffled).toFloatArray();
                            float largest = 0;
                            for (int i = 0; i < a.length; i++) {
                                largest = Math.max(largest, Math.abs(a[i] - b[i]));
                            }
                            return largest;
                        }));
        wrong(
                "largest difference",
                NinMapChecks.shuffled(
                        (ending, a, b) ->
                                Math.abs(
                                        Nets.forward(ending, a).max().getFloat()
                                                - Nets.forward(ending, b).max().getFloat())));
        wrong("not yet the logit", NinMapChecks.evidence((m, n) -> m.get("0, " + n)));
        right(NinMapChecks.evidence((m, n) -> share(m.get(0), n).toType(DataType.FLOAT64, true)));
        wrong("size()", NinMapChecks.evidence((m, n) -> m.get(0).get(n).div(25)));
        wrong("class 0 always", NinMapChecks.evidence((m, n) -> share(m.get(0), 0)));
    }

    private static NDArray share(NDArray maps, int number) {
        NDArray map = maps.get(number);
        return map.mul(1f / (map.getShape().get(0) * map.getShape().get(1)));
    }

    @Test
    void aDenseLayerThatSlides() {
        Shape maps = new Shape(1, 10, 5, 5);
        Block ending = Nets.initialize(sequential(flatten(), dense(10)), Init.glorot(), 2, maps);
        Block dense = Nets.layers(ending).get(1);
        HostArrays.set(dense.getParameters().get("bias").getArray(), Draw.floats(10));
        float[] weights = dense.getParameters().get("weight").getArray().toFloatArray();
        float[] bias = dense.getParameters().get("bias").getArray().toFloatArray();
        right(NinMapChecks.sliding(sliding(Djl.conv(10, 5, 0), weights, bias), ending));
        wrong(
                "biases are not copied",
                NinMapChecks.sliding(sliding(conv(10, 5), weights, new float[10]), ending));
        float[] other = weights.clone();
        Collections.shuffle(Arrays.asList(other));
        Arrays.sort(other);
        wrong("not those", NinMapChecks.sliding(sliding(conv(10, 5), other, bias), ending));
        wrong(
                "fit in one place",
                NinMapChecks.sliding(sliding(conv(10, 5).pad(2), weights, bias), ending));
        wrong(
                "stride at 1",
                NinMapChecks.sliding(sliding(conv(10, 5).stride(5), weights, bias), ending));
    }

    private static Block sliding(Block layer, float[] weights, float[] bias) {
        Block sliding = Nets.initialize(layer, Init.glorot(), 0, new Shape(1, 10, 5, 5));
        HostArrays.set(sliding.getParameters().get("weight").getArray(), weights);
        HostArrays.set(sliding.getParameters().get("bias").getArray(), bias);
        return sliding;
    }

    @Test
    void smallNins() {
        Block good = sequential(nin(24, 5, 2, 2, 1, 1), nin(10, 3, 1, 1, 1), Djl.globalAvgPool());
        right(NinChecks.tuned(few(good, .76)));
        wrong("other pictures", NinChecks.tuned(trained(good, cheating(FEW), .9)));
        wrong("NiN has none", NinChecks.tuned(few(sequential(good, dense(10)), .9)));
        wrong(
                "NiN has none",
                NinChecks.tuned(few(sequential(conv(99, 28), relu(), conv(10, 1), flatten()), .9)));
        wrong("Which of these", NinChecks.tuned(few(good, .7)));
    }

    @Test
    void thresholds() {
        right(
                ConfusionChecks.threshold(
                        (p, r, accuracy) ->
                                Arrays.stream(p)
                                        .filter(t -> share(p, r, t) >= accuracy)
                                        .min()
                                        .orElseThrow()));
        wrong(
                "at least, not more",
                ConfusionChecks.threshold(
                        (p, r, accuracy) ->
                                Arrays.stream(p)
                                        .filter(t -> share(p, r, t) > accuracy)
                                        .min()
                                        .orElse(1)));
        wrong(
                "higher than needed",
                ConfusionChecks.threshold(
                        (p, r, accuracy) ->
                                Arrays.stream(p)
                                        .filter(t -> share(p, r, t) >= accuracy)
                                        .max()
                                        .orElse(1)));
        wrong(
                "threshold",
                ConfusionChecks.threshold((p, r, accuracy) -> Arrays.stream(p).min().orElse(1)));
    }

    @Test
    void thresholdsOfAllPictures() {
        wrong(
                "not by all pictures",
                ConfusionChecks.threshold(
                        (p, r, accuracy) ->
                                Arrays.stream(p)
                                        .filter(t -> ofAll(p, r, t) >= accuracy)
                                        .min()
                                        .orElseThrow()));
        wrong(
                "not by all pictures",
                ConfusionChecks.threshold(
                        (p, r, accuracy) ->
                                Arrays.stream(p)
                                        .filter(t -> ofAll(p, r, t) >= accuracy)
                                        .max()
                                        .orElse(1)));
        wrong(
                "not by all pictures",
                ConfusionChecks.threshold(
                        (p, r, accuracy) -> {
                            double[] sorted = Arrays.stream(p).sorted().toArray();
                            int i = 0;
                            while (i < p.length - 1 && ofAll(p, r, sorted[i]) < accuracy) {
                                i++;
                            }
                            return sorted[i];
                        }));
    }

    private static double ofAll(double[] probabilities, boolean[] right, double threshold) {
        return (double)
                        IntStream.range(0, right.length)
                                .filter(i -> right[i] && probabilities[i] >= threshold)
                                .count()
                / right.length;
    }

    private static double share(double[] probabilities, boolean[] right, double threshold) {
        int[] given =
                IntStream.range(0, right.length)
                        .filter(i -> probabilities[i] >= threshold)
                        .toArray();
        return IntStream.of(given).filter(i -> right[i]).count() / (double) given.length;
    }

    @Test
    void programs() {
        right(
                ProgramChecks.program(
                        arguments -> {
                            for (String file : List.of(arguments).subList(1, arguments.length)) {
                                var net =
                                        convnets.train.Classifier.load(
                                                java.nio.file.Path.of(arguments[0]));
                                var best = net.classify(java.nio.file.Path.of(file)).best();
                                System.out.print(file + ": ");
                                System.out.print(best.getClassName() + "\n");
                            }
                        }));
        wrong("as it was given", ProgramChecks.program(MoreOtherFormsTest::namesAlone));
        wrong(
                "Your code stops with",
                ProgramChecks.program(arguments -> System.out.println(arguments[7])));
        wrong(
                "as it was given",
                ProgramChecks.program(arguments -> System.out.println(new Random().nextInt())));
    }

    private static void namesAlone(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            var file = java.nio.file.Path.of(arguments[i]);
            var net = convnets.train.Classifier.load(java.nio.file.Path.of(arguments[0]));
            System.out.println(
                    file.getFileName() + ": " + net.classify(file).best().getClassName());
        }
    }
}
