package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.experiments.PairedDifference.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {

    @Test
    void isTheMeanOfThePairsWithItsStandardError() {
        PairedDifference found =
                PairedDifference.of(new double[] {5, 7, 12}, new double[] {4, 5, 9});
        assertEquals(2, found.mean());
        assertEquals(1 / Math.sqrt(3), found.standardError(), 1e-12); // differences 1, 2, 3
        assertEquals(3, found.seeds());
        assertEquals("+2.000 ± 0.577 (3 seeds): not shown", found.toString());
    }

    @Test
    void twoSeedsCanBeComparedAndOneCannot() {
        PairedDifference two = PairedDifference.of(new double[] {2, 4}, new double[] {1, 2});
        assertEquals(1.5, two.mean());
        assertEquals(0.5, two.standardError(), 1e-12);
        assertEquals(
                "A difference needs 2 or more seeds that both have: here are 2 and 3.",
                assertThrows(
                                CourseException.class,
                                () -> PairedDifference.of(new double[2], new double[3]))
                        .getMessage());
    }

    /** The seeds lie far apart, and the difference is there all the same. */
    @Test
    void whatTheSeedDoesToBothCancelsOut() {
        double[] low = {0.1, 0.5, 0.9};
        double[] high = {0.11, 0.512, 0.911};
        assertEquals(Verdict.MORE, PairedDifference.of(high, low).verdict());
        assertEquals(Verdict.LESS, PairedDifference.of(low, high).verdict());
    }

    /** Student's t: with so many seeds so many standard errors, and a little less is too little. */
    @ParameterizedTest
    @CsvSource({"2, 12.71", "3, 4.30", "4, 3.18", "5, 2.78", "10, 2.26", "11, 2.23", "99, 1.98"})
    void fewSeedsMustShowMore(int seeds, double enough) {
        double error = 0.01;
        double little = 0.99 * enough * error;
        double much = 1.01 * enough * error;
        assertEquals(Verdict.NOT_SHOWN, new PairedDifference(little, error, seeds).verdict());
        assertEquals(Verdict.NOT_SHOWN, new PairedDifference(-little, error, seeds).verdict());
        assertEquals(Verdict.MORE, new PairedDifference(much, error, seeds).verdict());
        assertEquals(Verdict.LESS, new PairedDifference(-much, error, seeds).verdict());
    }

    /** Of 20,000 studies that have nothing to show, about one in twenty says otherwise. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 11})
    void chanceAloneIsRarelyTakenForADifference(int seeds) {
        Random random = new Random(0);
        int studies = 20_000;
        long wrong =
                IntStream.range(0, studies)
                        .mapToObj(
                                i -> PairedDifference.of(draw(random, seeds), draw(random, seeds)))
                        .filter(difference -> difference.verdict() != Verdict.NOT_SHOWN)
                        .count();
        assertEquals(0.05, wrong / (double) studies, 0.006);
    }

    private static double[] draw(Random random, int seeds) {
        return DoubleStream.generate(random::nextGaussian).limit(seeds).toArray();
    }

    @Test
    void noDifferenceIsNone() {
        assertEquals(Verdict.NOT_SHOWN, new PairedDifference(0, 0, 3).verdict());
        assertEquals(Verdict.NOT_SHOWN, new PairedDifference(Double.NaN, 0, 3).verdict());
    }

    @Test
    void onlyEqualSeedsAreCompared() {
        Map<Long, Double> first = Map.of(0L, 1.0, 1L, 2.0, 7L, 100.0);
        Map<Long, Double> other = Map.of(1L, 1.0, 0L, 0.5, 8L, -100.0);
        PairedDifference found = PairedDifference.of(first, other);
        assertEquals(0.75, found.mean());
        assertEquals(2, found.seeds());
    }

    @Test
    void eachIsComparedWithTheFirstAsFarAsBothGo() {
        List<double[]> all = List.of(new double[] {1, 1}, new double[] {3, 3, 0}, new double[] {2});
        assertEquals(
                List.of("", "+2.000 ± 0.000 (2 seeds): more", ""),
                PairedDifference.column("more", all).asList());
        List<double[]> stopped = List.of(new double[] {1}, new double[] {3, 3});
        assertEquals(List.of("", ""), PairedDifference.column("more", stopped).asList());
    }

    @Test
    void onePairShowsNothing() {
        double[] one = {1};
        assertThrows(CourseException.class, () -> PairedDifference.of(one, one));
        assertThrows(CourseException.class, () -> PairedDifference.of(one, new double[] {1, 2}));
        assertThrows(CourseException.class, () -> PairedDifference.enough(1));
    }
}
