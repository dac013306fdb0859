package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.plot.Canvas.Align;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartImageTest {

    private static final Color BLUE = new Color(0x4477aa);
    private static final Color ROSE = new Color(0xee6677);
    private static final String[] EVEN = {"0", "2", "4", "6", "8"};

    /** Where the axes begin if they are numbered so. */
    private static final double LEFT = 34 + Seen.widest(EVEN);

    private static Canvas words(Canvas s, String words, double x, double y, Align align) {
        return s.words(words, x, y, 12, Canvas.INK, align);
    }

    private static Chart eight(Chart chart) {
        return chart.xRange(0, 8).yRange(0, 8);
    }

    /** Lines and numbers for 0, 2, … 8 at the vertical axis. */
    private static void rows(Canvas s, double left, double right, double top, double bottom) {
        for (int i = 0; i < EVEN.length; i++) {
            double y = bottom - i * (bottom - top) / 4;
            s.line(left, y, right, y, Canvas.GRID);
            words(s, EVEN[i], left - 6, y + 4, Align.RIGHT);
        }
    }

    @Test
    void theAxesHaveTheirNamesAndALineWithANumberForEachTick() {
        double step = (684 - LEFT) / 8;
        Seen.of(eight(Chart.lines("Test accuracy").x("epoch").y("accuracy")))
                .is(
                        s -> {
                            s.bold("Test accuracy", 350, 20, 14, Canvas.INK, Align.CENTER);
                            rows(s, LEFT, 684, 34, 314);
                            for (int i = 0; i <= 8; i++) {
                                double x = LEFT + step * i;
                                s.line(x, 34, x, 314, Canvas.GRID);
                                words(s, "" + i, x, 330, Align.CENTER);
                            }
                            words(s, "epoch", (LEFT + 684) / 2, 350, Align.CENTER);
                            s.rising("accuracy", 18, 174, 90, Align.CENTER);
                        });
    }

    @Test
    void twoChartsHaveHalfOfTheWidthEach() {
        Chart right = eight(Chart.lines("not shown").x("c").y("d"));
        Seen.of(eight(Chart.lines("both").x("a").y("b")).beside(right))
                .is(
                        s -> {
                            s.bold("both", 350, 20, 14, Canvas.INK, Align.CENTER);
                            half(s, 0, "a", "b");
                            half(s, 350, "c", "d");
                        });
    }

    private static void half(Canvas s, int begin, String xLabel, String yLabel) {
        double left = begin + LEFT;
        double right = begin + 334;
        rows(s, left, right, 34, 314);
        for (int i = 0; i < EVEN.length; i++) {
            double x = left + i * (right - left) / 4;
            s.line(x, 34, x, 314, Canvas.GRID);
            words(s, EVEN[i], x, 330, Align.CENTER);
        }
        words(s, xLabel, (left + right) / 2, 350, Align.CENTER);
        s.rising(yLabel, begin + 18, 174, 90, Align.CENTER);
    }

    @Test
    void categoriesHaveTheirNamesAndNoLines() {
        double width = 684 - LEFT;
        Seen.of(Chart.bars("", List.of("LeNet", "NiN")).yRange(0, 8))
                .is(
                        s -> {
                            rows(s, LEFT, 684, 34, 314);
                            words(s, "LeNet", LEFT + width / 4, 330, Align.CENTER);
                            words(s, "NiN", LEFT + width * 3 / 4, 330, Align.CENTER);
                        });
    }

    @Test
    void namesThatDoNotFitSideBySideRise() {
        String name = "AlexNet ÷ 4";
        double step = (684 - LEFT) / 15;
        int room = 8 + (int) (0.75 * Canvas.width(name, 12));
        double end = 360 - room - 28;
        Seen.of(Chart.bars("", Collections.nCopies(15, name)).x("net").yRange(0, 8))
                .is(
                        s -> {
                            rows(s, LEFT, 684, 34, end);
                            for (int i = 0; i < 15; i++) {
                                double x = LEFT + (i + 0.5) * step;
                                s.rising(name, x + 4, end + 12, 45, Align.RIGHT);
                            }
                            words(s, "net", (LEFT + 684) / 2, 350, Align.CENTER);
                        });
    }

    private static final double[] MORE_THAN_ARE_MARKED = new double[61];

    private static Ellipse2D mark(double x, double y) {
        return new Ellipse2D.Double(x + 6.5, y - 7.5, 7, 7);
    }

    private static double entry(String name) {
        return 44 + Canvas.width(name, 12);
    }

    @Test
    void theLegendShowsLinesWithTheirMarks() {
        Chart chart =
                eight(Chart.lines("").x("epoch").reference("guess", new double[] {0, 8}, EIGHTS))
                        .add("marked", 1, 2)
                        .add("ringed", 2, 1)
                        .hollow()
                        .add("long", MORE_THAN_ARE_MARKED);
        double wide = entry("marked") + entry("ringed") + entry("long");
        double first = 350 - wide / 2;
        double second = first + entry("marked");
        double third = second + entry("ringed");
        Seen seen = Seen.of(chart);
        seen.part(0, 338, 700, 22)
                .is(
                        s -> {
                            s.box(first, 9, 20, 2, BLUE).fill(mark(first, 14), BLUE);
                            s.draw(mark(first, 14), BLUE, 1);
                            words(s, "marked", first + 26, 14, Align.LEFT);
                            s.box(second, 9, 20, 2, ROSE).draw(mark(second, 14), ROSE, 1);
                            words(s, "ringed", second + 26, 14, Align.LEFT);
                            s.box(third, 9, 20, 2, new Color(0x228833));
                            words(s, "long", third + 26, 14, Align.LEFT);
                        });
        seen.shows(s -> words(s, "epoch", (LEFT + 684) / 2, 332, Align.CENTER));
        seen.shows(s -> words(s, "8", LEFT - 6, 38, Align.RIGHT));
        seen.shows(s -> words(s, "0", LEFT - 6, 300, Align.RIGHT));
    }

    private static final double[] EIGHTS = {8, 8};

    @Test
    void theLegendShowsBarsAsSquaresAndPointsAsMarks() {
        double first = 350 - (entry("a") + entry("b")) / 2;
        double second = first + entry("a");
        Chart bars = Chart.bars("", List.of("x")).yRange(0, 8).add("a", 3).add("b", 5);
        Seen.of(bars)
                .part(0, 341, 700, 19)
                .is(
                        s -> {
                            s.box(first + 5, 2, 10, 10, BLUE).box(second + 5, 2, 10, 10, ROSE);
                            words(s, "a", first + 26, 11, Align.LEFT);
                            words(s, "b", second + 26, 11, Align.LEFT);
                        });
        Chart points = eight(Chart.points("")).add("a", 3).add("b", 5);
        Seen.of(points)
                .part(0, 341, 700, 19)
                .is(
                        s -> {
                            s.fill(mark(first, 11), BLUE).draw(mark(first, 11), BLUE, 1);
                            s.fill(mark(second, 11), ROSE).draw(mark(second, 11), ROSE, 1);
                            words(s, "a", first + 26, 11, Align.LEFT);
                            words(s, "b", second + 26, 11, Align.LEFT);
                        });
    }

    @Test
    void whatIsNotShownIsSaidBelowTheLegend() {
        Chart chart = eight(Chart.points("").x("epoch")).add("a", 3).add("b", 5, 1.0 / 0);
        double first = 350 - (entry("a") + entry("b")) / 2;
        Seen seen = Seen.of(chart);
        seen.part(0, 338, 700, 22)
                .is(s -> words(s, "Not shown: infinite values (1).", 350, 14, Align.CENTER));
        seen.shows(s -> words(s, "a", first + 26, 334, Align.LEFT));
        seen.shows(s -> words(s, "epoch", (LEFT + 684) / 2, 314, Align.CENTER));
        seen.shows(s -> words(s, "0", LEFT - 6, 282, Align.RIGHT));
        Chart one = eight(Chart.points("").x("epoch")).add("a", 3, 1.0 / 0);
        Seen.of(one).shows(s -> words(s, "epoch", (LEFT + 684) / 2, 332, Align.CENTER));
    }

    @Test
    void aLegendThatIsTooWideHasMoreLines() {
        Chart chart = eight(Chart.lines("").x("epoch"));
        String name = "m".repeat(39);
        for (int i = 0; i < 3; i++) {
            chart.add(name + i, 1, 2);
        }
        Seen seen = Seen.of(chart);
        for (int i = 0; i < 3; i++) {
            String words = name + i;
            double x = 350 - entry(words) / 2;
            double y = 316 + 18 * i;
            Color color = Palette.color(i);
            seen.shows(
                    s ->
                            s.box(x, y - 5, 20, 2, color)
                                    .fill(mark(x, y), color)
                                    .draw(mark(x, y), color, 1));
            seen.shows(s -> words(s, words, x + 26, y, Align.LEFT));
        }
        seen.shows(s -> words(s, "epoch", (LEFT + 684) / 2, 296, Align.CENTER));
    }

    @Test
    void marksLieWhereTheirNumbersAreAndNothingLiesOutsideTheAxes() {
        double[] x = {1, 3, 5, -8, 9};
        double[] y = {7, 1, 20, 7, 1};
        Seen seen = Seen.of(eight(Chart.points("")).add("a", x, y));
        double step = (684 - LEFT) / 8;
        Rectangle ink = seen.ink(BLUE);
        assertEquals(LEFT + step - 3.5, ink.getX(), 1.5);
        assertEquals(LEFT + 3 * step + 3.5, ink.getMaxX(), 1.5);
        assertEquals(314 - 7 * 35 - 3.5, ink.getY(), 1.5);
        assertEquals(314 - 35 + 3.5, ink.getMaxY(), 1.5);
        Chart steep = eight(Chart.lines("")).add("a", new double[] {4, 4}, new double[] {-9, 99});
        ink = Seen.of(steep).ink(BLUE);
        assertEquals(34, ink.getY(), 1);
        assertEquals(314, ink.getMaxY(), 1);
    }

    @Test
    void theNameOfALineMayReachBeyondTheAxes() {
        Chart chart = eight(Chart.lines("")).reference("guess", new double[] {0, 8}, EIGHTS);
        Seen.of(chart).part(0, 0, 700, 33).shows(s -> words(s, "guess", 684, 29, Align.RIGHT));
    }

    @Test
    void allWordsStayInsideThePicture() {
        for (double most : new double[] {0.0004, 1, 999, 12_345, 1e6, 5e8}) {
            double[] x = {most / 1000, most / 30, most};
            Chart chart = Chart.lines("t").x("x").y("y").add("a", x, x).add("b", x, x);
            assertInside(chart);
            assertInside(chart.logX().logY());
        }
    }

    @Test
    void longWordsAreCutRatherThanByTheEdgeOfThePicture() {
        double[] ends = {0, 10_000};
        assertInside(Chart.lines("t").xRange(0, 10_000).add("a", ends, ends));
        String label = "the share of the test pictures that the net recognizes after each epoch";
        assertInside(Chart.lines("t").y(label.repeat(2)).add("a", ends, ends));
        List<String> names = Collections.nCopies(70, "AlexNet with dropout and more");
        double[] zeros = new double[70];
        Chart bars = Chart.bars("t", names).logY();
        assertInside(bars.add("a", zeros).add("b", zeros).add("c", zeros));
    }

    private static void assertInside(Chart chart) {
        Seen seen = Seen.of(chart);
        Rectangle sheet = new Rectangle(1, 1, 698, seen.image().getHeight() - 2);
        assertTrue(sheet.contains(seen.ink()), chart + ": " + seen.ink());
    }
}
