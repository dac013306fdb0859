package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.experiments.PairedDifference.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

    @Test
    void isTheMeanOfThePairsWithItsStandardError() {
        PairedDifference found =
                PairedDifference.of(new double[] {5, 7, 12}, new double[] {4, 5, 9});
        assertEquals(2, found.mean());
        assertEquals(1 / Math.sqrt(3), found.standardError(), 1e-12); // differences 1, 2, 3
        assertEquals(3, found.seeds());
        assertEquals("+2.000 ± 0.577 (3 seeds): more", found.toString());
    }

    /** The seeds lie far apart, and the difference is there all the same. */
    @Test
    void whatTheSeedDoesToBothCancelsOut() {
        double[] low = {0.1, 0.5, 0.9};
        double[] high = {0.11, 0.512, 0.911};
        assertEquals(Verdict.MORE, PairedDifference.of(high, low).verdict());
        assertEquals(Verdict.LESS, PairedDifference.of(low, high).verdict());
    }

    @Test
    void twoStandardErrorsAreNotEnough() {
        assertEquals(Verdict.NOT_SHOWN, new PairedDifference(0.2, 0.1, 3).verdict());
        assertEquals(Verdict.MORE, new PairedDifference(0.201, 0.1, 3).verdict());
        assertEquals(Verdict.LESS, new PairedDifference(-0.201, 0.1, 3).verdict());
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
    void onePairShowsNothing() {
        double[] one = {1};
        assertThrows(CourseException.class, () -> PairedDifference.of(one, one));
        assertThrows(CourseException.class, () -> PairedDifference.of(one, new double[] {1, 2}));
    }
}
