package convnets.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import convnets.data.Images;
import convnets.train.History.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The training loop: batch by batch, forward, backward, update.
 *
 * <p>The engine works on its own thread while this one queues work for it. Reading a number back
 * waits for the queue, so a batch's loss is read only when the next batch is queued: the engine
 * never idles, and never runs more than a batch ahead.
 */
final class Loop {

    private static final long REPORT_NANOS = 250_000_000L;

    /** A report may cost a fiftieth of the time since the one before. */
    private static final int REPORT_SHARE = 50;

    private final Training training;
    private final Images images;
    private final Random random;

    /** Apart from the order of the pictures, so that augmentation leaves that as it is. */
    private final Random chance;

    private final int batches;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private final List<Epoch> done = new ArrayList<>();

    private NDManager manager;
    private Optimizer optimizer;
    private Lanes lanes;
    private Map<Parameter, NDArray> gradients;
    private Ending ending;
    private long nextReport;
    private boolean reported;
    private long watching;

    Loop(Training training) {
        this.training = training;
        images = training.data.train();
        done.addAll(training.before);
        random = new Random(training.seed + 31L * done.size());
        chance = new Random(training.seed + 31L * done.size() + 1);
        batches = (images.size() + training.batchSize - 1) / training.batchSize;
    }

    History run() {
        try (NDManager own = NDManager.newBaseManager(Devices.best())) {
            manager = own;
            optimizer = training.optimizer(own);
            lanes = Devices.likesFullLanes() ? new Lanes(training.net, own) : null;
            training.listener.begin();
            nextReport = System.nanoTime();
            ending = done.size() < training.epochs ? null : Ending.FINISHED;
            while (ending == null) {
                epoch();
            }
        }
        return new History(training.settings(), List.copyOf(done), ending, note());
    }

    private void epoch() {
        int[] order = shuffled();
        Sums sums = new Sums();
        long begin = System.nanoTime();
        watching = 0;
        Pending previous = null;
        for (int batch = 0; batch < batches && ending == null; batch++) {
            Pending current = step(order, batch);
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

    /** Queues one batch: forward, backward, update. */
    private Pending step(int[] order, int batch) {
        int from = batch * training.batchSize;
        int to = Math.min(order.length, from + training.batchSize);
        int[] places = IntStream.range(from, to).map(i -> order[i]).toArray();
        NDManager scope = manager.newSubManager();
        NDArray x =
                training.augmentation == null
                        ? images.pixels(scope, places)
                        : images.pixels(scope, training.augmentation, chance, places);
        NDArray y = images.labels(scope, places);
        ParameterStore store = new ParameterStore(scope, false);
        NDArray logits;
        NDArray meanLoss;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            logits = forward(store, x);
            meanLoss = loss.evaluate(new NDList(y), new NDList(logits));
            collector.backward(meanLoss);
        }
        if (gradients == null) {
            gradients = gradients(); // on PyTorch they exist only after the first backward
        }
        gradients.forEach((p, g) -> optimizer.update(p.getId(), p.getArray(), g));
        NDArray numbers = NDArrays.stack(new NDList(meanLoss, right(logits, y)));
        return new Pending(scope, numbers, places.length);
    }

    private NDArray forward(ParameterStore store, NDArray x) {
        return lanes == null
                ? training.net.forward(store, new NDList(x), true).singletonOrThrow()
                : lanes.forward(store, x);
    }

    /** How many of the logits' largest values stand at their labels: a scalar on the device. */
    static NDArray right(NDArray logits, NDArray labels) {
        NDArray answers = logits.argMax(1).toType(DataType.FLOAT32, false);
        return answers.eq(labels).toType(DataType.FLOAT32, false).sum();
    }

    private void read(Pending batch, Sums sums) {
        if (batch == null) {
            return;
        }
        float[] numbers = batch.numbers.toFloatArray();
        batch.scope.close();
        sums.examples += batch.examples;
        sums.loss += (double) numbers[0] * batch.examples;
        sums.right += numbers[1];
        if (!Float.isFinite(numbers[0])) {
            ending = Ending.DIVERGED;
        }
    }

    private void finish(Sums sums, double seconds) {
        double test = Training.accuracy(training.net, training.data.test());
        if (stopped()) {
            ending = Ending.STOPPED;
            return;
        }
        Epoch epoch =
                new Epoch(
                        done.size() + 1,
                        sums.loss / sums.examples,
                        sums.right / sums.examples,
                        test,
                        seconds,
                        sums.examples / seconds);
        done.add(epoch);
        training.listener.epoch(epoch);
        if (done.size() == training.epochs) {
            ending = Ending.FINISHED;
        }
    }

    private void report(Sums sums, int batch, long epochBegin) {
        long now = System.nanoTime();
        if (now < nextReport || sums.examples == 0) {
            return;
        }
        double seconds = (now - epochBegin - watching) / 1e9;
        training.listener.progress(
                new Progress(
                        List.copyOf(done),
                        training.epochs,
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
        int[] order = images.places(0, images.size());
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** The gradients' arrays: the engine writes into the same ones batch after batch. */
    private Map<Parameter, NDArray> gradients() {
        Map<Parameter, NDArray> map = new LinkedHashMap<>();
        for (Parameter parameter : training.net.getParameters().values()) {
            if (parameter.requiresGradient()) {
                NDArray gradient = parameter.getArray().getGradient();
                gradient.attach(manager);
                map.put(parameter, gradient);
            }
        }
        return map;
    }

    private String note() {
        int epoch = done.size() + 1;
        return switch (ending) {
            case FINISHED -> "";
            case STOPPED -> "Stopped in epoch " + epoch + ": weights and history are kept.";
            case DIVERGED ->
                    String.format(
                            "Diverged at epoch %d: the loss is no longer a number; %s.",
                            epoch, training.advice());
        };
    }

    /** What adds up over an epoch. */
    private static final class Sums {
        private long examples;
        private double loss;
        private double right;
    }

    /** A batch that is queued and whose numbers are not read yet. */
    private record Pending(NDManager scope, NDArray numbers, int examples) {}
}
