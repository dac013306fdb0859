package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.tracker.Tracker;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A short training whose learning rate rises from batch to batch, to find one that suits: below it
 * the loss hardly falls, above it the loss grows.
 *
 * @param rates the learning rate of each step
 * @param losses the loss of each step's batch, before the step, in nats
 * @param smoothed the same as a mean over the last steps, the recent ones weighing most
 * @param suggestion a tenth of the rate at which the smoothed loss is lowest, rounded to one digit;
 *     NaN if the net did not get better than guessing, or than it began, as one with sigmoids may
 *     in so few steps
 * @see <a href="https://arxiv.org/abs/1506.01186">Smith, 2015, section 3.3</a>
 */
public record LearningRateRun(
        double[] rates, double[] losses, double[] smoothed, double suggestion) {

    private static final double LOWEST = 1e-5;
    private static final double HIGHEST = 10;
    private static final int STEPS = 100;

    /** A run that is stopped earlier has not seen enough. */
    private static final int FEWEST_STEPS = 10;

    /** How much of the mean a step leaves as it was. */
    private static final double KEPT = 0.9;

    /** A loss must fall below this share of the first, and of that of guessing, to say anything. */
    private static final double BETTER = 0.95;

    /** The run ends where the smoothed loss is so many times the lowest, or no number. */
    private static final double TOO_FAR = 3;

    /**
     * Runs up to 100 steps with learning rates from 0.00001 to 10, from fresh weights. The net then
     * has the weights again that it had before, or none.
     *
     * @param training its net, pictures, batch size, optimizer, augmentation, first weights and
     *     seed; its own learning rate does not matter
     * @return what happened
     * @throws CourseException if the net does not fit the pictures, or the stop button was pressed
     *     in the first 10 steps
     */
    public static LearningRateRun of(Training training) {
        Given.of("training", training);
        training.requireFit();
        synchronized (Training.class) { // one at a time: the engine has one stream of chance
            Runnable restore = restoring(training.net());
            try {
                TrainingJob job = training.job(null);
                training.begin(job);
                return run(job);
            } finally {
                restore.run();
            }
        }
    }

    private static LearningRateRun run(TrainingJob job) {
        List<Double> losses = new ArrayList<>();
        List<Double> smoothed = new ArrayList<>();
        Tracker rate = step -> (float) rate(losses.size());
        PictureOrder order = new PictureOrder(job.data().train(), job.settings());
        int size = job.data().train().size();
        int batch = Math.min(size, job.settings().batchSize());
        try (NDManager manager = HostArrays.newManager(job.home());
                TrainingStep steps = new TrainingStep(job, manager, order.chance(), rate)) {
            int from = size; // behind the end: there is no order yet
            double sum = 0;
            double lowest = Double.POSITIVE_INFINITY;
            while (losses.size() < STEPS && !Thread.currentThread().isInterrupted()) {
                if (from + batch > size) {
                    steps.order(order.shuffled());
                    from = 0;
                }
                TrainingStep.Queued queued = steps.run(from, from + batch);
                from += batch;
                double loss = Epoch.loss(queued.numbers().toFloatArray()[0]);
                queued.scope().close();
                sum = KEPT * sum + (1 - KEPT) * loss;
                double mean = sum / (1 - Math.pow(KEPT, losses.size() + 1));
                if (!(mean <= TOO_FAR * lowest)) { // not a number, too
                    break;
                }
                lowest = Math.min(lowest, mean);
                losses.add(loss);
                smoothed.add(mean);
            }
        }
        return of(losses, smoothed, job.data().train().names().size());
    }

    private static LearningRateRun of(List<Double> losses, List<Double> smoothed, int classes) {
        if (losses.size() < FEWEST_STEPS) {
            throw new CourseException(
                    "This run ended after %s, too few for a suggestion: run it again, and if"
                            + " it was not stopped, look at the pictures and the first weights.",
                    Text.count(losses.size(), "step"));
        }
        double[] rates = new double[losses.size()];
        Arrays.setAll(rates, LearningRateRun::rate);
        double lowest = Collections.min(smoothed);
        boolean learned = lowest < BETTER * Math.min(Math.log(classes), smoothed.get(0));
        double best = rates[smoothed.indexOf(lowest)];
        double suggestion = learned ? oneDigit(best / 10) : Double.NaN;
        return new LearningRateRun(rates, array(losses), array(smoothed), suggestion);
    }

    private static double oneDigit(double value) {
        return new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_UP)).doubleValue();
    }

    /** Each rate is the same number of times the one before. */
    private static double rate(int step) {
        return LOWEST * Math.pow(HIGHEST / LOWEST, (double) step / (STEPS - 1));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Gives a net back the weights that it has now, or takes those away that it will have. */
    private static Runnable restoring(Block net) {
        if (!net.isInitialized()) {
            return net::clear;
        }
        Shape input = net.describeInput().valueAt(0);
        Device device = Nets.device(net);
        List<float[]> before =
                net.getParameters().values().stream()
                        .map(parameter -> parameter.getArray().toFloatArray())
                        .toList();
        return () -> {
            Nets.initialize(net, Initializer.ZEROS, 0, device, input);
            int i = 0;
            for (Parameter parameter : net.getParameters().values()) {
                HostArrays.set(parameter.getArray(), before.get(i++));
            }
        };
    }

    /** The suggestion, and what it was read from. */
    @Override
    public String toString() {
        String run =
                Text.format(
                        "%d steps up to a learning rate of %s; the smoothed loss is lowest at %.3f",
                        losses.length,
                        Text.number(rates[rates.length - 1]),
                        Arrays.stream(smoothed).min().orElseThrow());
        return Double.isNaN(suggestion)
                ? "No learning rate is suggested, since the net got no better than guessing or than it began ("
                        + run
                        + ")"
                : "A learning rate of " + Text.number(suggestion) + " is suggested (" + run + ")";
    }
}
