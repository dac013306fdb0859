package convnets.plot;

import convnets.Text;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/** One named series of a {@link Chart}: a line, points, bars, or a line of reference. */
public final class Series {

    /** How a series is drawn. */
    enum Style {
        LINE,
        POINTS,
        BARS,
        /** A line that is no data, with its name beside it. */
        REFERENCE
    }

    /** More points than this are not marked on their line. */
    private static final int MARKED = 60;

    private static final double SMALLEST_BUBBLE = 6;
    private static final double LARGEST_BUBBLE = 52;

    final Style style;
    private final String name;
    private final double[] x;
    private final double[] y;

    /** One color of all marks, or one for each. */
    List<Color> colors;

    /** Whether the marks are rings. */
    boolean hollow;

    /** The half lengths of the error bars; as many as points, or none. */
    double[] errors = {};

    /** The areas of the bubbles; as many as points, or none. */
    double[] sizes = {};

    /** The names of the points; as many as points, or none. */
    List<String> labels = List.of();

    Series(Style style, String name, Color color, double[] x, double[] y) {
        this.style = style;
        this.name = name;
        this.x = x;
        this.y = y;
        colors = List.of(color);
    }

    /** The same with some of the points, in bars or in another style. */
    Series only(int[] places, Style other) {
        Series some =
                new Series(
                        other,
                        Text.shortened(name, 40),
                        Canvas.INK,
                        pick(x, places),
                        pick(y, places));
        some.colors =
                colors.size() == 1 ? colors : Arrays.stream(places).mapToObj(colors::get).toList();
        some.hollow = hollow;
        some.errors = pick(errors, places);
        some.sizes = pick(sizes, places);
        if (!labels.isEmpty()) {
            some.labels =
                    Arrays.stream(places).mapToObj(i -> Text.shortened(labels.get(i), 40)).toList();
        }
        return some;
    }

    /** The point of a line of reference beside which its name stands. */
    int nameAt() {
        return namedBelow() ? 1 : x.length - 1;
    }

    /** Whether that is its middle point, with the name below it on the right. */
    boolean namedBelow() {
        return x.length == 3;
    }

    private static double[] pick(double[] values, int[] places) {
        return values.length == 0
                ? values
                : Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    /**
     * The name in the legend.
     *
     * @return as it was given
     */
    public String name() {
        return name;
    }

    /**
     * The horizontal values.
     *
     * @return for bars the places 0, 1, … of the categories
     */
    public double[] x() {
        return x;
    }

    /**
     * The vertical values.
     *
     * @return as many; what is no number is a gap
     */
    public double[] y() {
        return y;
    }

    /** The color of one mark. */
    Color color(int i) {
        return colors.get(colors.size() == 1 ? 0 : i);
    }

    /** The color of the line and in the legend. */
    Color color() {
        return colors.size() == 1 ? colors.get(0) : Canvas.INK;
    }

    /** Whether the points are few enough to mark each on its line. */
    boolean marked() {
        return style == Style.POINTS || style == Style.LINE && x.length <= MARKED;
    }

    /** The diameters of the bubbles, in pixels; none for points. */
    double[] diameters() {
        double largest = Math.max(Double.MIN_VALUE, Arrays.stream(sizes).max().orElse(1));
        return Arrays.stream(sizes)
                .map(size -> LARGEST_BUBBLE * Math.sqrt(Math.max(0, size) / largest))
                .map(diameter -> Math.max(SMALLEST_BUBBLE, diameter))
                .toArray();
    }

    /** Its name, and where it begins and ends. */
    @Override
    public String toString() {
        String title = Text.shortened(name, 60);
        return switch (y.length) {
            case 0 -> title + " (no values)";
            case 1 -> title + " " + Text.signed("%.4g", y[0]) + " (one point)";
            default ->
                    title
                            + " "
                            + Text.signed("%.4g", y[0])
                            + " … "
                            + Text.signed("%.4g", y[y.length - 1]);
        };
    }
}
