package convnets.exercises;

import ai.djl.nn.Block;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.data.Points;
import convnets.exercises.Probe.Role;
import convnets.exercises.Step.Fault;
import convnets.plot.Chart;
import convnets.train.Training;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Checks the exercises of chapter 02, Learning, that are about nets and their trainings. */
public final class LearningTrainingChecks {

    private static final double[][] CORNERS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    // train losses: rates 0.1, 0.002 and 0.6 from he(), and 0.1 from weights that are all 0
    private static final double[] GOOD = {
        1.212, 0.775, 0.664, 0.610, 0.539, 0.538, 0.501, 0.474, 0.469, 0.419
    };
    private static final double[] TOO_SMALL = {
        2.373, 2.107, 1.935, 1.793, 1.674, 1.573, 1.484, 1.407, 1.337, 1.276
    };
    private static final double[] TOO_LARGE = {
        1.983, 1.830, 1.741, 1.658, 1.668, 1.607, 1.800, 1.769, 1.657, 1.453
    };
    private static final double[] ALL_ZERO = {
        2.303, 2.302, 2.302, 2.302, 2.302, 2.302, 2.302, 2.302, 2.302, 2.302
    };

    /** One epoch of a training, the pictures in their order. */
    @FunctionalInterface
    public interface EpochLoop {

        /**
         * Trains a net.
         *
         * @param net with weights
         * @param images to learn from
         * @param batchSize pictures for a step
         * @param rate the learning rate
         * @return the mean loss over the pictures, each before the step that it takes part in
         */
        double run(Block net, Images images, int batchSize, float rate);
    }

    private LearningTrainingChecks() {}

    /**
     * 2.6: the exclusive or, by two ReLUs.
     *
     * @param weights of the first hidden unit for a and b, then of the second
     * @param biases of the two hidden units
     * @param output the output's weight for each hidden unit, then its bias
     * @return what is said of them
     */
    public static Verdict xor(double[] weights, double[] biases, double[] output) {
        Predicate<double[]> isZero = numbers -> DoubleStream.of(numbers).allMatch(v -> v == 0);
        Check check = Check.of("2.6", weights, biases, output);
        check.mistake(
                        "numbers",
                        () -> weights.length != 4 || biases.length != 2 || output.length != 3)
                .notBegun("zero", () -> Stream.of(weights, biases, output).allMatch(isZero))
                .and(() -> corners(weights, biases, output));
        return check.verdict();
    }

    private static Optional<Fault> corners(double[] w, double[] b, double[] v) {
        int truth = 0;
        for (double[] corner : CORNERS) {
            truth = 2 * truth + (out(corner, w, b, v) > 0.5 ? 1 : 0);
        }
        return switch (truth) {
            case 0b0110 -> Fault.when(isHalf(w, b, v), "half");
            case 0b1001 -> Optional.of(Fault.named("turned"));
            case 0b0111 -> Optional.of(Fault.named("or"));
            case 0b0001 -> Optional.of(Fault.named("and"));
            case 0b1110 -> Optional.of(Fault.named("not both"));
            case 0b0000 -> Optional.of(Fault.named("none"));
            case 0b1111 -> Optional.of(Fault.named("all"));
            default -> Optional.of(Fault.named("unlike"));
        };
    }

    /** Whether one of the corners that are not above ½, or no number, is not below it either. */
    private static boolean isHalf(double[] w, double[] b, double[] v) {
        return Stream.of(CORNERS).anyMatch(corner -> !(Math.abs(out(corner, w, b, v) - 0.5) > 0));
    }

    private static double out(double[] corner, double[] w, double[] b, double[] v) {
        double first = Math.max(0, w[0] * corner[0] + w[1] * corner[1] + b[0]);
        double second = Math.max(0, w[2] * corner[0] + w[3] * corner[1] + b[1]);
        return v[0] * first + v[1] * second + v[2];
    }

    /**
     * The curves of 2.9: four trainings of one net with a hidden layer of 64 ReLUs on 2,000
     * clothes, batches of 32, that differ in one setting each.
     *
     * @return the train loss over the epochs, without a word of which is which
     */
    public static Chart curves() {
        return Chart.lines("Four trainings")
                .x("epoch")
                .y("train loss (nats)")
                .add("A", TOO_LARGE)
                .add("B", ALL_ZERO)
                .add("C", GOOD)
                .add("D", TOO_SMALL);
    }

    /**
     * 2.9: what the four curves are.
     *
     * @param good the name of the training in which all is well
     * @param tooSmall of that whose learning rate is too small
     * @param tooLarge of that whose learning rate is too large
     * @param allZero of that whose weights began at 0
     * @return what is said of it
     */
    public static Verdict read(String good, String tooSmall, String tooLarge, String allZero) {
        String[] given = {good, tooSmall, tooLarge, allZero};
        return Check.of("2.9", (Object) given).choices(given).verdict();
    }

    /**
     * 2.10: a training loop that was put right.
     *
     * @param loop one epoch
     * @return what is said of it
     */
    public static Verdict loop(EpochLoop loop) {
        List<EpochTask> tasks =
                List.of(
                        new EpochTask(Points.xor(41, Draw.between(0, 999)).train(), 20, 0.5f),
                        new EpochTask(Points.rings(64, Draw.between(0, 999)).train(), 16, 0.25f));
        Check check = Check.of("2.10", loop);
        check.formula("the weights and the loss", tasks, t -> trained(t, loop))
                .within(1e-5, 1)
                .right("look", t -> t.byHand(-1, true, true))
                .wrong("sign", t -> t.byHand(1, true, true))
                .wrong("still", t -> t.byHand(0, true, true))
                .wrong("rest", t -> t.byHand(-1, false, true))
                .wrong("weighted", t -> t.byHand(-1, true, false))
                .stub("both", t -> t.byHand(1, false, true));
        return check.verdict();
    }

    private static double[] trained(EpochTask task, EpochLoop loop) {
        return task.by(net -> loop.run(net, task.points(), task.batchSize(), task.rate()));
    }

    /**
     * 2.11: better than one layer, and without a convolution.
     *
     * @param training trained on clothes
     * @return what is said of it
     */
    public static Verdict better(Training training) {
        Trained run = Trained.of(training);
        Check check =
                Check.trained(
                        "2.11",
                        run,
                        "FashionMnist.sample() as it is",
                        () -> List.of(FashionMnist.sample()));
        check.and(run::unmoved)
                .mistake("convolution", () -> run.design().parts().count(Role.CONVOLUTION) > 0)
                .atMost("epochs", 10, () -> run.history().epochs().size())
                .floor(run, "best test accuracy", run::best);
        return check.verdict(run::best);
    }
}
