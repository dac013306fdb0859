package convnets.train;

import ai.djl.ndarray.NDManager;
import convnets.Text;
import convnets.data.Augmentation;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The training loop: {@link TrainingStep} by step, epoch by epoch.
 *
 * <p>The engine works on its own thread while this one queues work for it. Reading a number back
 * waits for the queue, so a batch's loss is read only when the next batch is queued: the engine
 * never idles, and never runs more than a batch ahead.
 */
final class TrainingLoop {

    private static final long REPORT_NANOS = 250_000_000L;

    /** A report may cost an eightieth of the time since the one before. */
    private static final int REPORT_SHARE = 80;

    /** An epoch whose mean loss is so many times that of guessing has diverged. */
    private static final double FAR_ABOVE_GUESSING = 100;

    private final TrainingJob job;
    private final TrainingSettings settings;
    private final Images images;
    private final Random random;

    /** Another stream than that of any order, so that augmentation leaves the order as it is. */
    private final Random chance;

    private final int batches;
    private final List<Epoch> done = new ArrayList<>();

    private TrainingStep step;
    private Ending ending;
    private String fault;
    private long nextReport;
    private boolean reported;
    private long watching;

    TrainingLoop(TrainingJob job) {
        this.job = job;
        settings = job.settings();
        images = job.data().train();
        done.addAll(job.before());
        random = new Random(settings.seed());
        chance = Augmentation.random(settings.seed());
        batches = (images.size() - 1) / settings.batchSize() + 1;
        done.forEach(epoch -> skip());
    }

    /** Draws what an epoch draws, so that one that is resumed goes on with the same numbers. */
    private void skip() {
        shuffled();
        if (settings.augmentation() != null) {
            settings.augmentation().skip(images.size(), chance);
        }
    }

    History run() {
        try (NDManager own = HostArrays.newManager(job.home());
                TrainingStep steps = new TrainingStep(job, own, chance)) {
            step = steps;
            job.listener().begin();
            nextReport = System.nanoTime();
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
        step.order(shuffled());
        Sums sums = new Sums();
        long begin = System.nanoTime();
        watching = 0;
        TrainingStep.Queued previous = null;
        for (int batch = 0; batch < batches && ending == null; batch++) {
            TrainingStep.Queued current = run(batch);
            read(previous, sums);
            previous = current;
            if (stopped()) {
                ending = Ending.STOPPED;
            }
            if (ending == null) {
                report(sums, batch + 1, begin);
            }
        }
        read(previous, sums);
        if (ending == null) {
            finish(sums, (System.nanoTime() - begin - watching) / 1e9);
        }
    }

    private TrainingStep.Queued run(int batch) {
        int from = batch * settings.batchSize();
        return step.run(from, from + Math.min(settings.batchSize(), images.size() - from));
    }

    private void read(TrainingStep.Queued batch, Sums sums) {
        if (batch == null) {
            return;
        }
        float[] numbers = batch.numbers().toFloatArray();
        batch.scope().close();
        sums.examples += batch.examples();
        sums.loss += (double) numbers[0] * batch.examples();
        sums.right += numbers[1];
        if (!Float.isFinite(numbers[0])) {
            diverge("the loss is no longer a number");
        }
    }

    private void diverge(String what) {
        ending = Ending.DIVERGED;
        fault = what;
    }

    private void finish(Sums sums, double seconds) {
        double loss = sums.loss / sums.examples;
        double guessing = Math.log(images.names().size());
        if (loss > FAR_ABOVE_GUESSING * Math.max(1, guessing)) {
            diverge(Text.format("the loss is %.3g, where guessing has %.2f", loss, guessing));
        } else if (!Nets.isFinite(job.net())) {
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
        job.listener().epoch(epoch);
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

    private void report(Sums sums, int batch, long epochBegin) {
        long now = System.nanoTime();
        if (now < nextReport || sums.examples == 0) {
            return;
        }
        double seconds = (now - epochBegin - watching) / 1e9;
        job.listener()
                .progress(
                        new Progress(
                                List.copyOf(done),
                                settings.epochs(),
                                batch,
                                batches,
                                sums.loss / sums.examples,
                                sums.right / sums.examples,
                                sums.examples / seconds));
        long cost = System.nanoTime() - now;
        watching += cost;
        // The first report loads what it draws with, which says nothing about the next one.
        nextReport = now + (reported ? Math.max(REPORT_NANOS, REPORT_SHARE * cost) : REPORT_NANOS);
        reported = true;
    }

    /**
     * Whether the stop button was pressed. An interrupted thread must not draw: sending a picture
     * to the notebook would close the kernel's connection under it.
     */
    private static boolean stopped() {
        return Thread.currentThread().isInterrupted();
    }

    private int[] shuffled() {
        int[] order = images.indices(0, images.size());
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
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
