package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import convnets.plot.ChartLayout.Panel;
import convnets.plot.Labels.Place;
import convnets.plot.Series.Style;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On these panels, a pixel to the right or above is one more. */
class LabelsTest {

    private static final double WIDTH = Canvas.width("name", 12);
    private static final Axis THOUSAND = Axis.between("", false, 0, 1000, 5, false);

    /** Bubbles of 52 pixels, each given by its middle: x, and y from the top. */
    private static Labels around(double... places) {
        return new Labels(panel(bubbles(places)));
    }

    private static Panel panel(Series series) {
        Rectangle2D area = new Rectangle2D.Double(0, 0, 1000, 1000);
        return new Panel(THOUSAND, THOUSAND, List.of(series), area, 0, false);
    }

    private static Series bubbles(double... places) {
        double[] x = new double[places.length / 2];
        double[] y = new double[x.length];
        double[] sizes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = places[2 * i];
            y[i] = 1000 - places[2 * i + 1];
        }
        Arrays.fill(sizes, 7);
        Series series = new Series(Style.POINTS, "", Canvas.INK, x, y);
        series.sizes = sizes;
        return series;
    }

    private static void lies(Place place, double left, double top) {
        Rectangle2D box = place.box(500, 300, 26, "name");
        assertEquals(left, box.getX(), 1e-9, place + ": left");
        assertEquals(top, box.getY(), 1e-9, place + ": top");
        assertEquals(WIDTH, box.getWidth(), 1e-9);
        assertEquals(14, box.getHeight(), 1e-9);
    }

    @Test
    void aNameLiesFourPixelsFromItsBubbleOnAnySide() {
        lies(Place.RIGHT, 500 + 26 + 4, 300 - 7);
        lies(Place.LEFT, 500 - 26 - 4 - WIDTH, 300 - 7);
        lies(Place.TOP, 500 - WIDTH / 2, 300 - 26 - 2 - 14);
        lies(Place.BOTTOM, 500 - WIDTH / 2, 300 + 26 + 2);
        lies(Place.TOP_RIGHT, 504, 300 - 26 - 2 - 14);
        lies(Place.BOTTOM_RIGHT, 504, 300 + 26 + 2);
        lies(Place.TOP_LEFT, 496 - WIDTH, 300 - 26 - 2 - 14);
        lies(Place.BOTTOM_LEFT, 496 - WIDTH, 300 + 26 + 2);
    }

    private static Place place(Labels labels) {
        return labels.next(500, 300, 26, "name");
    }

    @Test
    void theFirstFreePlaceIsTaken() {
        assertEquals(Place.RIGHT, place(around(500, 300)));
        double right = 500 + 30 + WIDTH / 2;
        assertEquals(Place.TOP, place(around(500, 300, right, 300)));
        assertEquals(Place.BOTTOM, place(around(500, 300, right, 300, 500, 265)));
        assertEquals(Place.LEFT, place(around(500, 300, right, 300, 500, 265, 500, 335)));
    }

    @Test
    void aNameMayTouchTheEdgeOfABubbleOnly() {
        double inner = 0.7 * 52 / 2;
        double end = 500 + 30 + WIDTH;
        assertEquals(Place.RIGHT, place(around(500, 300, end + inner + 0.1, 300)));
        assertEquals(Place.TOP, place(around(500, 300, end + inner - 0.1, 300)));
        assertEquals(Place.RIGHT, place(around(500, 300, 540, 307 + inner + 0.1)));
        assertEquals(Place.TOP, place(around(500, 300, 540, 307 + inner - 0.1)));
        assertEquals(Place.RIGHT, place(around(500, 300, 540, 293 - inner - 0.1)));
        double before = 530 - inner;
        assertEquals(Place.RIGHT, place(around(500, 300, before - 0.1, 300)));
        assertEquals(Place.TOP, place(around(500, 300, before + 0.1, 300)));
    }

    @Test
    void aNamesPlaceIsFreeNoMore() {
        Labels labels = around(500, 300);
        assertEquals(Place.RIGHT, place(labels));
        assertEquals(Place.TOP, place(labels));
        assertEquals(Place.BOTTOM, place(labels));
        assertEquals(Place.LEFT, place(labels));
        Set<Place> sides = Set.of(Place.RIGHT, Place.TOP, Place.BOTTOM, Place.LEFT);
        assertFalse(sides.contains(place(labels)), "a corner is covered by half at most");
    }

    @Test
    void aGapTakesNoPlaceAndItsNameNone() {
        Labels labels = around(500, 300, 500, Double.NaN);
        labels.next(500, Double.NaN, 26, "name");
        assertEquals(Place.RIGHT, place(labels));
        assertEquals(Place.TOP, place(labels));
    }

    @Test
    void aNameStaysOnThePanelRatherThanOffABubble() {
        Labels labels = around(990, 300);
        assertEquals(Place.LEFT, labels.next(990, 300, 26, "name"));
        assertEquals(Place.BOTTOM, around(500, 5).next(500, 5, 520, "name"));
    }

    /** Two columns of a name's pixels outside count as much as six that are covered. */
    @Test
    void whatIsOutsideCountsThreeTimes() {
        assertEquals(Place.RIGHT, crowded(6.1));
        assertEquals(Place.LEFT, crowded(5.9));
    }

    /** All places but the right and the left are covered by half at least, the left as told. */
    private static Place crowded(double columns) {
        double x = 1000 - 30 - WIDTH + 2;
        double left = x - 30 - WIDTH + columns - 0.7 * 52 / 2;
        return around(x, 500, x, 465, x, 535, left, 500).next(x, 500, 26, "name");
    }

    @Test
    void aNameKeepsOffErrorBars() {
        Series series = bubbles(100, 300, 540, 340);
        series.errors = new double[] {0, 32};
        assertEquals(Place.RIGHT, place(new Labels(panel(series))), "up to 308");
        series.errors = new double[] {0, 34};
        assertEquals(Place.TOP, place(new Labels(panel(series))), "up to 306");
        Series above = bubbles(100, 300, 540, 260);
        above.errors = new double[] {0, 34};
        assertEquals(Place.TOP, place(new Labels(panel(above))), "down to 294");
        above.errors = new double[] {0, 32};
        assertEquals(Place.RIGHT, place(new Labels(panel(above))), "down to 292");
        double end = 500 + 30 + WIDTH;
        Series beside = bubbles(100, 300, end + 2.9, 380);
        beside.errors = new double[] {0, 100};
        assertEquals(Place.TOP, place(new Labels(panel(beside))), "three pixels to the left");
        beside = bubbles(100, 300, end + 3.1, 380);
        beside.errors = new double[] {0, 100};
        assertEquals(Place.RIGHT, place(new Labels(panel(beside))));
    }
}
