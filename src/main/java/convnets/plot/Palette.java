package convnets.plot;

import convnets.Text;
import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The colors of all pictures: mid-tones that show on white and on dark pages, and that people with
 * color-blindness can tell apart.
 *
 * @see <a href="https://personal.sron.nl/~pault/">after Paul Tol's "bright" scheme, its light
 *     colors darkened</a>
 */
public final class Palette {

    /** The families of nets in the course. Each has one color in all chapters. */
    public enum Net {
        /** Nets without a convolution: linear ones and multilayer perceptrons. */
        MLP(6),
        /** LeNet and its variants. */
        LENET(0, "LeNet"),
        /** AlexNet, at any width. */
        ALEXNET(1, "AlexNet", "AlexNet ÷ 4"),
        /** VGG, at any depth and width. */
        VGG(2, "VGG-11", "VGG-11 ÷ 4", "VGG-11 ÷ 8"),
        /** Network in network, at any width. */
        NIN(5, "NiN", "NiN ÷ 4");

        private final int color;
        private final Set<String> measured;

        Net(int color, String... measured) {
            this.color = color;
            this.measured = Set.of(measured);
        }

        /**
         * The family of a net that was measured.
         *
         * @param name the key of the net in the table of measurements, written in full
         * @return its family; none for a variant, which has a color of its own
         */
        public static Optional<Net> measuredAs(String name) {
            return Arrays.stream(values()).filter(net -> net.measured.contains(name)).findFirst();
        }
    }

    private static final int[] COLORS = {
        0x4477AA, 0xEE6677, 0x228833, 0xA68A00, 0x2A9FBF, 0xAA3377, 0x888888
    };

    private static final int[] SPARE = {3, 4, 6};

    private Palette() {}

    /**
     * A color for charts.
     *
     * @param i which, from 0; after the last one they begin again
     * @return the color
     */
    public static Color color(int i) {
        return new Color(COLORS[Math.floorMod(i, COLORS.length)]);
    }

    /**
     * The color of a family of nets.
     *
     * @param net the family
     * @return the same in every chapter
     */
    public static Color of(Net net) {
        return color(net.color);
    }

    /**
     * A color for a net that belongs to no family: none of the convolutional families has it.
     *
     * @param i which, from 0; after the last one they begin again
     * @return the color
     */
    public static Color spare(int i) {
        return color(SPARE[Math.floorMod(i, SPARE.length)]);
    }

    /**
     * A color that lets through some of what lies behind it.
     *
     * @param color any
     * @param alpha from 0, which cannot be seen, to 255, which hides all
     * @return the same color with that opacity
     */
    public static Color glassy(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    /** As web pages write a color, such as #4477aa. */
    static String hex(Color color) {
        return Text.format("#%06x", color.getRGB() & 0xffffff);
    }
}
