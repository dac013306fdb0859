package convnets.experiments;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.FashionMnist;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.train.Training;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What one change does to LeNet with ReLU and max-pooling: the answer to exercise 3.9 shows it. */
final class Tuning {

    private static final int SEEDS = 5;

    private final Experiment experiment = new Experiment("tuning", SEEDS);

    private Tuning() {}

    static Experiment experiment() {
        return new Tuning()
                .add("no change", run -> run)
                .add("rate 0.02", run -> run.learningRate(0.02f))
                .add("rate 0.3", run -> run.learningRate(0.3f))
                .add("glorot()", run -> run.weights(Init.glorot()))
                .add("6 epochs", run -> run.epochs(6))
                .net("window 3×3", () -> settings().kernel(3).padding(1).block())
                .net("channels 12, 32", () -> settings().channels(12, 32).block())
                .net("one more convolution", Tuning::deeper)
                .net("one dense layer less", Tuning::shallower)
                .experiment;
    }

    private Tuning add(String change, UnaryOperator<Training> changed) {
        return add(change, LeNet::modern, changed);
    }

    private Tuning net(String change, Supplier<Block> net) {
        return add(change, net, run -> run);
    }

    private Tuning add(String change, Supplier<Block> net, UnaryOperator<Training> changed) {
        experiment.add(
                "LeNet",
                change,
                () -> changed.apply(Trainings.digits(net.get(), FashionMnist.sample())),
                "best test accuracy",
                run -> run.history().best().testAccuracy());
        return this;
    }

    private static LeNet.Settings settings() {
        return LeNet.settings().activation(Layers::relu).maxPooling();
    }

    private static SequentialBlock deeper() {
        return sequential(conv(6, 5).pad(2), relu(), maxPool(2), conv(16, 5), relu())
                .add(conv(16, 3).pad(1))
                .addAll(relu(), maxPool(2), flatten(), dense(120), relu(), dense(84), relu())
                .add(dense(10));
    }

    private static SequentialBlock shallower() {
        return sequential(conv(6, 5).pad(2), relu(), maxPool(2), conv(16, 5), relu(), maxPool(2))
                .addAll(flatten(), dense(120), relu(), dense(10));
    }
}
