package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Init.he;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.train.Training;
import convnets.train.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LearningTrainingChecksTest {

    private static Verdict xor(double[] weights, double... rest) {
        double[] biases = {rest[0], rest[1]};
        return LearningTrainingChecks.xor(
                weights, biases, new double[] {rest[2], rest[3], rest[4]});
    }

    @Test
    void xor() {
        double[] alike = {1, 1, 1, 1};
        right(xor(alike, 0, -1, 1, -2, 0));
        right(xor(new double[] {1, -1, -1, 1}, 0, 0, 1, 1, 0));
        assertEquals(Outcome.NOT_BEGUN, xor(new double[4], 0, 0, 0, 0, 0).outcome());
        wrong("other way around", xor(alike, 0, -1, -1, 2, 1));
        wrong("\"or\"", xor(alike, 0, -1, 1, 0, 0));
        wrong("\"and\"", xor(alike, 0, -1, 0, 1, 0));
        wrong("\"not both\"", xor(alike, 0, -1, 0, -1, 1));
        wrong("No corner", xor(alike, 0, -1, 0.1, 0, 0));
        wrong("All corners", xor(alike, 0, -1, 1, 0, 1));
        wrong("units treat", xor(new double[] {1, 0, 1, 0}, 0, -1, 1, 0, 0));
        wrong("other numbers of weights", xor(new double[3], 0, 0, 0, 0, 0));
    }

    @Test
    void curves() {
        right(LearningTrainingChecks.read("C", "D", "A", "B"));
        right(LearningTrainingChecks.read("c", " D", "A ", "b"));
        assertEquals(Outcome.NOT_BEGUN, LearningTrainingChecks.read("", "", "", "").outcome());
        wrong("jumps up and down", LearningTrainingChecks.read("A", "D", "C", "B"));
        wrong("stays at that of a guess", LearningTrainingChecks.read("C", "B", "A", "D"));
        wrong("slowly and evenly", LearningTrainingChecks.read("C", "D", "A", "D"));
        wrong("\"E\" is none of the answers", LearningTrainingChecks.read("E", "D", "A", "B"));
        assertEquals(4, LearningTrainingChecks.curves().series().size());
    }

    /** A loop that may have faults. */
    private static double epoch(
            Block net, Images images, int size, float rate, boolean whole, boolean weighted) {
        double sum = 0;
        int steps = 0;
        for (int from = 0; from + (whole ? 1 : size) <= images.size(); from += size) {
            int[] batch = images.indices(from, size);
            float loss = backward(net, images, batch);
            sum += weighted ? loss * batch.length : loss;
            steps++;
            for (var parameter : net.getParameters().values()) {
                NDArray slopes = parameter.getArray().getGradient();
                // As the chapter does it.
                NDArray weights = parameter.getArray();
                HostArrays.set(weights, weights.sub(slopes.mul(rate)));
                slopes.muli(0);
            }
        }
        return sum / (weighted ? images.size() : steps);
    }

    private static float backward(Block net, Images images, int[] batch) {
        try (NDManager scope = HostArrays.newManager();
                var tape = Engine.getInstance().newGradientCollector()) {
            NDList x = new NDList(images.pixels(scope, batch));
            NDList y = new NDList(images.labels(scope, batch));
            NDList logits = net.forward(new ParameterStore(scope, false), x, true);
            NDArray loss = Loss.softmaxCrossEntropyLoss().evaluate(y, logits);
            tape.backward(loss);
            return loss.getFloat();
        }
    }

    @Test
    void loop() {
        right(LearningTrainingChecks.loop((n, i, size, r) -> epoch(n, i, size, r, true, true)));
        Verdict stub =
                LearningTrainingChecks.loop((n, i, size, r) -> epoch(n, i, size, -r, false, true));
        assertEquals(Outcome.NOT_BEGUN, stub.outcome(), stub.toString());
        wrong(
                "go with their slopes",
                LearningTrainingChecks.loop((n, i, size, r) -> epoch(n, i, size, -r, true, true)));
        wrong(
                "teach nothing",
                LearningTrainingChecks.loop((n, i, size, r) -> epoch(n, i, size, r, false, true)));
        wrong(
                "counts less",
                LearningTrainingChecks.loop((n, i, size, r) -> epoch(n, i, size, r, true, false)));
        wrong(
                "Compare it",
                LearningTrainingChecks.loop((n, i, size, r) -> epoch(n, i, 10, r, true, true)));
    }

    private static Training run(Block net, int epochs, int seed) {
        return Training.of(net, FashionMnist.sample())
                .weights(he())
                .adam()
                .learningRate(0.001f)
                .batchSize(64)
                .epochs(epochs)
                .seed(seed)
                .listener(TrainingListener.SILENT);
    }

    @Test
    void aTrainingThatDoesNotReachTheFloor() {
        Block one = sequential(flatten(), dense(10));
        assertEquals(Outcome.NOT_BEGUN, LearningTrainingChecks.better(run(one, 4, 0)).outcome());
        wrong("found 0", LearningTrainingChecks.better(run(one, 1, 0).fit()));
        Training few =
                Training.of(one, FashionMnist.sample().first(50, 50))
                        .epochs(5)
                        .listener(TrainingListener.SILENT)
                        .fit();
        wrong("other pictures", LearningTrainingChecks.better(few));
        wrong("epochs: expected 10 or less", LearningTrainingChecks.better(run(one, 11, 0).fit()));
    }
}
