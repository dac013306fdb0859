package convnets.exercises;

import ai.djl.nn.Block;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.train.Training;

/** Checks the exercises of chapter 05, AlexNet. */
public final class AlexNetChecks {

    static final Exercise MEMORY = Exercise.WEIGHT_MEMORY;
    static final Exercise WORK = Exercise.ALEXNET_WORK;
    static final Exercise SIDE = Exercise.MAP_SIDE;
    static final Exercise SLIDE = Exercise.SLIDE;
    static final Exercise GROUPS = Exercise.GROUPS;
    static final Exercise SIMPLER = Exercise.SIMPLER;
    static final Exercise SMALL_IMAGES = Exercise.SMALL_IMAGES;
    static final Exercise BATCH = Exercise.BATCH_SIZE;
    static final Exercise DROPOUT = Exercise.DROPOUT;
    static final Exercise INVARIANCE = Exercise.INVARIANCE;
    static final Exercise OVERFIT = Exercise.OVERFIT;

    private AlexNetChecks() {}

    /**
     * 5.1: the weights and biases of AlexNet (one channel, ten classes) in single precision.
     *
     * @param conv bytes of the five convolutions
     * @param dense bytes of the three dense layers
     * @return what is said of it
     */
    public static Verdict memory(long conv, long dense) {
        return AlexNetCosts.memory(conv, dense);
    }

    /**
     * 5.2: the multiply-adds of AlexNet for one picture.
     *
     * @param conv of the five convolutions
     * @param dense of the three dense layers
     * @return what is said of it
     */
    public static Verdict work(long conv, long dense) {
        return AlexNetCosts.work(conv, dense);
    }

    /**
     * 5.3: the side of a map from side, window, padding and stride.
     *
     * @param side the reader's formula
     * @return what is said of it
     */
    public static Verdict side(Side side) {
        return SideCheck.of(side);
    }

    /**
     * 5.4: how many times LeNet's costs the lecture's AlexNet has, for color pictures and 1000
     * classes.
     *
     * @param parameters of AlexNet divided by LeNet's
     * @param macs of AlexNet divided by LeNet's
     * @return what is said of it
     */
    public static Verdict slide(double parameters, double macs) {
        return AlexNetCosts.slide(parameters, macs);
    }

    /**
     * 5.5: parameters of the three convolutions that the net of 2012 cuts into two groups.
     *
     * @param conv2 of the second convolution, biases included
     * @param conv4 of the fourth
     * @param conv5 of the fifth
     * @return what is said of it
     */
    public static Verdict groups(long conv2, long conv4, long conv5) {
        return AlexNetCosts.groups(conv2, conv4, conv5);
    }

    /**
     * 5.6: an AlexNet with at most 150,000 parameters that answers as well.
     *
     * @param run on the first 2,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict simpler(Training run) {
        return AlexNetRuns.simpler(() -> OldTrained.of(run));
    }

    /**
     * 5.7: a net that reads 28×28 pixels as they are, with at most 10 million MACs.
     *
     * @param run on the first 2,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict smallImages(Training run) {
        return AlexNetRuns.smallImages(() -> OldTrained.of(run));
    }

    /**
     * 5.8: how much faster larger batches are.
     *
     * @param small a training with small batches
     * @param large the same with batches at least eight times as large
     * @param times the pictures a second of the large batches, divided by those of the small ones
     * @return what is said of it
     */
    public static Verdict batch(Training small, Training large, double times) {
        return BatchCheck.of(() -> small.history(), () -> large.history(), times);
    }

    /**
     * 5.9: LeNet with AlexNet's ReLU, and dropout after both hidden dense layers.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict dropout(Block net) {
        return DropoutCheck.of(net);
    }

    /**
     * 5.10: a net that was taught that clothes may move; it is tested on 1,000 test pictures of the
     * sample, each moved by up to 4 pixels.
     *
     * @param run on the first 2,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict invariance(Training run) {
        return AlexNetRuns.invariance(
                () -> OldTrained.of(run),
                () -> {
                    Images still = FashionMnist.sample().test().first(1000);
                    Images moved = still.augmented(Augmentation.shift(4), 1);
                    return Training.accuracy(run.net(), moved);
                });
    }

    /**
     * 5.11: an AlexNet that knows its training pictures by heart, and the others badly.
     *
     * @param run of a net with AlexNet's five convolutions
     * @return what is said of it
     */
    public static Verdict overfit(Training run) {
        return AlexNetRuns.overfit(() -> OldTrained.of(run));
    }
}
