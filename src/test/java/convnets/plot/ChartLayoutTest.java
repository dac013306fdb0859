package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.plot.ChartLayout.Panel;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartLayoutTest {

    private static final double[] ONE = {1};

    private static Panel panel(Chart chart) {
        return new ChartLayout(chart).panels.get(0);
    }

    private static void reaches(double low, double high, Axis axis) {
        assertEquals(low, axis.low(), 1e-9);
        assertEquals(high, axis.high(), 1e-9);
    }

    private static List<String> words(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void theAxesHoldAllValuesWithALittleRoom() {
        Chart chart = Chart.lines("");
        chart.add("a", new double[] {2, 102}, new double[] {-1, 0});
        chart.add("b", new double[] {52}, new double[] {1});
        reaches(-2, 106, panel(chart).x());
        reaches(-1.08, 1.08, panel(chart).y());
    }

    @Test
    void bubblesHaveMoreRoom() {
        double[] x = {0, 100};
        double[] y = {-1, 1};
        Chart chart = Chart.points("").bubbles("a", List.of("l", "r"), x, y, x);
        reaches(-12, 112, panel(chart).x());
        reaches(-1.24, 1.24, panel(chart).y());
    }

    @Test
    void whatIsNoNumberHasNoPlaceOnTheAxis() {
        Chart chart = Chart.lines("").add("a", 1, Double.NaN, 3, Double.POSITIVE_INFINITY);
        reaches(0.92, 3.08, panel(chart).y());
    }

    @Test
    void theEndsOfErrorBarsHaveTheirPlace() {
        Chart chart = Chart.points("").add("a", 10, 20).errors(5, 25);
        reaches(-5 - 0.04 * 50, 45 + 0.04 * 50, panel(chart).y());
        Chart log = Chart.points("").logY().add("a", 10, 100).errors(10, 99);
        Axis axis = panel(log).y();
        assertEquals(Math.pow(199, -0.04), axis.low(), 1e-9, "0 is left out");
        assertEquals(199 * Math.pow(199, 0.04), axis.high(), 1e-9);
    }

    /** An error bar may end where a logarithm does not, or be missing. */
    @Test
    void aPointHasItsPlaceWhateverItsErrorBar() {
        Axis log = panel(Chart.points("").logY().add("a", 1, 2).errors(3, 3)).y();
        assertTrue(log.low() < 1 && log.high() > 5, log.low() + " to " + log.high());
        reaches(0.9 - 0.04 * 4.1, 5 + 0.04 * 4.1, panel(missing()).y());
    }

    private static Chart missing() {
        return Chart.points("").add("a", 1, 5).errors(0.1, Double.NaN);
    }

    @Test
    void barsBeginAtZeroAndHaveRoomBeyondTheirEnds() {
        reaches(0, 4.2, panel(bars(4, 2)).y());
        reaches(-4.2, 0, panel(bars(-4, -2)).y());
        reaches(-3.5, 7.5, panel(bars(-3, 7)).y());
        reaches(0, 1, panel(bars(0, 0)).y());
        reaches(-2.6, 10.6, panel(bars(4, 2).errors(6, 1)).y());
        Axis log = panel(bars(100, 10).logY()).y();
        assertTrue(log.log() && log.low() < 10 && log.low() > 9, "as points on a logarithmic axis");
    }

    private static Chart bars(double... values) {
        return Chart.bars("", List.of("a", "b")).add("s", values);
    }

    @Test
    void countsHaveNoTicksBetweenOnAGivenRange() {
        Chart epochs = Chart.lines("").xRange(0, 2).add("a", 1, 2);
        assertEquals(List.of("0", "1", "2"), words(panel(epochs).x()));
        Chart times = Chart.lines("").xRange(0, 2).add("a", new double[] {0.5}, ONE);
        assertEquals(List.of("0.0", "0.5", "1.0", "1.5", "2.0"), words(panel(times).x()));
    }

    @Test
    void alongTwoChartsThereAreFewerTicks() {
        Chart chart = Chart.lines("").xRange(0, 8).yRange(0, 8);
        assertEquals(9, words(panel(chart).x()).size());
        Chart other = Chart.lines("").xRange(0, 8).yRange(0, 8);
        assertEquals(5, words(panel(chart.beside(other)).x()).size());
    }

    /** The longest row of letters that is said to fit does, and one more letter does not. */
    @Test
    void namesStandLevelAsLongAsSixPixelsAreBetweenThem() {
        double place = (684 - 34 - Seen.widest("0", "2", "4", "6", "8")) / 10;
        int most = 1;
        while (Canvas.width("i".repeat(most + 1), 12) + 6 <= place) {
            most++;
        }
        assertTrue(most < 24, "longer names are cut");
        assertEquals(0, panel(ten("i".repeat(most))).rise());
        assertEquals(45, panel(ten("i".repeat(most + 1))).rise());
    }

    private static Chart ten(String name) {
        return Chart.bars("", Collections.nCopies(10, name)).yRange(0, 8);
    }

    @Test
    void ofNamesThatWouldLieOnEachOtherEachSecondStays() {
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "category " + i).toList();
        Panel panel = panel(Chart.bars("", names).yRange(0, 8));
        List<String> words = words(panel.x());
        assertEquals(30, words.size());
        assertEquals("category 0", words.get(0));
        assertEquals("category 2", words.get(1));
        reaches(-0.5, 59.5, panel.x());
        assertEquals(30, words(panel(Chart.bars("", names.subList(0, 30))).x()).size());
    }

    @Test
    void theLegendIsOfChartsWithSeveralSeries() {
        double[] ends = {0, 1};
        Chart one = Chart.lines("").reference("guess", ends, ends).add("a", 1);
        assertEquals(List.of(), new ChartLayout(one).legendLines);
        assertEquals(List.of(), new ChartLayout(Chart.lines("")).legendLines);
        ChartLayout two = new ChartLayout(one.add("b", 2));
        assertEquals(1, two.legendLines.size());
        assertEquals(List.of("a", "b"), two.legend.stream().map(Series::name).toList());
        Chart beside = Chart.lines("").add("c", 1).add("d", 2);
        ChartLayout both = new ChartLayout(Chart.lines("").add("e", 3).beside(beside));
        assertEquals(List.of("c", "d"), both.legend.stream().map(Series::name).toList());
    }

    @Test
    void aLineOfTheLegendIsFilledBeforeTheNextBegins() {
        Chart chart = Chart.lines("");
        IntStream.range(0, 20).forEach(i -> chart.add("series ".repeat(1 + i % 5) + i, 1));
        ChartLayout layout = new ChartLayout(chart);
        int lines = layout.legendLines.size();
        assertTrue(lines > 3 && lines < 20);
        assertEquals(layout.legend, layout.legendLines.stream().flatMap(List::stream).toList());
        double[] wide = new double[lines];
        double[] first = new double[lines];
        for (int line = 0; line < lines; line++) {
            for (Series entry : layout.legendLines.get(line)) {
                double own = 44 + Canvas.width(entry.name(), 12);
                assertEquals(own, ChartLayout.entryWidth(entry), 1e-9);
                first[line] = wide[line] == 0 ? own : first[line];
                wide[line] += own;
            }
            assertTrue(wide[line] > 0, "line " + line);
        }
        for (int i = 0; i < lines; i++) {
            assertTrue(wide[i] <= 660, "line " + i);
            assertTrue(i == lines - 1 || wide[i] + first[i + 1] > 660, "line " + i);
        }
    }

    @Test
    void thePictureGrowsWithItsLegend() {
        Chart chart = Chart.lines("");
        String name = "m".repeat(38);
        IntStream.range(10, 30).forEach(i -> chart.add(name + i, 1));
        ChartLayout layout = new ChartLayout(chart);
        assertEquals(20, layout.legendLines.size());
        assertEquals(18 + 24 + 20 * 18 + 4, layout.bottom);
        assertEquals(layout.bottom + 34 + 200, layout.height);
        assertEquals(200, layout.panels.get(0).area().getHeight());
        ChartLayout small = new ChartLayout(Chart.lines("").add("a", 1));
        assertEquals(360, small.height);
        assertEquals(46, small.bottom);
        ChartLayout noted = new ChartLayout(Chart.lines("").add("a", 1, 1.0 / 0));
        assertEquals(46 + 18, noted.bottom);
    }
}
