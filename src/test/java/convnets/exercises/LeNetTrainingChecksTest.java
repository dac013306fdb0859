package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Mnist;
import convnets.models.LeNet;
import convnets.train.DataIdentity;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.History.Ending;
import convnets.train.Training;
import convnets.train.TrainingSettings;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Of histories made up: that the floors can be reached, the solutions prove. */
class LeNetTrainingChecksTest {

    private static final Block RELUS = net(relu(), false);
    private static final DataIdentity CLOTHES = identity(FashionMnist.sample());
    private static final DataIdentity DIGITS = identity(Mnist.sample());

    @Test
    void withRelu() {
        right(LeNetTrainingChecks.relu(RELUS, run(CLOTHES, 0.83, 3, 0.1)));
        wrong("All four", LeNetTrainingChecks.relu(LeNet.block(), run(CLOTHES, 0.8, 3, 0.1)));
        wrong("Not all", LeNetTrainingChecks.relu(net(sigmoid(), false), null));
        wrong("logits", LeNetTrainingChecks.relu(net(relu(), true), null));
        wrong("about Fashion", LeNetTrainingChecks.relu(RELUS, run(DIGITS, 0.95, 3, 0.1)));
        wrong("expected 5", LeNetTrainingChecks.relu(RELUS, run(CLOTHES, 0.83, 10, 0.1)));
        wrong("for sigmoids", LeNetTrainingChecks.relu(RELUS, run(CLOTHES, 0.1, 3, 0.9)));
        wrong("first weights", LeNetTrainingChecks.relu(RELUS, run(CLOTHES, 0.1, 3, 0.1)));
        wrong("found 0.6", LeNetTrainingChecks.relu(RELUS, run(CLOTHES, 0.6, 3, 0.01)));
        History lost =
                new History(run(CLOTHES, 0, 1, 9).get().settings(), List.of(), Ending.DIVERGED, "");
        wrong("steps are too large", LeNetTrainingChecks.relu(RELUS, () -> lost));
    }

    @Test
    void aTrainingThatWasNotStartedGetsASentence() {
        Training idle = Training.of(RELUS, FashionMnist.sample());
        wrong("call fit() first", LeNetTrainingChecks.relu(idle));
        wrong("call fit() first", LeNetTrainingChecks.tuning(idle));
        wrong("call fit() first", LeNetTrainingChecks.digits(idle));
        wrong("null", LeNetTrainingChecks.digits(null));
    }

    @Test
    void tuning() {
        right(LeNetTrainingChecks.tuning(RELUS, run(CLOTHES, 0.88, 8, 0.1)));
        right(LeNetTrainingChecks.tuning(RELUS, run(full("Fashion-MNIST"), 0.88, 8, 0.1)));
        wrong("no LeNet", LeNetTrainingChecks.tuning(flat(), run(CLOTHES, 0.88, 8, 0.1)));
        DataIdentity part = identity(FashionMnist.sample().first(10_000, 100));
        wrong("other pictures", LeNetTrainingChecks.tuning(RELUS, run(part, 0.9, 8, 0.1)));
        wrong("other pictures", LeNetTrainingChecks.tuning(RELUS, run(DIGITS, 0.9, 8, 0.1)));
        wrong("one thing at a time", LeNetTrainingChecks.tuning(RELUS, run(CLOTHES, 0.8, 8, 0.1)));
        wrong("at chance", LeNetTrainingChecks.tuning(LeNet.block(), run(CLOTHES, 0.1, 8, 0.9)));
    }

    @Test
    void theFloorForDigitsDependsOnTheData() {
        right(LeNetTrainingChecks.digits(RELUS, run(DIGITS, 0.965, 4, 0.1)));
        right(LeNetTrainingChecks.digits(RELUS, run(full("MNIST"), 0.985, 4, 0.1)));
        wrong("full set: expected 0.98", digits(full("MNIST"), 0.975));
        wrong("sample: expected " + LeNetTrainingChecks.SAMPLE_FLOOR, digits(DIGITS, 0.9));
        wrong("still clothes", digits(CLOTHES, 0.99));
        wrong("not all digits", digits(identity(Mnist.sample().first(8_000, 10)), 0.99));
        wrong("at chance", digits(DIGITS, 0.1));
    }

    private static Verdict digits(DataIdentity data, double accuracy) {
        return LeNetTrainingChecks.digits(RELUS, run(data, accuracy, 4, 0.1));
    }

    private static DataIdentity full(String name) {
        return new DataIdentity(
                name,
                new DataIdentity.Part(60_000, 1, 28, 28, 10, "0"),
                new DataIdentity.Part(10_000, 1, 28, 28, 10, "1"));
    }

    private static DataIdentity identity(ImageData data) {
        return Training.of(RELUS, data).settings().data();
    }

    private static Supplier<History> run(
            DataIdentity data, double accuracy, int epochs, double rate) {
        Epoch epoch = new Epoch(1, 0.5, accuracy, accuracy, 1, 1);
        TrainingSettings some =
                Training.of(RELUS, FashionMnist.sample())
                        .learningRate((float) rate)
                        .epochs(epochs)
                        .settings();
        TrainingSettings settings =
                new TrainingSettings(
                        some.name(),
                        some.net(),
                        data,
                        some.augmentation(),
                        some.firstWeights(),
                        some.optimizer(),
                        some.batchSize(),
                        some.epochs(),
                        some.seed(),
                        some.hardware());
        List<Epoch> all = Collections.nCopies(epochs, epoch);
        return () -> new History(settings, all, Ending.FINISHED, "");
    }

    private static SequentialBlock flat() {
        return sequential(flatten(), dense(10));
    }

    private static SequentialBlock net(Block third, boolean cut) {
        SequentialBlock net =
                sequential(
                        conv(6, 5).pad(2),
                        relu(),
                        avgPool(2),
                        conv(16, 5),
                        relu(),
                        avgPool(2),
                        flatten(),
                        dense(120),
                        third,
                        dense(84),
                        relu(),
                        dense(10));
        return cut ? net.add(relu()) : net;
    }
}
