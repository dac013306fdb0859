package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.initializer.Initializer;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Augmentation;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.engine.Memory;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.Refusal;
import convnets.train.OptimizerSettings.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Trains a net on pictures by minibatch gradient descent with the softmax cross-entropy loss.
 *
 * <pre>{@code
 * var run = Training.of(net, data).learningRate(0.9f).batchSize(256).epochs(10).fit();
 * run.history().last().testAccuracy()
 * }</pre>
 *
 * <p>The net takes (N, c, h, w) and gives (N, classes) logits. {@link #fit} starts from fresh
 * weights each time; the same seed on the same number of threads gives the same numbers.
 *
 * @see <a href="https://d2l.ai/chapter_linear-classification/softmax-regression-scratch.html">d2l,
 *     softmax regression from scratch: the same loop by hand</a>
 */
public final class Training {

    private static final String SOFTMAX =
            "This net ends in a softmax, and the loss has one of its own: behind two of them it"
                    + " learns slowly. Leave the net's out.";

    /** MXNet reads no smaller numbers. */
    private static final float LOWEST = 1e-37f;

    private static final String LOWEST_TEXT = Text.format("%.0e or more", LOWEST);

    private static volatile Supplier<TrainingListener> watcher = () -> TrainingListener.PRINTING;

    private final Block net;
    private final ImageData data;
    private OptimizerSettings optimizer = new OptimizerSettings(Method.SGD, 0.1f, 0);
    private int batchSize = 256;
    private int epochs = 10;
    private int seed;
    private List<TrainingListener> listeners = List.of(watcher.get());
    private Augmentation augmentation;
    private List<Device> devices = Devices.all();
    private Initializer weights = Init.glorot();
    private String weightsName = InitializerName.of(weights);
    private String name = "net";
    OptimizerMemory memory;
    private Path checkpoints;
    private History history;
    private TrainedNet trained;
    private String missing = "There is no history yet: call fit() first.";

    private Training(Block net, ImageData data) {
        this.net = net;
        this.data = data;
    }

    /**
     * Prepares a training.
     *
     * @param net (N, c, h, w) → (N, classes) logits
     * @param data what it learns from and is tested on
     * @return the training, to be adjusted and started with {@link #fit}
     */
    public static Training of(Block net, ImageData data) {
        return new Training(Given.of("net", net), Given.of("data set", data));
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
        require(rate >= LOWEST, "a learning rate of " + LOWEST_TEXT, rate);
        optimizer = optimizer.withRate(rate);
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
        require(share == 0 || share >= LOWEST, "a momentum of 0, or of " + LOWEST_TEXT, share);
        optimizer = new OptimizerSettings(Method.SGD, optimizer.learningRate(), share);
        return this;
    }

    /**
     * Uses the Adam optimizer in place of SGD. A learning rate of 0.001 suits it.
     *
     * @return this
     */
    public Training adam() {
        optimizer = new OptimizerSettings(Method.ADAM, optimizer.learningRate(), 0);
        return this;
    }

    /**
     * Sets the rule for the first weights. A rule of your own that has no {@code toString()} is
     * told from others by what it draws: for that it is tried here, on some small weights, and the
     * engine's random numbers begin anew.
     *
     * @param rule {@link Init#glorot()} unless set
     * @return this
     */
    public Training weights(Initializer rule) {
        weights = Given.of("rule for weights", rule);
        weightsName = InitializerName.of(rule);
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
     * @throws CourseException if one is not there
     */
    public Training devices(Device... some) {
        int count = Given.of("list of devices", some).length;
        require(count >= 1, "1 device or more", count);
        Arrays.asList(some).forEach(device -> Devices.require(Given.of("device", device)));
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
        name = Given.of("name", net);
        return this;
    }

    /**
     * Sets who watches.
     *
     * @param watching told of the progress
     * @return this
     */
    public Training listener(TrainingListener watching) {
        listeners = List.of(Given.of("listener", watching));
        return this;
    }

    /**
     * Lets somebody watch beside those who watch already. What the reader may not have meant is
     * said to the first of them alone.
     *
     * @param watching told of the progress
     * @return this
     */
    public Training also(TrainingListener watching) {
        TrainingListener more = Given.of("listener", watching);
        listeners = Stream.concat(listeners.stream(), Stream.of(more)).toList();
        return this;
    }

    /**
     * Keeps the training in a file after each epoch, so that {@link #resume} can go on after
     * whatever ends it, and ends as if nothing had happened. A net with dropout draws other random
     * numbers than without checkpoints, for they begin anew with each epoch.
     *
     * @param file such as results/lenet.checkpoint
     * @return this
     */
    public Training checkpoints(Path file) {
        checkpoints = file;
        return this;
    }

    /**
     * Gives the net fresh weights and trains it. The stop button of a notebook (an interrupt of the
     * thread) ends it after the current batch; the weights and the history so far are kept.
     *
     * @return this, with its {@link #history}
     * @throws CourseException if the net does not fit the pictures, or the file for the checkpoints
     *     holds another training already
     */
    public Training fit() {
        if (history != null) {
            hint("fit() starts over, with fresh weights and a new history.");
        }
        return train(null, this::begin);
    }

    /** Gives the net its first weights. */
    void begin(TrainingJob job) {
        Nets.initialize(net, weights, seed, job.home(), data.train().shape(1));
    }

    /**
     * Goes on with a saved training until {@link #epochs} are done in all, those before counted. On
     * the same device, with as many threads, it ends just as it would have ended without the break,
     * if that was between two epochs; for a net with dropout, if checkpoints were kept.
     *
     * @param saved the file, as {@link #save} or {@link #checkpoints} made it
     * @return this, with the whole {@link #history}
     * @throws CourseException if there is no such file, it is damaged, it is of another training,
     *     of one that diverged, or of one with more epochs than are asked for
     */
    public Training resume(Path saved) {
        Checkpoint checkpoint = Checkpoint.open(saved);
        checkpoint.requireResumable(settings());
        return train(
                checkpoint,
                job -> {
                    Shape picture = data.train().shape(1);
                    Nets.initialize(net, Initializer.ZEROS, seed, job.home(), picture);
                    checkpoint.load(net, job.memory());
                });
    }

    private Training train(Checkpoint from, Consumer<TrainingJob> start) {
        requireFit();
        KeptTraining.requireFree(checkpoints, from);
        synchronized (Training.class) { // one that was just stopped may still be in its last batch
            history = null; // whatever happens now, the old one is not of these weights
            missing = "The last training broke off with an error: call fit() again.";
            TrainingJob job = job(from);
            memory = job.memory();
            start.accept(job);
            if (FitCheck.endsInSoftmax(net, data.train())) {
                hint(SOFTMAX);
            }
            history = run(job);
            trained = TrainedNet.of(net, data.train().shape(1));
            listeners.forEach(listener -> listener.end(history));
            for (Device device : devices) {
                String used = Devices.memory(device);
                if (!used.isEmpty()) { // else no driver's tool says it
                    hint(device + " uses " + used);
                }
            }
            return this;
        }
    }

    /** To one of them: once is enough. */
    private void hint(String sentence) {
        listeners.get(0).hint(sentence);
    }

    /** Refuses a net that does not fit the pictures, and batches that do not fit the memory. */
    void requireFit() {
        FitCheck.require(net, data, batchSize);
        int batch = Math.min(batchSize, data.train().size());
        int share = (batch - 1) / devices.size() + 1;
        long available = Memory.available(devices.get(0));
        MemoryCheck.require(net, data.train(), optimizer, share, available);
    }

    private static History run(TrainingJob job) {
        String what = "batches of " + Text.count(job.settings().batchSize(), "picture");
        try {
            return new TrainingLoop(job).run();
        } catch (OutOfMemoryError e) {
            throw Memory.tooLarge(what);
        } catch (RuntimeException e) {
            throw Memory.isRefused(e) ? Memory.tooLarge(what) : explained(e, job);
        }
    }

    /** Says which layer it is that can be run, as was tried before, and not be trained. */
    private static RuntimeException explained(RuntimeException problem, TrainingJob job) {
        Images images = job.data().train();
        int[] batch = images.indices(0, Math.min(job.settings().batchSize(), images.size()));
        try (NDManager manager = HostArrays.newManager(job.home())) {
            NDArray x = images.pixels(manager, batch);
            return Refusal.of(problem, job.net(), Nets.layers(job.net()), x, true);
        }
    }

    /** What is to be done, from the start or from there. */
    TrainingJob job(Checkpoint from) {
        return new TrainingJob(
                net,
                data,
                settings(),
                devices,
                new OptimizerMemory(devices.get(0)),
                from == null ? List.of() : from.history().epochs(),
                from != null || checkpoints != null,
                checkpoints == null ? null : new KeptTraining(checkpoints, from != null),
                listeners);
    }

    /**
     * Saves all of the training in one file: settings, history, weights and the optimizer's memory.
     * A training that was saved under that name is replaced at once, never half; any other file is
     * left alone, and so is a training that went further than this one if this one was stopped or
     * diverged.
     *
     * @param file such as results/lenet.checkpoint
     * @return this
     * @throws CourseException if there is no history yet, the net has been trained or changed
     *     otherwise since, something else bears that name, or the file cannot be written; the net
     *     and its history stay in memory
     */
    public Training save(Path file) {
        requireItsNet();
        Checkpoint.save(file, history, net, memory);
        return this;
    }

    /** Refuses a net that is no more as the history says. */
    void requireItsNet() {
        history(); // says so if there is none
        if (!TrainedNet.of(net, data.train().shape(1)).equals(trained)) {
            throw new CourseException(
                    "The net is not as this training left it: another training, other weights or"
                            + " another layer came after. Save each training before the next, or give"
                            + " each a net of its own.");
        }
    }

    /**
     * What happened.
     *
     * @return one row an epoch
     * @throws CourseException if {@link #fit} was not called yet, or broke off with an error
     */
    public History history() {
        if (history == null) {
            throw new CourseException(missing);
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

    /**
     * What is trained and how, as the history remembers it.
     *
     * @return the settings as they are now
     */
    public TrainingSettings settings() {
        return new TrainingSettings(
                name,
                NetDescription.of(net, data.train().shape(1)),
                DataIdentity.of(data),
                augmentation,
                weightsName,
                optimizer,
                batchSize,
                epochs,
                seed,
                Hardware.of(devices));
    }

    private static void require(boolean holds, String what, Number found) {
        if (!holds) {
            throw new CourseException("A training needs %s, not %s.", what, found);
        }
    }

    /** What this training is, in one line. */
    @Override
    public String toString() {
        return history == null ? "Training, not started: " + Nets.outline(net) : history.toString();
    }
}
