package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Vgg;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History.Ending;
import convnets.train.Training;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Right answers that were refused, wrong ones that passed or were told of another mistake. */
class MisjudgedAnswersTest {

    private static float column(int[][] counts, int number) {
        float sum = 0;
        for (int[] row : counts) {
            sum += row[number];
        }
        return sum;
    }

    private static float recall(int[][] counts, int number) {
        return (float) counts[number][number] / IntStream.of(counts[number]).sum();
    }

    @Test
    void sharesInFloats() {
        right(ConfusionChecks.shares((m, c) -> m[c][c] / column(m, c), (m, c) -> recall(m, c)));
        right(ConfusionChecks.tooGood((m, c) -> m[c][c] / column(m, c)));
        right(
                ConfusionChecks.balanced(
                        m -> {
                            float sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += recall(m, i);
                            }
                            return sum / m.length;
                        }));
        wrong("mean of the recalls", ConfusionChecks.balanced(m -> recall(m, 0) / m.length));
    }

    @Test
    void lostFractionsOfAMean() {
        wrong(
                "must be a double before",
                ConfusionChecks.balanced(
                        m -> {
                            double sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += m[i][i] / IntStream.of(m[i]).sum();
                            }
                            return sum / m.length;
                        }));
        wrong(
                "must be a double before",
                ConfusionChecks.balanced(
                        m -> {
                            int sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += recall(m, i);
                            }
                            return (double) sum / m.length;
                        }));
        wrong(
                "fraction is lost",
                ConfusionChecks.balanced(
                        m ->
                                IntStream.range(0, m.length)
                                                .map(i -> m[i][i] / IntStream.of(m[i]).sum())
                                                .sum()
                                        / m.length));
    }

    @Test
    void pairsWithAnyMarkBetweenThem() {
        right(ConfusionChecks.reading("C", "E", "A→B"));
        right(ConfusionChecks.reading("C", "E", "B | A"));
        wrong("\"ABC\" is none of the answers", ConfusionChecks.reading("C", "E", "ABC"));
        wrong("\"ABC\" is none", ConfusionChecks.reading("C", "E", "A→B→C"));
    }

    private static boolean same(Picture one, Picture other) {
        return Arrays.equals(one.pixels(), other.pixels());
    }

    @Test
    void leaksCountedAnotherWay() {
        right(
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            Set<ByteBuffer> known = new HashSet<>();
                            train.forEach(p -> known.add(ByteBuffer.wrap(p.pixels())));
                            return (int)
                                    test.stream()
                                            .filter(
                                                    p ->
                                                            known.contains(
                                                                    ByteBuffer.wrap(p.pixels())))
                                            .count();
                        }));
        wrong(
                "in no training set",
                OwnPicturesChecks.leaked(
                        (train, test) ->
                                (int)
                                        test.stream()
                                                .filter(
                                                        p ->
                                                                train.stream()
                                                                        .noneMatch(q -> same(p, q)))
                                                .count()));
        wrong(
                "count them all",
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            for (Picture p : test) {
                                for (Picture q : train) {
                                    if (same(p, q)) {
                                        return 1;
                                    }
                                }
                            }
                            return 0;
                        }));
    }

    /** Omar and Olga begin with the same letter. */
    @Test
    void peopleByFirstLettersAndByLength() {
        wrong("before the last hyphen", OwnPicturesChecks.person(f -> f.substring(0, 1)));
        wrong(
                "numbers of one digit",
                OwnPicturesChecks.person(f -> f.substring(0, f.length() - 5)));
        wrong(
                "numbers of one digit",
                OwnPicturesChecks.person(f -> f.replaceAll("-\\d\\.jpg", "")));
        right(OwnPicturesChecks.person(f -> f.split("-[0-9]")[0]));
    }

    private static double searched(double[] probabilities, boolean[] right, Reaches reaches) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            int given = 0;
            int hits = 0;
            for (int j = 0; j < right.length; j++) {
                if (probabilities[j] >= sorted[i]) {
                    given++;
                    hits += right[j] ? 1 : 0;
                }
            }
            if (reaches.holds(hits, given)) {
                return sorted[i];
            }
        }
        return 1;
    }

    private interface Reaches {
        boolean holds(int hits, int given);
    }

    @Test
    void thresholdsOfLostFractionsAndOfSortedProbabilities() {
        right(ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> h >= a * n)));
        right(ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> (float) h / n >= a)));
        wrong(
                "where all answers are right",
                ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> h / n >= a)));
        wrong(
                "sorted alone",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            Arrays.sort(p);
                            return searched(p, r, (h, n) -> h >= a * n);
                        }));
        wrong(
                "Steps of 0.01",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            double lowest = searched(p, r, (h, n) -> h >= a * n);
                            return Arrays.stream(p).filter(t -> t < lowest).max().orElse(lowest);
                        }));
    }

    @Test
    void programsThatStop() {
        wrong(
                "stops with: java.lang.AssertionError",
                ProgramChecks.program(
                        arguments -> {
                            throw new AssertionError("no picture");
                        }));
        wrong(
                "stops with: java.io.IOException",
                ProgramChecks.program(
                        arguments -> {
                            throw new IOException("no picture");
                        }));
    }

    private static final ImageData FEW = FashionMnist.sample().first(2000, 1000);

    private static Block window(int height, int width) {
        Block layer =
                Conv2d.builder()
                        .setFilters(8)
                        .setKernelShape(new Shape(height, width))
                        .optPadding(new Shape(height / 2, width / 2))
                        .build();
        return sequential(layer, relu());
    }

    /** A window of 1×3 pixels sees neighbors; its height is not all there is to it. */
    @Test
    void windowsThatAreNotSquare() {
        Block ending = sequential(maxPool(4), flatten(), dense(10));
        Block flat = sequential(window(1, 3), window(3, 1), ending);
        right(AlexNetChecks.simpler(Histories.trained(flat, FEW, .9)));
        right(AlexNetChecks.smallImages(Histories.trained(flat, FEW, .9)));
        wrong(
                "it has 1, too few",
                AlexNetChecks.simpler(
                        Histories.trained(
                                sequential(window(3, 1), window(1, 1), ending), FEW, .9)));
        wrong(
                "no 1×1",
                NinChecks.tuned(
                        Histories.trained(
                                sequential(window(1, 3), window(3, 1), globalAvgPool()), FEW, .9)));
    }

    private static Verdict overfit(ImageData data, double train, double test) {
        Training prepared = Training.of(AlexNet.settings().widthDivisor(32).block(), data);
        Epoch last = new Epoch(1, 1, train, test, 1, 1);
        return AlexNetChecks.overfit(Histories.with(prepared, List.of(last)));
    }

    private static void wrongOtherThan(String words, String others, Verdict verdict) {
        wrong(words, verdict);
        assertFalse(verdict.said().contains(others), verdict.said());
    }

    @Test
    void aSmallGapIsNoChance() {
        ImageData large = FEW.first(40, 20).resized(67);
        wrongOtherThan("fewer training pictures", "at chance", overfit(large, .97, .9));
        wrongOtherThan("gap: expected 0.2 or more", "at chance", overfit(large, .9, .95));
        wrong("at chance", overfit(large, .1, .1));
        Images seen = large.train();
        ImageData same = new ImageData("", "", false, seen, seen.first(20));
        wrong("pictures that it learned from", overfit(same, 1, 1));
    }

    @Test
    void pacesOfTrainingsThatDidNotEnd() {
        Trained small = paced(4, 100);
        Trained large = paced(128, 500);
        right(AlexNetChecks.batch(small, large, 5));
        wrong("was stopped", AlexNetChecks.batch(Histories.ended(small, Ending.STOPPED), large, 5));
        wrong(
                "no longer a number",
                AlexNetChecks.batch(small, Histories.ended(large, Ending.DIVERGED), 5));
    }

    private static Trained paced(int batch, double rate) {
        Training prepared = Training.of(LeNet.block(), FEW).batchSize(batch);
        return Histories.with(prepared, List.of(new Epoch(1, 1, .5, .5, 1, rate)));
    }

    private static Block dropping(Block... last) {
        return sequential(
                        conv(6, 5).pad(2),
                        relu(),
                        avgPool(2),
                        conv(16, 5),
                        relu(),
                        avgPool(2),
                        flatten(),
                        dense(120),
                        relu(),
                        dropout(.5),
                        dense(84),
                        relu())
                .addAll(last)
                .add(dense(10));
    }

    @Test
    void aDropoutTooMany() {
        right(AlexNetChecks.dropouts(dropping(dropout(.2))));
        wrong(
                "behind layer 4 (of those with weights), or no second one",
                AlexNetChecks.dropouts(dropping(dropout(.2), dropout(.2))));
        wrong("missing behind layer 4", AlexNetChecks.dropouts(dropping()));
    }

    private static SequentialBlock vgg(Block... ending) {
        List<Block> layers = Nets.layers(Vgg.block(11)).subList(0, VggBlocks.LAYERS);
        return sequential(layers.toArray(Block[]::new)).addAll(ending);
    }

    /** The maps have 7×7 places, so an ending may pool over all of them. */
    @Test
    void endingsThatPoolFarther() {
        right(VggChecks.cheaper(vgg(avgPool(7), flatten(), dense(99), relu(), dense(10))));
        right(VggChecks.cheaper(vgg(maxPool(3).stride(2), flatten(), dense(256), dense(10))));
        wrong("not (1, 10)", VggChecks.cheaper(vgg(avgPool(7), dense(10))));
        wrong("smallest image", VggChecks.cheaper(vgg(avgPool(8), flatten(), dense(10))));
    }
}
