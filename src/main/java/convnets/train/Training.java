package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.optimizer.Optimizer;
import convnets.CourseException;
import convnets.data.Augmentation;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Trains a net on pictures by minibatch gradient descent with the softmax cross-entropy loss.
 *
 * <pre>{@code
 * var run = Training.of(net, data).learningRate(0.9f).batchSize(256).epochs(10).fit();
 * run.history().best().testAccuracy()
 * }</pre>
 *
 * <p>The net takes (N, 1, h, w) and gives (N, classes) logits. {@link #fit} starts from fresh
 * weights each time; the same seed on the same number of threads gives the same numbers.
 *
 * @see <a href="https://d2l.ai/chapter_linear-classification/softmax-regression-scratch.html">d2l,
 *     softmax regression from scratch: the same loop by hand</a>
 */
public final class Training {

    private static final String SHARED = "each batch is shared by";

    private static volatile Supplier<TrainingListener> watcher = () -> TrainingListener.PRINTING;

    final Block net;
    final ImageData data;
    int batchSize = 256;
    int epochs = 10;
    int seed;
    Initializer weights = Init.glorot();
    TrainingListener listener = watcher.get();
    Augmentation augmentation;
    List<Epoch> before = List.of();
    List<Device> devices = Devices.all();
    private String name = "net";
    private float learningRate = 0.1f;
    private float momentum;
    private boolean adam;
    private History history;

    private Training(Block net, ImageData data) {
        this.net = net;
        this.data = data;
    }

    /**
     * Prepares a training.
     *
     * @param net (N, 1, h, w) → (N, classes) logits
     * @param data what it learns from and is tested on
     * @return the training, to be adjusted and started with {@link #fit}
     */
    public static Training of(Block net, ImageData data) {
        return new Training(net, data);
    }

    /**
     * Sets who watches trainings that do not name a listener of their own.
     *
     * @param listener makes one for each training
     */
    public static void watchWith(Supplier<TrainingListener> listener) {
        watcher = listener;
    }

    /**
     * Sets the step size η.
     *
     * @param rate above 0; 0.1 unless set
     * @return this
     */
    public Training learningRate(float rate) {
        require(rate > 0 && rate < Float.POSITIVE_INFINITY, "a learning rate above 0", rate);
        learningRate = rate;
        return this;
    }

    /**
     * Sets how many pictures go into one step.
     *
     * @param pictures 1 or more; 256 unless set
     * @return this
     */
    public Training batchSize(int pictures) {
        require(pictures >= 1, "a batch size of 1 or more", pictures);
        batchSize = pictures;
        return this;
    }

    /**
     * Sets how often the training pictures are gone through.
     *
     * @param count 1 or more; 10 unless set
     * @return this
     */
    public Training epochs(int count) {
        require(count >= 1, "1 epoch or more", count);
        epochs = count;
        return this;
    }

    /**
     * Sets the seed of everything random: first weights, order of the pictures, dropout.
     *
     * @param number any; 0 unless set
     * @return this
     */
    public Training seed(int number) {
        seed = number;
        return this;
    }

    /**
     * Uses stochastic gradient descent with momentum.
     *
     * @param share of the last step that is kept, 0 ≤ β &lt; 1; plain SGD, 0, unless set
     * @return this
     */
    public Training momentum(float share) {
        require(share >= 0 && share < 1, "a momentum of 0 or more and below 1", share);
        momentum = share;
        adam = false;
        return this;
    }

    /**
     * Uses the Adam optimizer in place of SGD. A learning rate of 0.001 suits it.
     *
     * @return this
     */
    public Training adam() {
        adam = true;
        return this;
    }

    /**
     * Sets the rule for the first weights.
     *
     * @param rule {@link Init#glorot()} unless set
     * @return this
     */
    public Training weights(Initializer rule) {
        weights = rule;
        return this;
    }

    /**
     * Changes the training pictures at random, anew in each epoch. The test pictures stay.
     *
     * @param change such as {@code Augmentation.shift(4)}
     * @return this
     */
    public Training augment(Augmentation change) {
        augmentation = change;
        return this;
    }

    /**
     * Sets where the net is trained. Several devices share each batch.
     *
     * @param some the first keeps the weights; all GPUs, or the CPU if there is none, unless set
     * @return this
     */
    public Training devices(Device... some) {
        require(some.length >= 1, "1 device or more", some.length);
        devices = List.of(some);
        return this;
    }

    /**
     * Names what is trained, for its history and its messages.
     *
     * @param net in a few words, such as "VGG-11, width ÷ 8"
     * @return this
     */
    public Training name(String net) {
        name = net;
        return this;
    }

    /**
     * Sets who watches.
     *
     * @param watching told of the progress
     * @return this
     */
    public Training listener(TrainingListener watching) {
        listener = watching;
        return this;
    }

    /**
     * Lets somebody watch beside the one who watches already.
     *
     * @param watching told of the progress
     * @return this
     */
    public Training also(TrainingListener watching) {
        listener = listener.and(watching);
        return this;
    }

    /**
     * Gives the net fresh weights and trains it. The stop button of a notebook (an interrupt of the
     * thread) ends it after the current batch; the weights and the history so far are kept.
     *
     * @return this, with its {@link #history}
     * @throws CourseException if the net does not fit the pictures
     */
    public Training fit() {
        return train(
                () -> {
                    Nets.initialize(net, weights, seed, devices.get(0), data.train().shape(1));
                    before = List.of();
                });
    }

    /**
     * Goes on from saved weights until {@link #epochs} are done in all, those before counted. The
     * optimizer's own memory (momentum, Adam's moments) starts afresh, and so do the random
     * numbers.
     *
     * @param saved the history's file, as {@link #save} made it; the weights lie beside it
     * @return this, with the whole {@link #history}
     * @throws CourseException if there is no such file, it is damaged, or it is of another training
     */
    public Training resume(Path saved) {
        History first = History.load(saved);
        Set<String> mayDiffer = Set.of("epochs", "machine", "device", SHARED);
        String difference = first.difference(settings(), mayDiffer);
        if (!difference.isEmpty()) {
            throw new CourseException(
                    "Cannot resume from %s: it is of another training (%s).", saved, difference);
        }
        return train(
                () -> {
                    Nets.load(net, weightsFile(saved), devices.get(0), data.train().shape(1));
                    before = first.epochs();
                });
    }

    private Training train(Runnable start) {
        synchronized (Training.class) { // one that was just stopped may still be in its last batch
            start.run();
            history = new TrainingLoop(this).run();
            listener.end(history);
            return this;
        }
    }

    /**
     * Saves the history, and the weights beside it. Files of that name are replaced at once, never
     * half.
     *
     * @param file for the history, such as results/lenet.json
     * @return this
     */
    public Training save(Path file) {
        Nets.save(net, weightsFile(file));
        history().save(file);
        return this;
    }

    private static Path weightsFile(Path file) {
        return file.resolveSibling(
                file.getFileName().toString().replaceFirst("\\.json$", "") + ".weights");
    }

    /**
     * What happened.
     *
     * @return one row an epoch
     * @throws CourseException if {@link #fit} was not called yet
     */
    public History history() {
        if (history == null) {
            throw new CourseException("There is no history yet: call fit() first.");
        }
        return history;
    }

    /**
     * The net that is trained.
     *
     * @return the block itself
     */
    public Block net() {
        return net;
    }

    /**
     * What it learns from and is tested on.
     *
     * @return the data as they were given
     */
    public ImageData data() {
        return data;
    }

    /**
     * Measures a net.
     *
     * @param net with weights
     * @param images to be tested on
     * @return the share of pictures whose largest logit is that of their label, 0 to 1; of those
     *     seen so far if the stop button ended it
     */
    public static double accuracy(Block net, Images images) {
        return Evaluation.of(net, images).accuracy();
    }

    Optimizer optimizer(NDManager manager) {
        return adam
                ? Optimizers.adam(learningRate, manager)
                : Optimizers.sgd(learningRate, momentum, manager);
    }

    /**
     * What the history remembers of the settings: two trainings with equal settings on the same
     * machine give the same numbers.
     *
     * @return name and value: net, layers, data, first weights, optimizer, learning rate, …
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("net", name);
        settings.put("layers", Nets.outline(net));
        settings.put("data", data.toString());
        if (augmentation != null) {
            settings.put("augmentation", augmentation.toString());
        }
        settings.put("first weights", weights.toString().replaceFirst("@\\p{XDigit}+$", ""));
        settings.put("optimizer", adam ? "Adam" : momentum == 0 ? "SGD" : "SGD, β " + momentum);
        settings.put("learning rate", Float.toString(learningRate));
        settings.put("batch size", Integer.toString(batchSize));
        settings.put("epochs", Integer.toString(epochs));
        settings.put("seed", Integer.toString(seed));
        settings.put("device", Devices.describe());
        if (devices.size() > 1) {
            settings.put(SHARED, devices.toString());
        }
        settings.put("machine", Devices.machine());
        return settings;
    }

    String advice() {
        return "try a smaller learning rate than " + learningRate;
    }

    private static void require(boolean holds, String what, Number found) {
        if (!holds) {
            throw new CourseException("A training needs %s, not %s.", what, found);
        }
    }

    /** What this training is, in one line. */
    @Override
    public String toString() {
        return history == null
                ? "Training, not started: " + List.copyOf(settings().entrySet())
                : history.toString();
    }
}
