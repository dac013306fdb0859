package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.Hog;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.train.Training;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The ladder of question 34: all nets with Adam and batches of 64, each with the learning rate and
 * the number of epochs that a validation set chose.
 */
final class Ladder {

    private static final int SEEDS = 5;

    /** For each rate, and for each number of epochs: enough to choose by. */
    private static final int TRIES = 3;

    /** How long a rate is tried. */
    private static final int SHORT = 5;

    private Ladder() {}

    /**
     * A rung of the ladder of question 34: a net and what it reads.
     *
     * @param name of the rung
     * @param rate the learning rate, the one that {@link #validation} found best
     * @param rates that were tried
     * @param epochs for how many it learns, which {@link #budget} found best
     * @param lengths that were tried
     * @param features what becomes of the pictures before the net reads them
     * @param net makes it
     * @param weights its first weights
     */
    record Rung(
            String name,
            float rate,
            List<Float> rates,
            int epochs,
            List<Integer> lengths,
            UnaryOperator<ImageData> features,
            Supplier<Block> net,
            Initializer weights) {

        Training training(ImageData seen, float rate, int epochs) {
            return Trainings.modern(net.get(), seen)
                    .weights(weights)
                    .learningRate(rate)
                    .epochs(epochs);
        }

        /** Its training at the rate that suits it. */
        Supplier<Training> at(ImageData seen, int epochs) {
            return () -> training(seen, rate, epochs);
        }
    }

    /** From the simplest to NiN. */
    static List<Rung> rungs() {
        UnaryOperator<ImageData> pixels = UnaryOperator.identity();
        Supplier<Block> linear = () -> sequential(flatten(), dense(10));
        Supplier<Block> mlp = () -> Trainings.mlp(Layers::relu);
        List<Float> usual = List.of(0.0003f, 0.001f, 0.003f, 0.01f, 0.03f);
        List<Float> higher = List.of(0.0003f, 0.001f, 0.003f, 0.01f, 0.03f, 0.1f, 0.3f);
        return List.of(
                small("one linear layer", 0.003f, usual, 20, pixels, linear, Init.he()),
                small("one linear layer on HOG", 0.03f, higher, 5, Hog::of, linear, Init.he()),
                small("MLP, ReLU", 0.001f, usual, 20, pixels, mlp, Init.he()),
                small("LeNet, sigmoid", 0.01f, usual, 40, pixels, LeNet::block, Init.glorot(2)),
                small("LeNet, ReLU, max", 0.003f, usual, 20, pixels, LeNet::modern, Init.he()),
                large(Recipe.alexNet(Scale.LAPTOP), 0.001f, 10),
                large(Recipe.vgg(Scale.LAPTOP), 0.001f, 20),
                large(Recipe.nin(Scale.LAPTOP).pixels(Trainings.NIN_PIXELS), 0.001f, 20));
    }

    private static Rung small(
            String name,
            float rate,
            List<Float> rates,
            int epochs,
            UnaryOperator<ImageData> features,
            Supplier<Block> net,
            Initializer weights) {
        List<Integer> lengths = List.of(5, 10, 20, 40);
        return new Rung(name, rate, rates, epochs, lengths, features, net, weights);
    }

    /** A net of the chapters 05 to 07 and its pictures. */
    private static Rung large(Recipe recipe, float rate, int epochs) {
        return new Rung(
                recipe.name(),
                rate,
                List.of(0.0003f, 0.001f, 0.003f),
                epochs,
                List.of(5, 10, 20),
                data -> data.resized(recipe.imageSize()),
                () -> recipe.net().get(),
                recipe.weights());
    }

    /** Which learning rate suits each rung? Asked of pictures kept from training. */
    static Experiment validation() {
        ImageData parts = parts();
        Experiment experiment = new Experiment("validation", TRIES);
        for (Rung rung : rungs()) {
            ImageData seen = rung.features.apply(parts);
            for (float rate : rung.rates) {
                experiment.add(series(rate), rung.name, () -> rung.training(seen, rate, SHORT));
            }
        }
        return experiment;
    }

    /** How many epochs suit each rung, at its rate? Asked of the same pictures. */
    static Experiment budget() {
        ImageData parts = parts();
        Experiment experiment = new Experiment("budget", TRIES);
        for (Rung rung : rungs()) {
            ImageData seen = rung.features.apply(parts);
            Supplier<Training> longest = rung.at(seen, Collections.max(rung.lengths));
            for (int epochs : rung.lengths) {
                experiment.add(
                        series(epochs),
                        rung.name,
                        longest, // on its way it has been each of the others
                        "test accuracy after " + series(epochs),
                        run -> run.history().epochs().get(epochs - 1).testAccuracy());
            }
        }
        return experiment;
    }

    /** The training pictures of the sample: four fifths to learn from, the rest to be tested on. */
    private static ImageData parts() {
        Images all = FashionMnist.sample().train();
        int learned = all.size() * 4 / 5;
        Images kept = all.part(learned, all.size() - learned);
        return new ImageData("Fashion-MNIST", "four fifths", false, all.first(learned), kept);
    }

    /** What a rate is called in the table of the validation. */
    static String series(float rate) {
        return "rate " + Text.number(rate);
    }

    /** What a number of epochs is called in the table of the budgets. */
    static String series(int epochs) {
        return Text.count(epochs, "epoch");
    }

    /**
     * Question 34, and chapter 03's look back at the linear net: what does each net reach, all with
     * the same few epochs, and each with those that suit it? The last row has the budget of chapter
     * 03.
     */
    static Experiment ladder() {
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("ladder", SEEDS);
        for (Rung rung : rungs()) {
            ImageData seen = rung.features.apply(clothes);
            add(experiment, rung.name, rung.at(seen, SHORT), rung.at(seen, rung.epochs));
        }
        Supplier<Training> chapter = () -> Trainings.chapter(LeNet.block(), clothes);
        add(experiment, "LeNet, as in chapter 03", chapter, chapter);
        return experiment;
    }

    private static void add(
            Experiment experiment, String rung, Supplier<Training> few, Supplier<Training> chosen) {
        experiment.add("five epochs", rung, few).add("chosen epochs", rung, chosen);
    }
}
