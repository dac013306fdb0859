package convnets.plot;

import java.awt.Color;

/**
 * The colours of all pictures: mid-tones that show on white and on dark, and that people with
 * colour-blindness can tell apart.
 *
 * @see <a href="https://personal.sron.nl/~pault/">Paul Tol's "bright" scheme</a>
 */
final class Palette {

    private static final String[] COLOURS = {
        "#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#888888"
    };

    private Palette() {}

    static String hex(int i) {
        return COLOURS[i % COLOURS.length];
    }

    static Color colour(int i) {
        return Color.decode(hex(i));
    }
}
