package convnets.experiments;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.Evaluation;
import convnets.train.History;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One net of a comparison: accuracy and training speed over the seeds, the rest of one example or
 * batch.
 *
 * @param recipe how it was trained
 * @param parameters weights and biases
 * @param macs multiply-adds for one picture
 * @param trainingBytes that a step of training must keep at least
 * @param training pictures a second, for each seed
 * @param inference pictures a second
 * @param accuracy on the test pictures, for each seed
 * @param first the history of seed 0
 */
record ComparedNet(
        Recipe recipe,
        long parameters,
        long macs,
        long trainingBytes,
        double[] training,
        double inference,
        double[] accuracy,
        History first) {

    /** Pictures whose inference is timed at once, after as many to warm up. */
    private static final int TIMED = 512;

    /** How often they are timed: the fastest counts, for the first are slow, others disturbed. */
    private static final int ROUNDS = 8;

    static ComparedNet measure(Recipe recipe, ImageData data, List<History> histories) {
        Images test = data.test().resized(recipe.imageSize());
        Block net = recipe.net().get();
        LayerTable table = LayerTable.of(net, test.shape(1));
        Nets.initialize(net, recipe.weights(), 0, Devices.best(), test.shape(1));
        Images some = test.first(Math.min(TIMED, test.size()));
        Evaluation.of(net, some);
        double[] speeds = new double[ROUNDS];
        Arrays.setAll(speeds, round -> some.size() / secondsOf(() -> Evaluation.of(net, some)));
        return new ComparedNet(
                recipe,
                table.parameters(),
                table.macs(),
                trainingBytes(recipe, table, test.shape(1)),
                values(histories, ComparedNet::middleSpeed),
                Arrays.stream(speeds).max().orElseThrow(),
                values(histories, h -> h.last().testAccuracy()),
                histories.get(0));
    }

    private static double secondsOf(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /**
     * What a step of training must keep at least, in bytes: each weight with its gradient (and
     * Adam's two moments), each activation of the batch with its gradient, the pictures.
     */
    private static long trainingBytes(Recipe recipe, LayerTable table, Shape picture) {
        long perWeight = recipe.adam() ? 4 : 2;
        long perPicture = 2 * table.activations() + picture.size();
        return 4 * (perWeight * table.parameters() + recipe.batchSize() * perPicture);
    }

    /** The middle one of the epochs' speeds: the first is slow, others may be disturbed. */
    private static double middleSpeed(History history) {
        double[] speeds = history.values(Epoch::examplesPerSecond);
        Arrays.sort(speeds);
        return speeds.length == 0 ? 0 : speeds[speeds.length / 2];
    }

    private static double[] values(List<History> histories, ToDoubleFunction<History> value) {
        return histories.stream().mapToDouble(value).toArray();
    }

    /** Of the accuracies. */
    Spread spread() {
        return Spread.of(accuracy);
    }
}
