package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Histories.ended;
import static convnets.exercises.Histories.falling;
import static convnets.exercises.Histories.trained;
import static convnets.exercises.LeNetVariants.lenet;
import static convnets.nn.Init.he;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Mnist;
import convnets.exercises.Verdict.Outcome;
import convnets.models.LeNet;
import convnets.nn.Layers;
import convnets.train.History.Ending;
import convnets.train.Training;
import convnets.train.TrainingListener;
import org.junit.jupiter.api.Test;

/** Of histories made up: that the floors can be reached, the solutions prove. */
class LeNetTrainingChecksTest {

    private static final ImageData CLOTHES = FashionMnist.sample();
    private static final ImageData DIGITS = Mnist.sample();
    private static final double[] FIVE = {0.5, 0.6, 0.7, 0.75, 0.8};

    private static Block relus(Block... end) {
        return lenet(Layers::relu, avgPool(2), avgPool(2), end);
    }

    @Test
    void withRelu() {
        right(LeNetTrainingChecks.relu(trained(relus(), CLOTHES, FIVE)));
        Block djl = Djl.lenet(Djl.avgPool(), Djl.avgPool(), x -> x.maximum(0));
        right(LeNetTrainingChecks.relu(trained(djl, CLOTHES, FIVE)));
        wrong("All four", reluNet(LeNet.block()));
        wrong("stands behind the last layer", reluNet(relus(relu())));
        wrong("stands behind the last layer", reluNet(relus(Djl.lambda(x -> x.softmax(1)))));
        wrong(
                "no ReLU took their place",
                reluNet(lenet(LeNetVariants::nothing, avgPool(2), avgPool(2))));
        wrong("average pooling was to stay", reluNet(lenet(Layers::relu, maxPool(2), maxPool(2))));
        int[] made = {0};
        wrong(
                "Not all",
                reluNet(
                        lenet(
                                () -> made[0]++ < 2 ? relu() : Layers.sigmoid(),
                                avgPool(2),
                                avgPool(2))));
        wrong("other pictures", LeNetTrainingChecks.relu(trained(relus(), DIGITS, FIVE)));
        wrong(
                "epochs: expected 5",
                LeNetTrainingChecks.relu(trained(relus(), CLOTHES, .8, .8, .8, .8, .8, .8)));
        wrong("0.9 was for sigmoids", LeNetTrainingChecks.relu(trained(relus(), CLOTHES, .1, .1)));
        wrong("at chance", LeNetTrainingChecks.relu(trained(relus(), CLOTHES, .1, .1)));
        wrong("found 0.6", LeNetTrainingChecks.relu(trained(relus(), CLOTHES, .5, .6)));
        wrong("still falls", LeNetTrainingChecks.relu(falling(trained(relus(), CLOTHES, .5, .6))));
        Training run = trained(relus(), CLOTHES, FIVE);
        wrong("steps are too large", LeNetTrainingChecks.relu(ended(run, Ending.DIVERGED)));
        wrong("was stopped", LeNetTrainingChecks.relu(ended(run, Ending.STOPPED)));
    }

    /** The engine lays the weights of a trained net out in its own way. */
    @Test
    void aNetThatWasReallyTrained() {
        Training run = Training.of(relus(), CLOTHES.first(64, 10)).weights(he()).epochs(1);
        run.listener(TrainingListener.SILENT).fit();
        right(LeNetTrainingChecks.relu(trained(run.net(), CLOTHES, FIVE)));
        Training max = Training.of(lenet(Layers::relu, maxPool(2), maxPool(2)), run.data());
        max.weights(he()).epochs(1).listener(TrainingListener.SILENT).fit();
        wrong("average pooling was to stay", reluNet(max.net()));
        right(LeNetTrainingChecks.tuning(trained(max.net(), CLOTHES, 0.9, 0.9)));
    }

    private static Verdict reluNet(Block net) {
        return LeNetTrainingChecks.relu(trained(net, CLOTHES, FIVE));
    }

    @Test
    void aTrainingThatWasNotStartedIsNoTry() {
        Training idle = Training.of(relus(), CLOTHES);
        assertEquals(Outcome.NOT_BEGUN, LeNetTrainingChecks.relu(idle).outcome());
        assertEquals(Outcome.NOT_BEGUN, LeNetTrainingChecks.tuning(idle).outcome());
        assertEquals(Outcome.NOT_BEGUN, LeNetTrainingChecks.digits(idle).outcome());
        wrong("call fit()", LeNetTrainingChecks.digits((Training) null));
    }

    @Test
    void tuning() {
        right(tuned(relus(), CLOTHES, 0.88));
        right(tuned(Djl.lenet(Djl.maxPool(2, 2), Djl.maxPool(2, 2), NDArray::tanh), CLOTHES, .88));
        wrong("too few", tuned(sequential(flatten(), dense(99), relu(), dense(10)), CLOTHES, 0.9));
        wrong(
                "too few",
                tuned(
                        sequential(conv(4, 1), relu(), flatten(), dense(9), relu(), dense(10)),
                        CLOTHES,
                        0.9));
        wrong(
                "activation function",
                tuned(sequential(conv(4, 5), maxPool(2), flatten(), dense(10)), CLOTHES, 0.9));
        wrong("go through an activation", tuned(relus(relu()), CLOTHES, 0.9));
        wrong("is flatten() missing", tuned(sequential(conv(4, 5), dense(10)), CLOTHES, 0.9));
        wrong("ten classes", tuned(sequential(conv(4, 5), flatten(), dense(9)), CLOTHES, 0.9));
        wrong("other pictures", tuned(relus(), CLOTHES.first(10_000, 100), 0.9));
        wrong("other pictures", tuned(relus(), CLOTHES.resized(56), 0.9));
        wrong("other pictures", tuned(relus(), swapped(CLOTHES), 0.9));
        wrong("other pictures", tuned(relus(), DIGITS, 0.9));
        wrong("one thing at a time", tuned(relus(), CLOTHES, 0.8));
        wrong("at chance", tuned(relus(), CLOTHES, 0.1));
    }

    /** The task lets everything change but the data; in 3.10 all settings are free. */
    @Test
    void picturesThatChangeAreOtherData() {
        Augmentation moved = Augmentation.shift(1);
        Training clothes = Training.of(relus(), CLOTHES).augment(moved);
        wrong("leave augment out", LeNetTrainingChecks.tuning(trained(clothes, .9)));
        Training digits = Training.of(relus(), DIGITS).augment(moved);
        right(LeNetTrainingChecks.digits(trained(digits, .98)));
    }

    private static Verdict tuned(Block net, ImageData data, double accuracy) {
        return LeNetTrainingChecks.tuning(trained(net, data, accuracy, accuracy));
    }

    /** As many pictures of the same kind under the same name, and yet others. */
    private static ImageData swapped(ImageData data) {
        var moved = data.test().augmented(Augmentation.shift(1), 1);
        return new ImageData(data.name(), data.origin(), data.full(), data.train(), moved);
    }

    @Test
    void digitsOfTheSample() {
        right(digits(relus(), DIGITS, 0.965));
        right(digits(Djl.lenet(Djl.avgPool(), Djl.avgPool(), NDArray::tanh), DIGITS, 0.965));
        wrong("expected " + Exercise.of("3.10").floor(), digits(relus(), DIGITS, 0.9));
        wrong("still clothes", digits(relus(), CLOTHES, 0.99));
        wrong("other pictures", digits(relus(), DIGITS.first(8_000, 10), 0.99));
        wrong("too few", digits(sequential(flatten(), dense(10)), DIGITS, 0.99));
        wrong("at chance", digits(relus(), DIGITS, 0.1));
    }

    private static Verdict digits(Block net, ImageData data, double accuracy) {
        return LeNetTrainingChecks.digits(trained(net, data, accuracy, accuracy));
    }

    @Test
    void curves() {
        right(LeNetTrainingChecks.curves("B", "a", " C "));
        assertEquals(Outcome.NOT_BEGUN, LeNetTrainingChecks.curves("", "", "").outcome());
        wrong("sigmoids at 0.9: not A. It falls", LeNetTrainingChecks.curves("A", "B", "C"));
        wrong("next to nothing", LeNetTrainingChecks.curves("B", "B", "C"));
        wrong("guess", LeNetTrainingChecks.curves("C", "B", "A"));
        wrong("\"D\" is none of the answers", LeNetTrainingChecks.curves("D", "B", "A"));
    }
}
