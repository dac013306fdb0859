package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.plot.Series.Style;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static Series series(Style style, int points) {
        return new Series(style, "s", Color.RED, new double[points], new double[points]);
    }

    @Test
    void aLineOfAtMostSixtyPointsIsMarked() {
        assertTrue(series(Style.LINE, 60).marked());
        assertFalse(series(Style.LINE, 61).marked());
        assertTrue(series(Style.POINTS, 61).marked());
        assertFalse(series(Style.BARS, 3).marked());
        assertFalse(series(Style.REFERENCE, 3).marked());
    }

    @Test
    void theAreaOfABubbleIsItsSizeButNoneIsTooSmallToBeSeen() {
        Series bubbles = series(Style.POINTS, 4);
        bubbles.sizes = new double[] {16, 4, 0, -1};
        assertArrayEquals(new double[] {52, 26, 6, 6}, bubbles.diameters(), 1e-9);
        assertEquals(0, series(Style.POINTS, 4).diameters().length);
    }

    @Test
    void someOfThePointsKeepAllThatIsTheirs() {
        double[] x = {1, 2, 3};
        double[] y = {10, 20, 30};
        Series all = new Series(Style.BARS, "n".repeat(41), Color.RED, x, y);
        all.errors = new double[] {0.1, 0.2, 0.3};
        all.sizes = new double[] {7, 8, 9};
        all.labels = List.of("a", "b", "c".repeat(41));
        all.colors = List.of(Color.RED, Color.GREEN, Color.BLUE);
        all.hollow = true;
        Series some = all.only(new int[] {0, 2}, Style.POINTS);
        assertEquals("n".repeat(39) + "…", some.name());
        assertArrayEquals(new double[] {1, 3}, some.x());
        assertArrayEquals(new double[] {10, 30}, some.y());
        assertArrayEquals(new double[] {0.1, 0.3}, some.errors);
        assertArrayEquals(new double[] {7, 9}, some.sizes);
        assertEquals(List.of("a", "c".repeat(39) + "…"), some.labels);
        assertEquals(List.of(Color.RED, Color.BLUE), some.colors);
        assertTrue(some.hollow);
        assertEquals(Style.POINTS, some.style);
        assertEquals(Color.BLUE, some.color(1));
        all.colors = List.of(Color.GREEN);
        assertEquals(Color.GREEN, all.only(new int[] {0, 2}, Style.BARS).color(1));
    }
}
