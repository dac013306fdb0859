package convnets.plot;

import java.awt.Color;

/**
 * The colors of all pictures: mid-tones that show on white and on dark, and that people with
 * color-blindness can tell apart.
 *
 * @see <a href="https://personal.sron.nl/~pault/">Paul Tol's "bright" scheme</a>
 */
public final class Palette {

    private static final String[] COLORS = {
        "#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#888888"
    };

    private Palette() {}

    /**
     * A color for charts.
     *
     * @param i which, from 0; after the last one they begin again
     * @return such as #4477AA
     */
    public static String hex(int i) {
        return COLORS[i % COLORS.length];
    }

    /**
     * The same color for drawings.
     *
     * @param i which, from 0; after the last one they begin again
     * @return the color
     */
    public static Color color(int i) {
        return Color.decode(hex(i));
    }
}
