package convnets.experiments;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.FashionMnist;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one change does to LeNet with ReLU: exercise 3.9 shows it. Written to
 * target/lenet-tuning.csv, whose copy is in notebooks/measured (four minutes).
 */
@Tag("full")
class LeNetTuningTest {

    private final List<String> lines = new ArrayList<>(List.of("change,seed,best test accuracy"));

    @Test
    void oneChangeAtATime() throws IOException {
        Supplier<Training> base = () -> of(LeNet.modern());
        trained("none", base);
        trained("rate 0.02", () -> base.get().learningRate(0.02f));
        trained("rate 0.3", () -> base.get().learningRate(0.3f));
        trained("glorot()", () -> base.get().weights(Init.glorot()));
        trained("window 3×3", () -> of(modern().kernel(3).padding(1).block()));
        trained("channels 12, 32", () -> of(modern().channels(12, 32).block()));
        trained("one more convolution", () -> of(deeper()));
        trained("one dense layer less", () -> of(shallower()));
        double six = trained("6 epochs", () -> base.get().epochs(6));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/lenet-tuning.csv"), lines);
        assertTrue(six >= 0.75, "lowest best test accuracy of 6 epochs: " + six);
    }

    /** Trains with three seeds: the lowest best test accuracy. */
    private double trained(String change, Supplier<Training> training) {
        double lowest = 1;
        for (int seed = 0; seed < 3; seed++) {
            Training run = training.get().seed(seed).listener(TrainingListener.SILENT).fit();
            double accuracy = run.history().best().testAccuracy();
            lines.add(String.format(Locale.ROOT, "\"%s\",%d,%.4f", change, seed, accuracy));
            System.out.println(lines.get(lines.size() - 1));
            lowest = Math.min(lowest, accuracy);
        }
        return lowest;
    }

    private static Training of(Block net) {
        return Training.of(net, FashionMnist.sample())
                .learningRate(0.1f)
                .batchSize(64)
                .epochs(4)
                .weights(Init.he());
    }

    private static LeNet.Settings modern() {
        return LeNet.settings().activation(Layers::relu).maxPooling();
    }

    private static SequentialBlock deeper() {
        return sequential(
                conv(6, 5).pad(2),
                relu(),
                maxPool(2),
                conv(16, 5),
                relu(),
                conv(16, 3).pad(1),
                relu(),
                maxPool(2),
                flatten(),
                dense(120),
                relu(),
                dense(84),
                relu(),
                dense(10));
    }

    private static SequentialBlock shallower() {
        return sequential(
                conv(6, 5).pad(2),
                relu(),
                maxPool(2),
                conv(16, 5),
                relu(),
                maxPool(2),
                flatten(),
                dense(120),
                relu(),
                dense(10));
    }
}
