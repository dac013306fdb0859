package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.plot.Canvas.Align;
import convnets.plot.ChartLayout.Panel;
import convnets.plot.Series.Style;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** On these panels, a pixel to the right or above is one more. */
class PanelImageTest {

    private static final Color RED = new Color(0xcc0000);
    private static final Color BLUE = new Color(0x0000cc);
    private static final Axis HUNDRED = Axis.between("", false, 0, 100, 5, false);

    /** Two places, at 25 and 75. */
    private static final Axis PLACES = Axis.categories("", List.of("a", "b"));

    /** Zero lies in the middle. */
    private static final Axis BOTH_SIGNS = Axis.between("", false, -50, 50, 5, false);

    /** From 1 at the bottom to 100 at the top. */
    private static final Axis TENFOLD = Axis.between("", true, 1, 100, 5, false);

    private static Panel panel(Axis x, Axis y, Series... series) {
        Rectangle2D area = new Rectangle2D.Double(0, 0, 100, 100);
        return new Panel(x, y, List.of(series), area, 0, x == PLACES);
    }

    private static Seen drawn(Axis x, Axis y, Series... series) {
        return Seen.drawn(100, 100, s -> new PanelImage(s, panel(x, y, series)).draw());
    }

    private static Series series(Style style, Color color, double... y) {
        double[] x = style == Style.BARS ? new double[] {0, 1} : new double[] {20, 50, 80};
        return new Series(style, "s", color, x, y);
    }

    private static Ellipse2D circle(double x, double y, double size) {
        return new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
    }

    private static Canvas mark(Canvas s, double x, double y, Color color) {
        return s.fill(circle(x, y, 7), color).draw(circle(x, y, 7), color, 1);
    }

    private static Canvas errorBar(Canvas s, double x, double low, double high) {
        return s.line(x, low, x, high, Canvas.INK)
                .line(x - 3, low, x + 3, low, Canvas.INK)
                .line(x - 3, high, x + 3, high, Canvas.INK);
    }

    @Test
    void barsStandSideBySideOnZeroAndFillFourFifthsOfAPlace() {
        drawn(
                        PLACES,
                        BOTH_SIGNS,
                        series(Style.BARS, RED, 30, -20),
                        series(Style.BARS, BLUE, 10, 40))
                .is(
                        s ->
                                s.box(5, 20, 19, 30, RED)
                                        .box(25, 40, 19, 10, BLUE)
                                        .box(55, 50, 19, 20, RED)
                                        .box(75, 10, 19, 40, BLUE));
    }

    @Test
    void aLineOfReferenceTakesNoPlaceAmongTheBars() {
        Series guess = new Series(Style.REFERENCE, "g", RED, new double[] {-1, 0}, filled(-45));
        drawn(PLACES, BOTH_SIGNS, guess, series(Style.BARS, BLUE, 30, Double.NaN))
                .part(0, 0, 100, 90)
                .is(s -> s.box(5, 20, 39, 30, BLUE));
    }

    private static double[] filled(double value) {
        return new double[] {value, value};
    }

    @Test
    void aBarsErrorReachesAboveAndBelowItsEnd() {
        Series bars = series(Style.BARS, RED, 30, -20);
        bars.errors = new double[] {10, 5};
        drawn(PLACES, BOTH_SIGNS, bars)
                .is(
                        s -> {
                            errorBar(s.box(5, 20, 39, 30, RED), 25, 30, 10);
                            errorBar(s.box(55, 50, 39, 20, RED), 75, 75, 65);
                        });
    }

    @Test
    void eachBarMayHaveItsColor() {
        Series bars = series(Style.BARS, RED, 30, 20);
        bars.colors = List.of(BLUE, RED);
        drawn(PLACES, BOTH_SIGNS, bars)
                .is(s -> s.box(5, 20, 39, 30, BLUE).box(55, 30, 39, 20, RED));
        assertEquals(Canvas.INK, bars.color(), "of all together");
    }

    @Test
    void pointsHaveMarksAndNoLine() {
        drawn(HUNDRED, HUNDRED, series(Style.POINTS, RED, 20, 50, 90))
                .is(s -> mark(mark(mark(s, 20, 80, RED), 50, 50, RED), 80, 10, RED));
    }

    @Test
    void hollowMarksAreRings() {
        Series rings = series(Style.POINTS, RED, 20, Double.NaN, 90);
        rings.hollow = true;
        drawn(HUNDRED, HUNDRED, rings)
                .is(s -> s.draw(circle(20, 80, 7), RED, 2).draw(circle(80, 10, 7), RED, 2));
    }

    @Test
    void aLineIsTwoPixelsWideUnderItsMarks() {
        drawn(HUNDRED, HUNDRED, series(Style.LINE, RED, 50, 50, 50))
                .is(
                        s -> {
                            s.box(20, 49, 60, 2, RED);
                            mark(mark(mark(s, 20, 50, RED), 50, 50, RED), 80, 50, RED);
                        });
    }

    @Test
    void aLineHasAGapWhereThereIsNoNumber() {
        double[] x = {10, 30, 50, 70, 90};
        double[] y = {50, 50, Double.NaN, 20, 20};
        drawn(HUNDRED, HUNDRED, new Series(Style.LINE, "s", RED, x, y))
                .is(
                        s -> {
                            s.box(10, 49, 20, 2, RED).box(70, 79, 20, 2, RED);
                            mark(mark(s, 10, 50, RED), 30, 50, RED);
                            mark(mark(s, 70, 80, RED), 90, 80, RED);
                        });
    }

    @Test
    void aLineOfReferenceIsDashedAndHasNoMarks() {
        drawn(HUNDRED, HUNDRED, series(Style.REFERENCE, RED, 50, 50, 50))
                .is(s -> s.draw(new Line2D.Double(20, 50, 80, 50), RED, 1.5f, 6, 4));
    }

    @Test
    void marksLieOverTheirErrorBars() {
        Series points = series(Style.POINTS, RED, 20, 50, Double.NaN);
        points.errors = new double[] {10, 25, 5};
        drawn(HUNDRED, HUNDRED, points)
                .is(
                        s -> {
                            mark(errorBar(s, 20, 90, 70), 20, 80, RED);
                            mark(errorBar(s, 50, 75, 25), 50, 50, RED);
                        });
    }

    @Test
    void anErrorThatReachesToZeroReachesToTheEndOfALogarithmicAxis() {
        Series points = series(Style.POINTS, RED, 10, 10, 10);
        points.errors = new double[] {90, 10, 9};
        drawn(HUNDRED, TENFOLD, points)
                .is(
                        s -> {
                            mark(errorBar(s, 20, 100, 0), 20, 50, RED);
                            double twenty = 100 - 50 * Math.log10(20);
                            mark(errorBar(s, 50, 100, twenty), 50, 50, RED);
                            double nineteen = 100 - 50 * Math.log10(19);
                            mark(errorBar(s, 80, 100, nineteen), 80, 50, RED);
                        });
        Series negative = series(Style.POINTS, RED, 10, 10, 10);
        negative.errors = new double[] {20, 20, 20};
        drawn(HUNDRED, BOTH_SIGNS, negative)
                .part(0, 0, 40, 100)
                .is(s -> mark(errorBar(s, 20, 60, 20), 20, 40, RED));
    }

    @Test
    void bubblesLetThroughWhatLiesBehindThem() {
        Series bubbles = bubbles(100, 25);
        drawn(HUNDRED, HUNDRED, bubbles)
                .is(
                        s -> {
                            Color glass = new Color(0xcc, 0, 0, 0x73);
                            s.fill(circle(30, 50, 52), glass).draw(circle(30, 50, 52), RED, 1);
                            s.fill(circle(80, 20, 26), glass).draw(circle(80, 20, 26), RED, 1);
                        });
    }

    private static Series bubbles(double... sizes) {
        double[] x = {30, 80};
        double[] y = {50, 80};
        Series bubbles = new Series(Style.POINTS, "s", RED, x, y);
        bubbles.sizes = sizes;
        bubbles.labels = List.of("l", "i");
        return bubbles;
    }

    private static Seen names(Series series) {
        Panel panel = panel(HUNDRED, HUNDRED, series);
        return Seen.drawn(100, 100, s -> new PanelImage(s, panel).names());
    }

    private static Consumer<Canvas> word(String word, double x, double y, Align align) {
        return s -> s.words(word, x, y, 12, Canvas.INK, align);
    }

    @Test
    void theNameOfABubbleStandsBesideIt() {
        Seen names = names(bubbles(100, 4));
        names.shows(word("l", 30 + 26 + 4, 54, Align.LEFT));
        names.shows(word("i", 80 + 5.2 + 4, 24, Align.LEFT));
    }

    @Test
    void theNameOfALineStandsOverItsEndOrBelowItsMiddle() {
        Series two = new Series(Style.REFERENCE, "HH", RED, new double[] {10, 90}, filled(50));
        names(two).is(word("HH", 90, 45, Align.RIGHT));
        names(series(Style.REFERENCE, RED, 10, 50, 90)).is(word("s", 58, 64, Align.LEFT));
        Series none = new Series(Style.REFERENCE, "HH", RED, new double[0], new double[0]);
        assertTrue(names(none).ink().isEmpty());
        assertTrue(names(series(Style.LINE, RED, 1, 2, 3)).ink().isEmpty());
    }
}
