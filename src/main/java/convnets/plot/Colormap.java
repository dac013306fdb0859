package convnets.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Turns numbers into colors: equal steps of the number look like equal steps of the color. */
public enum Colormap {

    /** From black to white: pictures, as the net gets them. */
    GRAY("000000", "ffffff"),

    /**
     * From dark violet over green to yellow, for activations and accuracies; also readable for
     * people with color-blindness.
     *
     * @see <a href="https://bids.github.io/colormap/">Smith and van der Walt, "viridis", CC0</a>
     */
    HEAT(
            "440154", "482878", "3e4a89", "31688e", "26828e", "1f9e89", "35b779", "6ece58",
            "b5de2b", "fde725"),

    /** Blue below zero, near white at zero, red above: weights. */
    SIGNED("2166ac", "67a9cf", "d1e5f0", "f7f7f7", "fddbc7", "ef8a62", "b2182b");

    private final int[] anchors;

    Colormap(String... hex) {
        anchors = Arrays.stream(hex).mapToInt(h -> Integer.parseInt(h, 16)).toArray();
    }

    /**
     * The color of a number.
     *
     * @param share where it lies between the lowest (0) and the highest (1); what lies outside
     *     takes the color of the end, what is no number a pale gray
     * @return the color as 0xRRGGBB
     */
    public int rgb(double share) {
        if (Double.isNaN(share)) {
            return 0xcccccc;
        }
        double place = Math.max(0, Math.min(1, share)) * (anchors.length - 1);
        int from = Math.min((int) place, anchors.length - 2);
        return mixed(anchors[from], anchors[from + 1], place - from);
    }

    /**
     * A color between two others.
     *
     * @param first as 0xRRGGBB
     * @param second as 0xRRGGBB
     * @param share of the second, 0 to 1
     * @return the color as 0xRRGGBB
     */
    public static int mixed(int first, int second, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = first >> shift & 0xff;
            int b = second >> shift & 0xff;
            rgb |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return rgb;
    }

    /**
     * The same as a color object.
     *
     * @param share from 0 to 1
     * @return the color
     */
    public Color color(double share) {
        return new Color(rgb(share));
    }

    /**
     * Colors a map.
     *
     * @param values row by row
     * @param rows of the map
     * @param low the number at the ramp's beginning; it may be the larger one
     * @param high the number at its end
     * @return a picture with a pixel for each value
     */
    public BufferedImage image(float[] values, int rows, double low, double high) {
        int columns = values.length / rows;
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        double range = high == low ? 1 : high - low;
        for (int i = 0; i < values.length; i++) {
            image.setRGB(i % columns, i / columns, rgb((values[i] - low) / range));
        }
        return image;
    }
}
