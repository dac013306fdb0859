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
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The ladder of question 34: all nets with the same budget (Adam, batches of 64, five epochs), each
 * at the learning rate that a validation set chose.
 */
final class Ladder {

    private static final int SEEDS = 5;

    /** For each rate: enough to choose by. */
    private static final int TRIES = 3;

    private Ladder() {}

    /**
     * A rung of the ladder of question 34: a net and what it reads.
     *
     * @param name of the rung
     * @param rate the learning rate, the one that {@link #validation} found best
     * @param rates that were tried
     * @param features what becomes of the pictures before the net reads them
     * @param net makes it
     * @param weights its first weights
     */
    record Rung(
            String name,
            float rate,
            List<Float> rates,
            UnaryOperator<ImageData> features,
            Supplier<Block> net,
            Initializer weights) {

        /** The pictures are what {@link #features} made of them. */
        Training training(ImageData made, float rate) {
            return Trainings.modern(net.get(), made).weights(weights).learningRate(rate);
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
                new Rung("one linear layer", 0.003f, usual, pixels, linear, Init.he()),
                new Rung("one linear layer on HOG", 0.03f, higher, Hog::of, linear, Init.he()),
                new Rung("MLP, ReLU", 0.001f, usual, pixels, mlp, Init.he()),
                new Rung("LeNet, sigmoid", 0.01f, usual, pixels, LeNet::block, Init.glorot(2)),
                new Rung("LeNet, ReLU, max", 0.003f, usual, pixels, LeNet::modern, Init.he()),
                large(Recipe.alexNet(Scale.LAPTOP), 0.001f),
                large(Recipe.vgg(Scale.LAPTOP), 0.001f),
                large(Recipe.nin(Scale.LAPTOP).pixels(Trainings.NIN_PIXELS), 0.001f));
    }

    /** A net of the chapters 05 to 07 and its pictures, with the budget of all. */
    private static Rung large(Recipe recipe, float rate) {
        return new Rung(
                recipe.name(),
                rate,
                List.of(0.0003f, 0.001f, 0.003f),
                data -> data.resized(recipe.imageSize()),
                () -> recipe.net().get(),
                recipe.weights());
    }

    /** Which learning rate suits each rung of the ladder? Asked of pictures kept from training. */
    static Experiment validation() {
        Images all = FashionMnist.sample().train();
        int learned = all.size() * 4 / 5;
        Images kept = all.part(learned, all.size() - learned);
        ImageData parts =
                new ImageData("Fashion-MNIST", "four fifths", false, all.first(learned), kept);
        Experiment experiment = new Experiment("validation");
        for (Rung rung : rungs()) {
            ImageData made = rung.features.apply(parts);
            for (float rate : rung.rates) {
                experiment.add(series(rate), rung.name, TRIES, () -> rung.training(made, rate));
            }
        }
        return experiment;
    }

    /** What a rate is called in the table of the validation. */
    static String series(float rate) {
        return "rate " + Text.number(rate);
    }

    /**
     * Question 34, and chapter 03's look back at the linear net: what does each net reach with the
     * same budget, each at the rate that suits it? The last row has the budget of chapter 03.
     */
    static Experiment ladder() {
        ImageData clothes = FashionMnist.sample();
        Experiment experiment = new Experiment("ladder");
        String series = "test accuracy";
        for (Rung rung : rungs()) {
            ImageData made = rung.features.apply(clothes);
            experiment.add(series, rung.name, SEEDS, () -> rung.training(made, rung.rate));
        }
        return experiment.add(
                series,
                "LeNet, as in chapter 03",
                SEEDS,
                () -> Trainings.chapter(LeNet.block(), clothes));
    }
}
