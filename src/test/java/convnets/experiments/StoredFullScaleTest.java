package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.experiments.PairedDifference.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/**
 * What the chapters 07 and 08, and docs/gpu.md, say of the nets at full size, held to the stored
 * epochs. Where a claim fails after a new measurement, the chapter's sentence must change with it.
 */
class StoredFullScaleTest {

    private static final String SERIES = "test accuracy";
    private static final Table NETS = Table.read().csv("notebooks/measured/full-scale-gpu.csv");
    private static final Table CPU = Table.read().csv("notebooks/measured/full-scale-cpu.csv");
    private static final Table ONES = Table.read().csv("notebooks/measured/nin-ones-gpu.csv");

    /** What d2l gives. */
    private static final Table D2L = Table.read().csv("src/setup/d2l.csv");

    @Test
    void allIsFromOneCard() {
        for (Table measured : List.of(NETS, ONES)) {
            assertEquals(1, measured.stringColumn("device").unique().size());
            assertTrue(measured.stringColumn("device").get(0).contains("H100"));
        }
        Set<String> nets = NETS.stringColumn("net").asSet();
        assertEquals(D2L.stringColumn("net").asSet(), nets);
        nets.forEach(net -> assertEquals(10, accuracies(NETS, net, 0).size(), net));
    }

    @Test
    void threeNetsEndWithinAHundredthOfD2l() {
        for (String net : List.of("AlexNet", "NiN", "VGG-11 ÷ 4")) {
            assertEquals(theirs(net), last(NETS, net, 0), 0.01, net);
        }
    }

    @Test
    void leNetFellByTenPointsInItsLastEpochAndOtherSeedsDidNot() {
        List<Double> leNet = accuracies(NETS, "LeNet", 0);
        assertEquals(0.10, leNet.get(8) - leNet.get(9), 0.005);
        double theirs = theirs("LeNet");
        assertTrue(leNet.get(8) > theirs, "the epoch before was above d2l's");
        assertTrue(leNet.get(9) < theirs);
        assertTrue(last(NETS, "LeNet", 1) > theirs && last(NETS, "LeNet", 2) > theirs);
    }

    /** What docs/gpu.md says. */
    @Test
    void withoutACardTheTrainingsGoTheSameWay() {
        assertEquals(List.of("CPU with 2 threads"), CPU.stringColumn("device").unique().asList());
        double[] leNet = {0.735, 0.838, 0.848, 0.845, 0.813};
        for (int seed = 0; seed < leNet.length; seed++) {
            assertEquals(leNet[seed], last(CPU, "LeNet", seed), 0.0005);
        }
        double first = accuracies(CPU, "AlexNet", 0).get(0);
        assertEquals(accuracies(NETS, "AlexNet", 0).get(0), first, 0.01);
    }

    @Test
    void afterTheFirstEpochNoneIsAheadAndThreeAreBehindWithEachSeed() {
        for (int seed = 0; seed < 3; seed++) {
            for (String some : List.of("NiN-1", "NiN")) {
                double between = first(some, seed);
                assertTrue(between < first("NiN-0", seed), some + ", seed " + seed);
                assertTrue(between > first("NiN-3", seed), some + ", seed " + seed);
            }
        }
    }

    @Test
    void afterTenEpochsOneAndTwoAreBelowNoneInTheMeanAndNothingIsShown() {
        StoredExperiment last = StoredExperiment.lastEpochs("nin-ones-gpu", 10);
        assertEquals(Verdict.NOT_SHOWN, last.difference(SERIES, "NiN-1", "NiN-0").verdict());
        assertEquals(-0.012, last.difference(SERIES, "NiN-1", "NiN-0").mean(), 0.0005);
        assertEquals(-0.011, last.difference(SERIES, "NiN", "NiN-0").mean(), 0.0005);
        assertEquals(Verdict.NOT_SHOWN, last.difference(SERIES, "NiN", "NiN-0").verdict());
        assertEquals(Verdict.NOT_SHOWN, last.difference(SERIES, "NiN", "NiN-1").verdict());
    }

    @Test
    void withThreeOneSeedEndsLowOneBreaksOffAndOneStaysAtChance() {
        assertTrue(last(ONES, "NiN-3", 0) < last(ONES, "NiN", 0));
        assertEquals(6, accuracies(ONES, "NiN-3", 1).size());
        List<Double> dead = accuracies(ONES, "NiN-3", 2);
        assertEquals(7, dead.size());
        assertTrue(dead.stream().skip(1).allMatch(a -> a == 0.1), dead.toString());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThrows(CourseException.class, () -> StoredExperiment.lastEpochs("none", 10));
        assertThrows(CourseException.class, () -> StoredExperiment.lastEpochs("nin-ones-gpu", 99));
    }

    private static double theirs(String net) {
        return D2L.where(D2L.stringColumn("net").isEqualTo(net)).doubleColumn(SERIES).get(0);
    }

    private static double first(String net, int seed) {
        return accuracies(ONES, net, seed).get(0);
    }

    private static double last(Table measured, String net, int seed) {
        return accuracies(measured, net, seed).get(9);
    }

    private static List<Double> accuracies(Table measured, String net, int seed) {
        return IntStream.range(0, measured.rowCount())
                .filter(i -> measured.stringColumn("net").get(i).equals(net))
                .filter(i -> measured.intColumn("seed").get(i) == seed)
                .mapToObj(i -> measured.doubleColumn(SERIES).get(i))
                .toList();
    }
}
