package convnets.experiments;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.initializer.Initializer;
import convnets.Text;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.PermutedPixels;
import convnets.look.Features;
import convnets.models.Conv1dNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.Nets;
import convnets.train.Training;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The experiments behind the chapters' sections "You may ask". Within each, all runs have the same
 * pictures, seeds, number of steps and batch size, but for what is compared.
 */
final class Experiments {

    private static final int SEEDS = 3;

    /** For a difference that three seeds would not show. */
    private static final int MORE_SEEDS = 5;

    private static final String PLAIN = "as they are";

    private Experiments() {}

    static List<Experiment> all() {
        return List.of(
                shuffle(),
                pooling(),
                rates(),
                channels(),
                series(),
                features(),
                information(),
                pictures(),
                ones(),
                Tuning.experiment(),
                Ladder.validation(),
                Ladder.budget(),
                Ladder.ladder(),
                DeepNets.experiment());
    }

    /** Question 27: what is left of each net's skill when the pixels are shuffled? */
    static Experiment shuffle() {
        ImageData clothes = FashionMnist.sample();
        ImageData shuffled = PermutedPixels.of(clothes, 1);
        Experiment experiment = new Experiment("shuffle", MORE_SEEDS);
        for (boolean modern : new boolean[] {false, true}) {
            String kind = modern ? ", ReLU" : ", sigmoid";
            Supplier<Block> function = modern ? Layers::relu : Layers::sigmoid;
            BiFunction<SequentialBlock, ImageData, Training> training =
                    modern ? Trainings::modern : Trainings::chapter;
            for (ImageData data : List.of(clothes, shuffled)) {
                String variant = data == clothes ? PLAIN : "shuffled";
                experiment
                        .add(
                                "LeNet" + kind,
                                variant,
                                () -> training.apply(leNet(modern, function).block(), data))
                        .add(
                                "MLP" + kind,
                                variant,
                                () -> training.apply(Trainings.mlp(function), data));
            }
        }
        return experiment;
    }

    /** Question 32: the largest value of a window, or the mean? */
    static Experiment pooling() {
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("pooling", MORE_SEEDS);
        for (boolean max : new boolean[] {false, true}) {
            String variant = max ? "max" : "average";
            experiment
                    .add(
                            "LeNet, sigmoid",
                            variant,
                            () -> Trainings.chapter(leNet(max, Layers::sigmoid).block(), clothes))
                    .add(
                            "LeNet, ReLU",
                            variant,
                            () -> Trainings.modern(leNet(max, Layers::relu).block(), clothes));
        }
        return experiment;
    }

    /** Question 38: ReLU in place of every sigmoid, at the same and at a smaller learning rate. */
    static Experiment rates() {
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("rates", SEEDS);
        experiment.add("sigmoid", "0.9", () -> Trainings.chapter(LeNet.block(), clothes));
        for (float rate : new float[] {0.9f, 0.1f}) {
            Supplier<Training> relu =
                    () ->
                            Trainings.chapter(leNet(false, Layers::relu).block(), clothes)
                                    .weights(Init.he())
                                    .learningRate(rate);
            experiment.add("ReLU", Float.toString(rate), relu);
        }
        return experiment;
    }

    /** Questions 30 and 40: fewer and more channels in the two convolutions. */
    static Experiment channels() {
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("channels", MORE_SEEDS);
        for (int[] width : new int[][] {{3, 8}, {5, 15}, {6, 16}, {12, 32}, {24, 64}}) {
            experiment.add(
                    "LeNet, ReLU",
                    width[0] + " and " + width[1],
                    () ->
                            Trainings.modern(
                                    leNet(true, Layers::relu).channels(width[0], width[1]).block(),
                                    clothes));
        }
        return experiment;
    }

    /** Question 24: a digit as a series of 28 columns, read from left to right. */
    static Experiment series() {
        ImageData digits = Mnist.sample();
        return new Experiment("series", MORE_SEEDS)
                .add("accuracy", "1-D net", () -> Trainings.digits(Conv1dNet.block(), digits))
                .add("accuracy", "MLP", () -> Trainings.digits(Trainings.mlp(Layers::relu), digits))
                .add("accuracy", "LeNet", () -> Trainings.digits(LeNet.modern(), digits));
    }

    /** Questions 29 and 43: what a layer's values say of the class, for two sets of pictures. */
    static Experiment features() {
        ImageData digits = Mnist.sample();
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("features", MORE_SEEDS);
        Supplier<Training> training = () -> Trainings.digits(LeNet.modern(), digits);
        Function<Training, Block> untrained = run -> first(run, LeNet.modern(), Init.he());
        for (ImageData data : List.of(digits, clothes)) {
            String of = data == digits ? "digits" : "clothes";
            nearest(experiment, of, "image", training, Training::net, data, "image");
            nearest(experiment, of, "F6, untrained", training, untrained, data, "F6");
            nearest(experiment, of, "F6, trained on digits", training, Training::net, data, "F6");
        }
        return experiment;
    }

    /** Question 25: the same for each layer of chapter 03's net. */
    static Experiment information() {
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("information", MORE_SEEDS);
        Supplier<Training> training = () -> Trainings.chapter(LeNet.block(), clothes);
        Function<Training, Block> untrained = run -> first(run, LeNet.block(), Init.glorot(2));
        for (String layer : List.of("image", "C1", "S2", "C3", "S4", "F5", "F6")) {
            nearest(experiment, "untrained", layer, training, untrained, clothes, layer);
            nearest(experiment, "trained", layer, training, Training::net, clothes, layer);
        }
        return experiment;
    }

    /**
     * Question 41: few pictures and many, with and without augmentation. The net sees each picture
     * 60 times, and of 60,000 each ten times, which are as many steps as with 10,000. What half of
     * that gives shows how much is still to be had.
     */
    static Experiment pictures() {
        Experiment experiment = new Experiment("pictures", SEEDS);
        ImageData sample = FashionMnist.sample();
        for (int count : new int[] {100, 300, 1_000, 3_000, 10_000}) {
            learning(experiment, sample.train().first(count));
        }
        ImageData all = FashionMnist.load();
        if (all.full()) {
            learning(experiment, all.train());
        } else {
            experiment.elsewhere.add("60,000");
        }
        return experiment;
    }

    private static void learning(Experiment experiment, Images train) {
        int count = train.size();
        int epochs = Math.min(60, 600_000 / count);
        String variant = Text.format("%,d", count);
        ImageData data = ImageData.of("Fashion-MNIST", train, FashionMnist.sample().test());
        Supplier<Training> plain =
                () -> Trainings.modern(LeNet.modern(), data).batchSize(50).epochs(epochs);
        experiment
                .add(PLAIN, variant, plain)
                .add(
                        "at half-time",
                        variant,
                        plain,
                        "test accuracy after half of the epochs",
                        run -> run.history().epochs().get(epochs / 2 - 1).testAccuracy())
                .add(
                        "shifted by up to 2 pixels",
                        variant,
                        () -> plain.get().augment(Augmentation.shift(2)));
    }

    /** Chapter 07: NiN with none, one, two and three 1×1 convolutions in a block. */
    static Experiment ones() {
        ImageData clothes = FashionMnist.sample().resized(Trainings.NIN_PIXELS);
        Experiment experiment = new Experiment("ones", MORE_SEEDS);
        for (int ones = 0; ones <= 3; ones++) {
            Nin.Settings net = Nin.settings().widthDivisor(4).ones(ones).withoutFinalRelu();
            experiment.add(
                    "NiN ÷ 4", ones + " × conv 1×1", () -> Trainings.modern(net.block(), clothes));
        }
        return experiment;
    }

    private static void nearest(
            Experiment experiment,
            String series,
            String variant,
            Supplier<Training> training,
            Function<Training, Block> net,
            ImageData data,
            String layer) {
        experiment.add(
                series,
                variant,
                training,
                Text.format("nearest centroid on %s: %s, %s", data.name(), series, variant),
                run -> Features.nearestCentroid(net.apply(run), data, layer));
    }

    /** A net with the first weights that a training begins with. */
    private static Block first(Training run, Block net, Initializer weights) {
        return Nets.initialize(net, weights, run.settings().seed(), run.data().train().shape(1));
    }

    private static LeNet.Settings leNet(boolean max, Supplier<Block> function) {
        LeNet.Settings settings = LeNet.settings().activation(function);
        return max ? settings.maxPooling() : settings;
    }
}
