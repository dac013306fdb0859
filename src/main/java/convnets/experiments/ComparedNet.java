package convnets.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.TrainingSettings;
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

    /** Pictures in the batch whose inference is timed. */
    private static final int BATCH = 256;

    /** How often it is timed: the fastest counts, for the first are slow, others disturbed. */
    private static final int ROUNDS = 16;

    static ComparedNet measure(Recipe recipe, ImageData data, List<History> histories) {
        Images test = data.test().resized(recipe.imageSize());
        Block net = recipe.net().get();
        LayerTable table = LayerTable.of(net, test.shape(1));
        TrainingSettings settings = histories.get(0).settings();
        Nets.initialize(net, recipe.weights(), 0, Devices.best(), test.shape(1));
        return new ComparedNet(
                recipe,
                table.parameters(),
                table.macs(),
                settings.optimizer().bytes(table, settings.batchSize()),
                values(histories, ComparedNet::middleSpeed),
                inference(net, test),
                values(histories, h -> h.last().testAccuracy()),
                histories.get(0));
    }

    /**
     * Pictures a second, from a batch that lies ready to the logits that are read back. What a
     * round computed is given back before the next.
     */
    static double inference(Block net, Images test) {
        try (NDManager manager = HostArrays.newManager(Nets.device(net))) {
            NDArray batch = test.pixels(manager, test.indices(0, BATCH));
            double fastest = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                try (NDManager scope = manager.newSubManager()) {
                    batch.attach(scope);
                    long begin = System.nanoTime();
                    Nets.forward(net, batch).toFloatArray();
                    fastest = Math.min(fastest, (System.nanoTime() - begin) / 1e9);
                    batch.attach(manager);
                }
            }
            return batch.size(0) / fastest;
        }
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

    /** Of the accuracies. */
    double lowest() {
        return Arrays.stream(accuracy).min().orElse(0);
    }
}
