package convnets.train;

import ai.djl.ndarray.NDManager;
import convnets.Text;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import java.util.ArrayList;
import java.util.List;

/**
 * The training loop: {@link TrainingStep} by step, epoch by epoch.
 *
 * <p>The engine works on its own thread while this one queues work for it. Reading a number back
 * waits for the queue, so a batch's loss is read only when the next batch is queued: the engine
 * never idles, and never runs more than a batch ahead.
 */
final class TrainingLoop {

    /** An epoch whose mean loss is so many times that of guessing has diverged. */
    private static final double FAR_ABOVE_GUESSING = 100;

    private final TrainingJob job;
    private final TrainingSettings settings;
    private final PictureOrder order;

    private final List<Epoch> done = new ArrayList<>();

    private TrainingStep step;
    private Ending ending;
    private String fault;
    private ReportPace pace;

    TrainingLoop(TrainingJob job) {
        this.job = job;
        settings = job.settings();
        done.addAll(job.before());
        order = new PictureOrder(job.data().train(), settings);
        done.forEach(epoch -> order.skip());
    }

    History run() {
        try (NDManager own = HostArrays.newManager(job.home());
                TrainingStep steps = new TrainingStep(job, own, order.chance())) {
            step = steps;
            job.listeners().forEach(TrainingListener::begin);
            pace = new ReportPace();
            ending = done.size() < settings.epochs() ? null : Ending.FINISHED;
            while (ending == null) {
                epoch();
            }
        }
        return new History(settings, List.copyOf(done), ending, note());
    }

    private void epoch() {
        if (job.reseeds() && !done.isEmpty()) {
            Devices.engine().setRandomSeed((int) (settings.seed() + 31L * done.size()));
        }
        step.order(order.shuffled());
        Sums sums = new Sums();
        long begin = pace.time();
        TrainingStep.Queued previous = null;
        for (int batch = 0; batch < order.batches() && ending == null; batch++) {
            TrainingStep.Queued current = run(batch);
            read(previous, sums);
            previous = current;
            if (stopped()) {
                ending = Ending.STOPPED;
            }
            if (ending == null && sums.examples > 0 && pace.isDue()) {
                Progress now = progress(sums, batch + 1, begin);
                pace.run(() -> job.listeners().forEach(listener -> listener.progress(now)));
            }
        }
        read(previous, sums);
        if (ending == null) {
            finish(sums, seconds(begin));
        }
    }

    private TrainingStep.Queued run(int batch) {
        int from = batch * settings.batchSize();
        return step.run(from, Math.min(from + settings.batchSize(), job.data().train().size()));
    }

    private void read(TrainingStep.Queued batch, Sums sums) {
        if (batch == null) {
            return;
        }
        float[] numbers = batch.numbers().toFloatArray();
        batch.scope().close();
        sums.examples += batch.examples();
        sums.loss += Epoch.loss(numbers[0]) * batch.examples();
        sums.right += numbers[1];
        if (!Float.isFinite(numbers[0])) {
            diverge("the loss is no longer a number");
        }
    }

    private void requireNear(double loss, String what) {
        double guessing = Math.log(job.data().train().names().size());
        if (!(loss <= FAR_ABOVE_GUESSING * Math.max(1, guessing))) { // not a number, too
            diverge(Text.format("the %s is %.3g, where guessing has %.2f", what, loss, guessing));
        }
    }

    private void diverge(String what) {
        ending = Ending.DIVERGED;
        fault = what;
    }

    private void finish(Sums sums, double seconds) {
        double loss = sums.loss / sums.examples;
        requireNear(loss, "loss");
        if (ending == null && !Nets.isFinite(job.net())) {
            diverge("some weights are no longer numbers");
        }
        if (ending != null) {
            return;
        }
        Evaluation test = Evaluation.seen(job.net(), job.data().test());
        if (stopped()) {
            ending = Ending.STOPPED;
            return;
        }
        requireNear(test.loss(), "loss of the test pictures"); // the last step is in no other loss
        if (ending != null) {
            return;
        }
        Epoch epoch =
                new Epoch(
                        done.size() + 1,
                        loss,
                        sums.right / sums.examples,
                        test.accuracy(),
                        seconds,
                        sums.examples / seconds);
        done.add(epoch);
        if (done.size() == settings.epochs()) {
            ending = Ending.FINISHED;
        }
        job.keep(soFar());
        job.listeners().forEach(listener -> listener.epoch(epoch));
    }

    /** What a file says of a training that may be killed at any moment from now on. */
    private History soFar() {
        boolean all = ending == Ending.FINISHED;
        String left = Text.format("Ended after epoch %d of %d.", done.size(), settings.epochs());
        return new History(
                settings,
                List.copyOf(done),
                all ? Ending.FINISHED : Ending.STOPPED,
                all ? "" : left);
    }

    private Progress progress(Sums sums, int batch, long begin) {
        return new Progress(
                List.copyOf(done),
                settings.epochs(),
                batch,
                order.batches(),
                sums.loss / sums.examples,
                sums.right / sums.examples,
                sums.examples / seconds(begin));
    }

    private double seconds(long begin) {
        return (pace.time() - begin) / 1e9;
    }

    /**
     * Whether the stop button was pressed. An interrupted thread must not draw: sending a picture
     * to the notebook would close the kernel's connection under it.
     */
    private static boolean stopped() {
        return Thread.currentThread().isInterrupted();
    }

    private String note() {
        int epoch = done.size() + 1;
        return switch (ending) {
            case FINISHED -> "";
            case STOPPED -> "Stopped in epoch " + epoch + ": weights and history are kept.";
            case DIVERGED ->
                    Text.format(
                            "Diverged at epoch %d: %s; try a smaller learning rate than %s.",
                            epoch, fault, settings.optimizer().learningRate());
        };
    }

    /** What adds up over an epoch. */
    private static final class Sums {
        private long examples;
        private double loss;
        private double right;
    }
}
