package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.experiments.PairedDifference.Verdict;
import convnets.experiments.Run.Place;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The experiments in notebooks/measured are those of the code, and they say what the chapters say.
 * Where a claim fails after a new measurement, the chapter's sentence must change with it.
 */
class StoredExperimentsTest {

    private static final String HOG = "one linear layer on HOG";

    static List<Experiment> experiments() {
        return Experiments.all();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("experiments")
    void isStoredWithTheSettingsOfTheCode(Experiment experiment) {
        StoredExperiment stored = StoredExperiment.of(experiment.name);
        Set<String> expected =
                experiment.cases.stream()
                        .flatMap(
                                c ->
                                        IntStream.range(0, c.seeds())
                                                .mapToObj(
                                                        seed ->
                                                                row(
                                                                        Place.of(c, seed),
                                                                        c.settings())))
                        .collect(Collectors.toSet());
        Set<String> found =
                StoredRuns.rows(stored.runs()).stream()
                        .filter(row -> !experiment.elsewhere.contains(row.place().variant()))
                        .map(row -> row(row.place(), row.run().settings()))
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), without(expected, found), "not measured: make measured");
        assertEquals(Set.of(), without(found, expected), "measured, but no longer asked for");
    }

    private static Set<String> without(Set<String> all, Set<String> known) {
        return all.stream().filter(row -> !known.contains(row)).collect(Collectors.toSet());
    }

    private static String row(Place place, String settings) {
        return String.join(", ", place.series(), place.variant(), place.seed() + ": " + settings);
    }

    private StoredExperiment measured;

    /** By so much that chance alone would hardly come as far. */
    private void more(String series, String variant, String other, String less) {
        says(Verdict.MORE, series, variant, other, less);
    }

    /** These seeds show no difference. */
    private void notShown(String series, String variant, String other, String as) {
        says(Verdict.NOT_SHOWN, series, variant, other, as);
    }

    private void says(Verdict verdict, String series, String variant, String other, String as) {
        PairedDifference difference = measured.difference(series, variant, other, as);
        String what = String.join(", ", series, variant, "against", other, as);
        assertEquals(verdict, difference.verdict(), what + ": " + difference);
    }

    /** Each seed of the one is above the same seed of the other. */
    private void aboveWithEverySeed(String series, String variant, String other, String worse) {
        double[] high = measured.accuracies(series, variant);
        double[] low = measured.accuracies(other, worse);
        assertEquals(high.length, low.length);
        assertTrue(
                IntStream.range(0, high.length).allMatch(i -> high[i] > low[i]),
                Arrays.toString(high) + " against " + Arrays.toString(low));
    }

    /** Exercise 3.9. */
    @Test
    void twoChangesHurtAndNoneIsShownToHelp() {
        measured = StoredExperiment.of("tuning");
        for (String change : measured.names("variant")) {
            boolean hurts = List.of("rate 0.02", "glorot()").contains(change);
            if (!change.equals("no change")) {
                says(
                        hurts ? Verdict.LESS : Verdict.NOT_SHOWN,
                        "LeNet",
                        change,
                        "LeNet",
                        "no change");
            }
        }
        assertEquals(0.82, measured.mean("LeNet", "no change"), 0.005);
        double[] unchanged = measured.accuracies("LeNet", "no change");
        double apart = Arrays.stream(unchanged).max().orElseThrow();
        apart -= Arrays.stream(unchanged).min().orElseThrow();
        assertEquals(0.04, apart, 0.005);
    }

    /** Question 24, chapter 04. */
    @Test
    void aNetAlongTheTimeLearns() {
        measured = StoredExperiment.of("series");
        more("accuracy", "1-D net", "accuracy", "MLP");
        more("accuracy", "LeNet", "accuracy", "1-D net");
    }

    /** Questions 29 and 43, chapter 04. */
    @Test
    void featuresAreLearnedAndDoNotOutliveTheirTask() {
        measured = StoredExperiment.of("features");
        aboveWithEverySeed("digits", "image", "digits", "F6, untrained");
        aboveWithEverySeed("digits", "F6, trained on digits", "digits", "image");
        more("digits", "F6, trained on digits", "digits", "image");
        more("clothes", "image", "clothes", "F6, trained on digits");
        notShown("clothes", "F6, untrained", "clothes", "F6, trained on digits");
    }

    /** Question 25, chapter 03. */
    @Test
    void layersLoseInformationAndTrainingArrangesIt() {
        measured = StoredExperiment.of("information");
        more("untrained", "image", "untrained", "F6");
        notShown("untrained", "C1", "untrained", "image");
        more("untrained", "C1", "untrained", "S2");
        more("untrained", "S2", "untrained", "C3");
        more("untrained", "C3", "untrained", "S4");
        more("trained", "C1", "trained", "C3");
        more("trained", "F5", "trained", "C1");
        more("trained", "F6", "trained", "F5");
    }

    /** Question 27, chapter 03. */
    @Test
    void theShuffleHurtsTheConvolutionalNetOnly() {
        measured = StoredExperiment.of("shuffle");
        for (String function : List.of("sigmoid", "ReLU")) {
            String leNet = "LeNet, " + function;
            String mlp = "MLP, " + function;
            more(leNet, "as they are", leNet, "shuffled");
            aboveWithEverySeed(leNet, "as they are", leNet, "shuffled");
            notShown(mlp, "as they are", mlp, "shuffled");
            more(mlp, "shuffled", leNet, "shuffled");
        }
        more("LeNet, ReLU", "as they are", "MLP, ReLU", "as they are");
        notShown("LeNet, sigmoid", "as they are", "MLP, sigmoid", "as they are");
        double less =
                measured.mean("MLP, sigmoid", "as they are")
                        - measured.mean("LeNet, sigmoid", "as they are");
        assertTrue(less > 0, "in the mean LeNet is worse: " + measured);
    }

    /** Question 38, chapter 03. */
    @Test
    void reluStaysAtChanceAtTheSigmoidsRate() {
        measured = StoredExperiment.of("rates");
        assertArrayEquals(new double[] {0.1, 0.1, 0.1}, measured.accuracies("ReLU", "0.9"), 1e-6);
        double[] slower = measured.accuracies("ReLU", "0.1");
        assertTrue(Arrays.stream(slower).allMatch(a -> a > 0.65), Arrays.toString(slower));
        assertTrue(measured.deviation("ReLU", "0.1") > 0.05, "the seeds lie far apart");
        double sigmoid = measured.mean("sigmoid", "0.9");
        assertTrue(Arrays.stream(slower).min().orElseThrow() < sigmoid, "one seed says worse");
        assertTrue(Arrays.stream(slower).max().orElseThrow() > sigmoid, "another says better");
    }

    /** Question 32, chapter 03. */
    @Test
    void maxPoolingIsAheadWithReluAndWithSigmoidItIsNotShown() {
        measured = StoredExperiment.of("pooling");
        notShown("LeNet, sigmoid", "max", "LeNet, sigmoid", "average");
        more("LeNet, ReLU", "max", "LeNet, ReLU", "average");
        aboveWithEverySeed("LeNet, ReLU", "max", "LeNet, ReLU", "average");
        PairedDifference ahead = measured.difference("LeNet, ReLU", "max", "average");
        assertEquals(0.01, ahead.mean(), 0.0005, "one point");
        assertEquals(5, ahead.seeds());
        assertTrue(ahead.mean() > 4 * ahead.standardError(), "four standard errors: " + ahead);
    }

    /** Questions 30 and 40, chapter 03. */
    @Test
    void moreChannelsAreBetterAndFiveAreAsGoodAsSix() {
        measured = StoredExperiment.of("channels");
        String net = "LeNet, ReLU";
        notShown(net, "5 and 15", net, "6 and 16");
        more(net, "24 and 64", net, "6 and 16");
        double[] means =
                measured.names("variant").stream()
                        .mapToDouble(v -> measured.mean(net, v))
                        .toArray();
        assertTrue(
                IntStream.range(1, means.length).allMatch(i -> means[i] > means[i - 1]),
                Arrays.toString(means));
        assertEquals(0.02, means[2] - means[0], 0.005, "half as many cost about two points");
        more(net, "6 and 16", net, "3 and 8");
        more(net, "12 and 32", net, "3 and 8");
        assertTrue(means[4] - means[2] < 0.03, "four times as many bring less than three");
    }

    /** Question 41, chapter 05. */
    @Test
    void morePicturesHelpAndShiftsDoNotReplaceThem() {
        measured = StoredExperiment.of("pictures");
        String plain = "as they are";
        String shifted = "shifted by up to 2 pixels";
        List<String> counts = measured.names("variant");
        assertEquals(List.of("100", "300", "1,000", "3,000", "10,000", "60,000"), counts);
        for (int i = 1; i < counts.size(); i++) {
            more(plain, counts.get(i), plain, counts.get(i - 1));
        }
        assertTrue(measured.difference(plain, "1,000", "100").mean() > 0.13);
        assertEquals(0.05, measured.difference(plain, "10,000", "1,000").mean(), 0.0025);
        assertEquals(0.035, measured.difference(plain, "60,000", "10,000").mean(), 0.0025);
        for (String count : counts) {
            double late = measured.difference(plain, count, "at half-time", count).mean();
            assertTrue(late < 0.0125, "about a point is still to be had with " + count);
        }
        for (String count : List.of("100", "300", "1,000", "3,000", "60,000")) {
            notShown(shifted, count, plain, count);
        }
        more(shifted, "10,000", plain, "10,000");
        double gain = measured.difference(shifted, "10,000", plain, "10,000").mean();
        assertEquals(0.02, gain, 0.0025, "about two points");
    }

    /** Chapter 07: with a short training each 1×1 layer more costs a few points. */
    @Test
    void theNetLearnsLessWithEachLayerOfOneByOne() {
        measured = StoredExperiment.of("ones");
        String net = "NiN ÷ 4";
        List<String> ones = measured.names("variant");
        assertEquals(4, ones.size());
        for (int i = 1; i < ones.size(); i++) {
            more(net, ones.get(0), net, ones.get(i));
            double cost = measured.mean(net, ones.get(i - 1)) - measured.mean(net, ones.get(i));
            assertTrue(cost > 0.01 && cost < 0.03, ones.get(i) + " costs " + cost);
            double least = Arrays.stream(measured.accuracies(net, ones.get(i))).min().orElseThrow();
            assertTrue(least > 0.75, "each seed learns: " + least);
        }
    }

    /**
     * Chapter 08: the rate of each rung is the best of those that were tried, and none at the edge.
     */
    @Test
    void theValidationChoseTheRatesOfTheLadder() {
        measured = StoredExperiment.of("validation");
        for (Ladder.Rung rung : Ladder.rungs()) {
            List<String> tried = measured.only(rung.name()).names("series");
            String best = best(tried, rung.name());
            assertEquals(best, Ladder.series(rung.rate()), rung.name());
            int place = tried.indexOf(best);
            assertTrue(place > 0 && place < tried.size() - 1, rung.name() + ": at the edge");
        }
    }

    /** Of several series of a variant, the one that reaches most. */
    private String best(List<String> tried, String variant) {
        return Collections.max(
                tried, Comparator.comparing(series -> measured.mean(series, variant)));
    }

    /**
     * Question 34: the longest training that was tried may be the best one; the chapter names
     * those.
     */
    @Test
    void theValidationChoseTheEpochsOfTheLadder() {
        measured = StoredExperiment.of("budget");
        for (Ladder.Rung rung : Ladder.rungs()) {
            List<String> tried = measured.only(rung.name()).names("series");
            assertEquals(rung.lengths().stream().map(Ladder::series).toList(), tried);
            assertEquals(best(tried, rung.name()), Ladder.series(rung.epochs()), rung.name());
        }
    }

    /** Question 34, chapters 03 and 08: after five epochs. */
    @Test
    void afterFewEpochsNothingIsAboveLeNet() {
        measured = StoredExperiment.of("ladder");
        String few = "five epochs";
        String layer = "one linear layer";
        String well = "LeNet, ReLU, max";
        more(few, layer, few, "LeNet, as in chapter 03");
        more(few, layer, few, "LeNet, sigmoid");
        more(few, "LeNet, sigmoid", few, "LeNet, as in chapter 03");
        more(few, well, few, layer);
        aboveWithEverySeed(few, well, few, layer);
        notShown(few, well, few, HOG);
        assertTrue(measured.difference(few, HOG, layer).mean() > 0.04, "more than four points");
        notShown(few, "VGG-11 ÷ 8", few, well);
        more(few, well, few, "AlexNet ÷ 4");
        more(few, well, few, "NiN ÷ 4");
        assertEquals(0.018, measured.difference(few, well, "AlexNet ÷ 4").mean(), 0.002);
        assertEquals(0.04, measured.difference(few, well, "NiN ÷ 4").mean(), 0.002);
    }

    /** Question 34, chapters 03, 05 and 08: after as many epochs as suit each. */
    @Test
    void afterTheEpochsThatSuitThemNinIsAboveLeNet() {
        measured = StoredExperiment.of("ladder");
        String chosen = "chosen epochs";
        String layer = "one linear layer";
        String well = "LeNet, ReLU, max";
        more(chosen, layer, chosen, "LeNet, as in chapter 03");
        more(chosen, "LeNet, sigmoid", chosen, layer);
        assertEquals(0.04, measured.difference(chosen, "LeNet, sigmoid", layer).mean(), 0.003);
        notShown(chosen, "VGG-11 ÷ 8", chosen, well);
        more(chosen, "NiN ÷ 4", chosen, well);
        for (String net : List.of("VGG-11 ÷ 8", "NiN ÷ 4")) {
            assertEquals(0.015, measured.difference(chosen, net, well).mean(), 0.002);
        }
        double gained = measured.difference(chosen, "NiN ÷ 4", "five epochs", "NiN ÷ 4").mean();
        assertTrue(gained > 0.05, "NiN comes up by more than five points: " + gained);
        for (String net : List.of(HOG, "LeNet, sigmoid", "AlexNet ÷ 4")) {
            notShown(chosen, net, chosen, well);
        }
        assertEquals(
                -0.1, measured.difference(chosen, "LeNet, as in chapter 03", HOG).mean(), 0.01);
    }

    /** Chapter 06: LeNet, AlexNet and VGG in the order of their years. */
    @Test
    void whatTheGrowthBroughtIsTenPointsAndTwo() {
        measured = StoredExperiment.of("ladder");
        String chosen = "chosen epochs";
        String alexNet = "AlexNet ÷ 4";
        more(chosen, alexNet, chosen, "LeNet, as in chapter 03");
        more(chosen, "VGG-11 ÷ 8", chosen, alexNet);
        assertEquals(
                -0.1, measured.difference(chosen, "LeNet, as in chapter 03", alexNet).mean(), 0.01);
        assertEquals(0.02, measured.difference(chosen, "VGG-11 ÷ 8", alexNet).mean(), 0.003);
    }

    /** Chapter 08. */
    @Test
    void batchNormalizationIsNotShownToHelpVggInFiveEpochs() {
        measured = StoredExperiment.of("deep");
        String accuracy = "test accuracy";
        String plain = "VGG-11 ÷ 8";
        String normalized = "VGG-11 ÷ 8, batch normalization";
        notShown(accuracy, normalized, accuracy, plain);
    }

    /** Chapter 08: twelve layers more are worse, in training too, and not with shortcuts. */
    @Test
    void shortcutsTakeAwayTheHarmOfMoreLayers() {
        measured = StoredExperiment.of("deep");
        String accuracy = "test accuracy";
        more(accuracy, "8 layers", accuracy, "20 layers");
        double worse = measured.difference(accuracy, "8 layers", "20 layers").mean();
        assertTrue(worse > 0.025 && worse < 0.035, "some three points: " + worse);
        assertTrue(trainAccuracy("8 layers") > trainAccuracy("20 layers") + 0.02);
        aboveWithEverySeed(accuracy, "20 layers, shortcuts", accuracy, "20 layers");
        more(accuracy, "20 layers, shortcuts", accuracy, "20 layers");
        double better = measured.difference(accuracy, "20 layers, shortcuts", "20 layers").mean();
        assertTrue(better > 0.03 && better < 0.04, "more than three points: " + better);
        notShown(accuracy, "20 layers, shortcuts", accuracy, "8 layers");
    }

    private double trainAccuracy(String variant) {
        return measured.only(variant).runs().numberColumn("train accuracy").mean();
    }
}
