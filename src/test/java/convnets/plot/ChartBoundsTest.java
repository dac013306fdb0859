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
        double[] ends = {Double.POSITIVE_INFINITY, 1};
        assertEquals(
                "Not shown: infinite values (1).",
                note(Chart.lines("").add("a", 1, 2).errors(ends)));
    }

    @Test
    void barsStandAtTheirCategories() {
        double[] x = {0, 1, 2, -1, Double.NaN};
        Chart bars = Chart.bars("", List.of("a", "b")).add("s", x, new double[5]);
        assertEquals("Not shown: points whose x is not on the axis (3).", note(bars));
        assertArrayEquals(new double[] {0, 1}, shown(bars).get(0).x());
        assertEquals("", note(Chart.bars("", List.of("a", "b")).logX().add("s", 1, 2)));
        double[] ends = {-0.5, 1.5};
        Chart guess = Chart.bars("", List.of("a", "b")).reference("a guess", ends, new double[2]);
        assertEquals("", note(guess), "a line from end to end");
    }

    @Test
    void aBubbleHasASize() {
        double[] place = {1, 2, 3};
        List<String> names = List.of("a", "b", "c");
        double[] sizes = {Double.NaN, Double.POSITIVE_INFINITY, 5};
        Chart chart = Chart.points("").bubbles("s", names, place, place, sizes);
        assertEquals("Not shown: bubbles of no size (2).", note(chart));
        assertEquals(List.of("c"), shown(chart).get(0).labels);
        Chart none = Chart.points("").bubbles("s", names, place, place, new double[3]);
        assertArrayEquals(new double[] {6, 6, 6}, shown(none).get(0).diameters());
    }

    @Test
    void aThousandNamedBubblesAreShown() {
        double[] place = new double[2000];
        List<String> names = Collections.nCopies(2000, "a");
        Chart chart = Chart.points("").bubbles("s", names, place, place, place);
        assertEquals("Not shown: points of 2,000 (1,000).", note(chart));
    }
}
