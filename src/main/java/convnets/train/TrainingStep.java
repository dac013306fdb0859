package convnets.train;

import ai.djl.Device;
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
import ai.djl.training.tracker.Tracker;
import convnets.data.BatchSource;
import convnets.data.BatchSources;
import convnets.engine.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One step of the training: a batch forward, backward, and the update. All of it is queued for the
 * engine; nothing waits.
 *
 * <p>Several devices share each batch (data parallel training). The weights live on the first; each
 * other device works on its part of the batch with a fresh copy of them. The loss of the batch is
 * the mean of the parts' losses, weighted by their sizes, and so is its gradient: the parts'
 * gradients are summed with these weights on the first device, which makes the one update. DJL's
 * Trainer keeps weights on all devices and a parameter server between them; copies that last for
 * one step need none. (Running statistics, as of batch normalization, would be those of the first
 * device's parts; the course's nets have none.)
 *
 * @see <a href="https://d2l.ai/chapter_computational-performance/multiple-gpus.html">d2l, training
 *     on multiple GPUs</a>
 */
final class TrainingStep implements AutoCloseable {

    private final TrainingJob job;
    private final NDManager manager;
    private final List<BatchSource> sources;
    private final Optimizer optimizer;
    private final List<Parameter> learned;
    private final ChannelPadding lanes;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();

    /** A batch on its way: its loss and right answers, once they are read; then close the scope. */
    record Queued(NDManager scope, NDArray numbers, int examples) {}

    /** What one device gets of a batch, and how much of the whole that is. */
    private record Part(
            NDManager scope, NDArray x, NDArray y, ParameterStore weights, float share) {}

    /**
     * Prepares the steps of a training.
     *
     * @param job whose net has its weights
     * @param manager on the first of its devices
     * @param chance where the augmentation's random numbers come from
     */
    TrainingStep(TrainingJob job, NDManager manager, Random chance) {
        this(job, manager, chance, Tracker.fixed(job.settings().optimizer().learningRate()));
    }

    /** The same with a learning rate that changes from step to step. */
    TrainingStep(TrainingJob job, NDManager manager, Random chance, Tracker rate) {
        this.job = job;
        this.manager = manager;
        sources = job.devices().stream().map(device -> source(job, device, chance)).toList();
        optimizer = job.settings().optimizer().with(job.memory(), rate);
        boolean fills = job.devices().size() == 1 && Devices.likesFullLanes();
        lanes = fills ? new ChannelPadding(job.net(), manager) : null;
        learned = OptimizerMemory.learned(job.net());
    }

    private static BatchSource source(TrainingJob job, Device device, Random chance) {
        return BatchSources.of(job.data().train(), device, job.settings().augmentation(), chance);
    }

    /** Begins an epoch with the pictures in this order. */
    void order(int[] order) {
        sources.forEach(source -> source.order(order));
    }

    /** Queues a batch: the pictures at these places of the order, the last one left out. */
    Queued run(int from, int to) {
        NDManager scope = manager.newSubManager();
        List<Part> parts = parts(scope, from, to);
        NDList logits = new NDList();
        NDList losses = new NDList();
        try (GradientCollector collector = Devices.engine().newGradientCollector()) {
            for (Part part : parts) {
                NDArray output = forward(part);
                logits.add(output);
                losses.add(loss.evaluate(new NDList(part.y), new NDList(output)));
            }
            losses.forEach(collector::backward);
        }
        for (Parameter parameter : learned) {
            // Nothing stays for the next step to add to: a new gradient replaces the old one, or
            // else the engine's update sets it to zero.
            NDArray gradient = gradient(parameter, parts);
            optimizer.update(parameter.getId(), parameter.getArray(), gradient);
        }
        job.memory().countStep();
        return new Queued(scope, numbers(parts, logits, losses), to - from);
    }

    private NDArray forward(Part part) {
        NDArray output =
                lanes == null
                        ? job.net()
                                .forward(part.weights, new NDList(part.x), true)
                                .singletonOrThrow()
                        : lanes.forward(part.weights, part.x);
        FitCheck.requireLogits(output, part.x.getShape().get(0), job.data().train());
        return output;
    }

    private List<Part> parts(NDManager scope, int from, int to) {
        List<Part> parts = new ArrayList<>();
        int batch = to - from;
        int count = Math.min(job.devices().size(), batch);
        for (int i = 0; i < count; i++) {
            NDManager own = i == 0 ? scope : scope.newSubManager(job.devices().get(i));
            int begin = from + i * batch / count;
            int end = from + (i + 1) * batch / count;
            parts.add(part(own, i, begin, end, (float) (end - begin) / batch));
        }
        return parts;
    }

    private Part part(NDManager scope, int device, int from, int to, float share) {
        boolean copied = device > 0;
        NDArray x = sources.get(device).pixels(scope, from, to);
        NDArray y = sources.get(device).labels(scope, from, to);
        ParameterStore weights = new ParameterStore(scope, copied);
        if (copied) { // now, not while gradients are collected: the copying is no part of the net
            learned.forEach(parameter -> weights.getValue(parameter, scope.getDevice(), true));
        }
        return new Part(scope, x, y, weights, share);
    }

    /** Of the whole batch, on the first device. */
    private static NDArray gradient(Parameter parameter, List<Part> parts) {
        NDArray sum = gradient(parameter, parts.get(0));
        if (parts.size() > 1) {
            sum.muli(parts.get(0).share);
        }
        for (Part part : parts.subList(1, parts.size())) {
            sum.addi(toFirst(gradient(parameter, part).mul(part.share), parts));
        }
        return sum;
    }

    private static NDArray gradient(Parameter parameter, Part part) {
        NDArray weights = part.weights.getValue(parameter, part.scope.getDevice(), true);
        NDArray gradient = weights.getGradient();
        gradient.attach(part.scope); // so that it is freed
        return gradient;
    }

    private static NDArray toFirst(NDArray array, List<Part> parts) {
        NDArray moved = array.toDevice(parts.get(0).scope.getDevice(), false);
        moved.attach(parts.get(0).scope);
        return moved;
    }

    /** The mean loss of the batch and its right answers. */
    private static NDArray numbers(List<Part> parts, NDList logits, NDList losses) {
        NDArray sum = null;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            NDArray mean = parts.size() == 1 ? losses.get(i) : losses.get(i).mul(part.share);
            NDArray both = NDArrays.stack(new NDList(mean, right(logits.get(i), part.y)));
            sum = sum == null ? both : sum.addi(toFirst(both, parts));
        }
        return sum;
    }

    /** How many of the logits' largest values stand at their labels: a scalar on the device. */
    static NDArray right(NDArray logits, NDArray labels) {
        NDArray answers = logits.argMax(1).toType(DataType.FLOAT32, false);
        return answers.eq(labels).toType(DataType.FLOAT32, false).sum();
    }

    /** Gives back what the sources keep on the devices. */
    @Override
    public void close() {
        sources.forEach(BatchSource::close);
    }
}
