package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left out of a chart is said. */
class ChartBoundsTest {

    private static String note(Chart chart) {
        return new ChartLayout(chart).note;
    }

    private static List<Series> shown(Chart chart) {
        return new ChartLayout(chart).panels.get(0).series();
    }

    @Test
    void twentySeriesAreShown() {
        Chart chart = Chart.lines("");
        for (int i = 0; i < 20; i++) {
            chart.add("a", i);
        }
        assertEquals("", note(chart));
        chart.add("b", 20).add("c", 21);
        assertEquals("Not shown: series (2).", note(chart));
        assertEquals(20, shown(chart).size());
    }

    @Test
    void sixtyCategoriesAreShown() {
        List<String> names = Collections.nCopies(1062, "a");
        Chart sixty = Chart.bars("", names.subList(0, 60)).add("a", new double[60]);
        assertEquals("", note(sixty));
        assertEquals(60, shown(sixty).get(0).x().length);
        Chart more = Chart.bars("", names).add("a", new double[1062]);
        assertEquals("Not shown: categories (1,002).", note(more));
        assertEquals(60, shown(more).get(0).x().length);
    }

    @Test
    void tenThousandPointsAreShownOfAllSeriesTogether() {
        assertEquals("", note(Chart.lines("").add("a", new double[10_000])));
        Chart two = Chart.lines("").add("a", new double[5000]).add("b", new double[6000]);
        assertEquals("Not shown: points of 6,000 (3,000).", note(two));
        assertEquals(5000, shown(two).get(0).x().length);
        assertEquals(3000, shown(two).get(1).x().length);
        assertEquals(3, shown(two).get(1).x()[1], "each second, after the first");
    }

    @Test
    void whatLiesOnNoAxisIsCounted() {
        double[] x = {-1, 0, 1, 2, Double.NaN};
        double[] y = {5, 6, 7, Double.NEGATIVE_INFINITY, 8};
        Chart chart = Chart.points("").logX().add("a", x, y);
        assertEquals(
                "Not shown: points whose x is not on the axis (3); infinite values (1).",
                note(chart));
        assertArrayEquals(new double[] {1, 2}, shown(chart).get(0).x());
        assertTrue(Double.isNaN(shown(chart).get(0).y()[1]), "a gap");
        assertEquals(
                "Not shown: points whose x is not on the axis (1).",
                note(Chart.points("").add("a", x, new double[5])));
        assertEquals("", note(Chart.points("").add("a", Double.NaN)), "a gap that was meant");
    }
}
