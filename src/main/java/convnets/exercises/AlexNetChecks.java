package convnets.exercises;

import static convnets.exercises.DroppedValues.pair;
import static convnets.exercises.DroppedValues.rate;
import static convnets.exercises.LeNetChecks.IMAGE;
import static convnets.exercises.LeNetVariants.lenet;
import static convnets.exercises.LeNetVariants.softmax;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.exercises.Draw.Given;
import convnets.exercises.DroppedValues.Fates;
import convnets.exercises.NetParts.Part;
import convnets.models.LeNet;
import convnets.nn.Layers;
import convnets.train.Training;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Checks the exercises of chapter 05, AlexNet, in which nets are built, trained and read. */
public final class AlexNetChecks {

    /** AlexNet ÷ 8 has 344,290 parameters at 67×67 pixels. */
    private static final long LIGHT = 150_000;

    private static final long MOST_MACS = 10_000_000;

    /** So many test pictures are the fewest of which an accuracy is one. */
    private static final int FEW = 20;

    /** What 5.11 asks for between training and test. */
    static final double GAP = 0.2;

    private AlexNetChecks() {}

    /** The pictures of these exercises. */
    private static ImageData few() {
        return FashionMnist.sample().first(2000, 1000);
    }

    /** Begins the check of a training on those pictures, enlarged or not. */
    private static Check onFew(String exercise, Trained run) {
        return Check.trained(
                exercise,
                run.asStored(),
                "the 2,000 and 1,000 that are called data",
                () -> List.of(few()));
    }

    /**
     * 5.6: an AlexNet with at most 150,000 parameters that answers as well.
     *
     * @param training on the first 2,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict simpler(Training training) {
        Trained run = Trained.of(training);
        Check check = onFew("5.6", run);
        check.and(run.designed(2))
                .mistake("large", () -> run.design().isHeavy(LIGHT))
                .atMost("parameters", LIGHT, () -> run.design().parameters())
                .floor(run, "best test accuracy", run::best);
        return check.verdict(() -> run.design().parameters(), run::best);
    }

    /**
     * 5.7: a net that reads 28×28 pixels as they are, with at most 10 million MACs.
     *
     * @param training on the first 2,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict smallImages(Training training) {
        Trained run = Trained.of(training);
        Check check = onFew("5.7", run);
        check.mistake("trained", () -> !run.input().equals(IMAGE))
                .and(run.designed(2))
                .mistake("inside", () -> run.design().parts().count(Part::isEnlarged) > 0)
                .atMost("MACs", MOST_MACS, () -> run.design().macs())
                .floor(run, "best test accuracy", run::best);
        return check.verdict(run::best, () -> run.design().macs());
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
        Trained first = Trained.of(small);
        Trained second = Trained.of(large);
        BatchSizes both = new BatchSizes(first, second);
        Check check = Check.of("5.8");
        check.notBegun("trainings", () -> first.history() == null || second.history() == null)
                .and(first::ran)
                .and(second::ran)
                .mistake("batches", () -> both.ratio() == 1)
                .mistake("first", () -> both.ratio() < 1)
                .and(both::alike)
                .atLeast("large batch / small batch", 8, both::ratio)
                .mistake("ratio", () -> times == 0)
                .mistake("ratio batch", () -> times == both.ratio())
                .mistake("ratio upside", () -> !both.has(times) && both.has(1 / times))
                .mistake("two epochs", () -> !both.has(times));
        return check.verdict(
                second::batchSize, first::batchSize, () -> times, second::last, first::last);
    }

    /**
     * 5.9: LeNet with AlexNet's ReLU, and dropout after both hidden dense layers.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict dropouts(Block net) {
        Check check = Check.of("5.9", net);
        LeNetVariants.someSigmoids(check.twin(net, AlexNetChecks::dropped, IMAGE), "sigmoid")
                .stub("four", LeNet::block)
                .wrong("poolings", () -> lenet(Layers::relu, maxPool(2), maxPool(2)))
                .wrong("nothing", () -> dropped().add(relu()))
                .wrong("nothing", () -> dropped().add(softmax()))
                .wrong("sigmoids", () -> lenet(LeNetVariants::nothing, avgPool(2), avgPool(2)));
        return check.verdict();
    }

    private static SequentialBlock dropped() {
        Supplier<Block> dense = () -> sequential(relu(), dropout(.5));
        return lenet(Layers::relu, dense, avgPool(2), avgPool(2));
    }

    /**
     * 5.10: a net that was taught that clothes may move; it is tested on 1,000 test pictures of the
     * sample, each moved by up to 4 pixels.
     *
     * @param run on the first 2,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict invariance(Training run) {
        return invariance(
                run,
                () -> {
                    int side = run.data().train().image(0).height();
                    // moved before they are enlarged, and so as far as if they were not
                    Images moved = few().test().augmented(Augmentation.shift(4), 1);
                    return Training.accuracy(run.net(), moved.resized(side));
                });
    }

    static Verdict invariance(Training training, DoubleSupplier moved) {
        Trained run = Trained.of(training);
        Check check = onFew("5.10", run);
        check.and(run.designed(1))
                .mistake("training", () -> !run.augmented())
                .floor(run, "accuracy on moved pictures", moved);
        return check.verdict(moved::getAsDouble, run::last);
    }

    /**
     * 5.11: an AlexNet that knows its training pictures by heart, and the others badly.
     *
     * @param training of a net with AlexNet's five convolutions
     * @return what is said of it
     */
    public static Verdict overfit(Training training) {
        Trained run = Trained.of(training);
        DoubleSupplier learned = () -> run.history().last().trainAccuracy();
        DoubleSupplier gap = () -> learned.getAsDouble() - run.last();
        Check check = Check.of("5.11").and(run::ran);
        check.mistake("kinds", () -> !run.data().test().names().equals(run.data().train().names()))
                .mistake("few", () -> Set.copyOf(run.data().test()).size() < FEW)
                .mistake(
                        "seen", () -> Set.copyOf(run.data().train()).containsAll(run.data().test()))
                .mistake("labels", () -> areRenamed(run.asStored().data().test()))
                .mistake("alexnet", () -> run.design().parts().count(Part::seesNeighbors) != 5)
                .and(() -> run.design().convolutional(5).look())
                .mistake("pictures", run::augmented)
                .floor(run, "train accuracy", learned)
                .and(run.reaches(GAP, "gap", gap, "learned"));
        return check.verdict(gap::getAsDouble);
    }

    /** Whether a picture of the sample is among them under another label. */
    private static boolean areRenamed(Images pictures) {
        Map<ByteBuffer, Integer> labels = new HashMap<>();
        pictures.forEach(p -> labels.put(ByteBuffer.wrap(p.pixels()), p.label()));
        ImageData sample = FashionMnist.sample();
        return Stream.of(sample.train(), sample.test())
                .flatMap(List::stream)
                .map(p -> p.label() - labels.getOrDefault(ByteBuffer.wrap(p.pixels()), p.label()))
                .anyMatch(difference -> difference != 0);
    }

    /**
     * 5.17: from which epoch on a net is always better on its training pictures than on others.
     *
     * @param measured the epochs of one training, with columns "epoch", "train accuracy" and "test
     *     accuracy"
     * @param epoch that was read from the curves
     * @return what is said of it
     */
    public static Verdict byHeart(Table measured, int epoch) {
        Check check = Check.of("5.17", measured);
        check.and(() -> AccuracyCurves.of(measured).crossing(epoch).look());
        return check.verdict();
    }

    /** The method of 5.18: dropout by hand. */
    @FunctionalInterface
    public interface Dropping {

        /**
         * Drops values.
         *
         * @param values of a layer
         * @param rate the probability of dropping one, above 0 and below 1
         * @param random numbers
         * @return as many values
         */
        float[] apply(float[] values, double rate, Random random);
    }

    /**
     * 5.18: a method that drops values, in which two faults were to be found.
     *
     * @param dropping the reader's
     * @return what is said of it
     */
    public static Verdict drop(Dropping dropping) {
        Check check = Check.of("5.18", dropping);
        List<Given> cases = Draw.cases("percent", 15, 85);
        check.formula(
                        "the share that is dropped and what becomes of a 1",
                        cases,
                        g -> DroppedValues.dropped(dropping::apply, g))
                .within(0.06)
                .right("look", g -> pair(rate(g), 1 / (1 - rate(g))))
                .stub("faults", g -> pair(1 - rate(g), 1))
                .wrong("rate", g -> pair(1 - rate(g), 1 / (1 - rate(g))))
                .wrong("rate", g -> pair(1 - rate(g), 1 / rate(g)))
                .wrong("values", g -> pair(rate(g), 1))
                .wrong("scaled", g -> pair(rate(g), 1 / rate(g)))
                .wrong("become", g -> pair(rate(g), 1 - rate(g)));
        Supplier<Fates> fates = Answer.once(() -> Fates.of(dropping::apply));
        check.mistake("random", () -> fates.get().areSettled())
                .mistake("places", () -> DroppedValues.moves(dropping::apply))
                .mistake("lost", () -> fates.get().lose())
                .mistake("together", () -> fates.get().hangTogether());
        return check.verdict();
    }
}
