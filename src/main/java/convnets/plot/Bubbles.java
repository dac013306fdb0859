package convnets.plot;

import convnets.CourseException;
import convnets.Text;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A bubble chart with a logarithmic horizontal axis: accuracy against speed, the area of a bubble
 * for the number of parameters, each series to its own scale.
 */
public final class Bubbles {

    private static final int WIDTH = 700;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int RIGHT = 60;
    private static final int TOP = 34;
    private static final int BOTTOM = 74;
    private static final double LARGEST = 30;
    private static final double SMALLEST = 3;

    /** One bubble. */
    private record Bubble(int series, String name, double x, double y, double size) {}

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<String> series = new ArrayList<>();
    private final List<Bubble> bubbles = new ArrayList<>();

    private Bubbles(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /**
     * Begins a chart.
     *
     * @param title above it
     * @param xLabel of the logarithmic horizontal axis
     * @param yLabel of the vertical axis
     * @return the empty chart
     */
    public static Bubbles of(String title, String xLabel, String yLabel) {
        return new Bubbles(title, xLabel, yLabel);
    }

    /**
     * Adds a series.
     *
     * @param name in the legend
     * @param labels one beside each bubble
     * @param x above 0
     * @param y any
     * @param sizes the bubbles' areas are in proportion to them, within the series
     * @return this
     */
    public Bubbles add(String name, List<String> labels, double[] x, double[] y, double[] sizes) {
        if (labels.size() != x.length || x.length != y.length || y.length != sizes.length) {
            throw new CourseException(
                    "The series \"%s\" needs as many labels (%d), x (%d), y (%d) and sizes (%d).",
                    name, labels.size(), x.length, y.length, sizes.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] > 0)) {
                throw new CourseException(
                        "\"%s\" has x = %s, and a logarithm needs x > 0.", labels, x[i]);
            }
            bubbles.add(new Bubble(series.size(), labels.get(i), x[i], y[i], sizes[i]));
        }
        series.add(name);
        return this;
    }

    /**
     * Draws the chart.
     *
     * @return 700×420 pixels
     */
    public Drawing draw() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Gallery.canvas(image);
        double lowX = Math.floor(bubbles.stream().mapToDouble(b -> log(b.x)).min().orElse(0));
        double highX = Math.ceil(bubbles.stream().mapToDouble(b -> log(b.x)).max().orElse(1));
        double lowY =
                Math.floor(bubbles.stream().mapToDouble(Bubble::y).min().orElse(0) * 20 - 1) / 20;
        double highY =
                Math.ceil(bubbles.stream().mapToDouble(Bubble::y).max().orElse(1) * 20 + 1) / 20;
        double[] largest = new double[series.size()];
        bubbles.forEach(b -> largest[b.series] = Math.max(largest[b.series], b.size));
        frame(g, lowX, highX, lowY, highY);
        for (Bubble bubble : bubbles) {
            double radius =
                    Math.max(SMALLEST, LARGEST * Math.sqrt(bubble.size / largest[bubble.series]));
            int x = (int) (LEFT + (log(bubble.x) - lowX) / (highX - lowX) * (WIDTH - LEFT - RIGHT));
            int y = up((bubble.y - lowY) / (highY - lowY));
            int r = (int) Math.round(radius);
            g.setColor(Palette.color(bubble.series));
            g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.45f));
            g.fillOval(x - r, y - r, 2 * r, 2 * r);
            g.setComposite(AlphaComposite.SrcOver);
            g.drawOval(x - r, y - r, 2 * r, 2 * r);
            g.setColor(Color.DARK_GRAY);
            g.drawString(bubble.name, x + r + 3, y + 4);
        }
        g.dispose();
        return new Drawing(image, words());
    }

    private void frame(Graphics2D g, double lowX, double highX, double lowY, double highY) {
        Font plain = g.getFont();
        g.setFont(plain.deriveFont(Font.BOLD, 14f));
        g.drawString(title, (WIDTH - g.getFontMetrics().stringWidth(title)) / 2, 20);
        g.setFont(plain);
        for (int power = (int) lowX; power <= highX; power++) {
            int x = (int) (LEFT + (power - lowX) / (highX - lowX) * (WIDTH - LEFT - RIGHT));
            g.setColor(new Color(0xDDDDDD));
            g.drawLine(x, TOP, x, HEIGHT - BOTTOM);
            g.setColor(Color.DARK_GRAY);
            g.drawString(Text.format("%,.0f", Math.pow(10, power)), x - 10, HEIGHT - BOTTOM + 16);
        }
        for (double y = lowY; y <= highY + 1e-9; y += highY - lowY > 0.31 ? 0.1 : 0.05) {
            int line = up((y - lowY) / (highY - lowY));
            g.setColor(new Color(0xDDDDDD));
            g.drawLine(LEFT, line, WIDTH - RIGHT, line);
            g.setColor(Color.DARK_GRAY);
            g.drawString(Text.format("%.2f", y), LEFT - 32, line + 4);
        }
        g.drawString(
                xLabel, (WIDTH - g.getFontMetrics().stringWidth(xLabel)) / 2, HEIGHT - BOTTOM + 34);
        g.rotate(-Math.PI / 2);
        g.drawString(
                yLabel, -(HEIGHT - BOTTOM + TOP + g.getFontMetrics().stringWidth(yLabel)) / 2, 16);
        g.rotate(Math.PI / 2);
        int x = LEFT;
        for (int i = 0; i < series.size(); i++) {
            g.setColor(Palette.color(i));
            g.fillOval(x, HEIGHT - 24, 10, 10);
            g.setColor(Color.DARK_GRAY);
            g.drawString(series.get(i), x + 15, HEIGHT - 15);
            x += 40 + g.getFontMetrics().stringWidth(series.get(i));
        }
    }

    private static int up(double share) {
        return (int) (HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP));
    }

    private static double log(double x) {
        return Math.log10(x);
    }

    private String words() {
        return bubbles.stream()
                .map(
                        b ->
                                Text.format(
                                        "%s (%s) %.0f, %.3f, size %,.0f",
                                        b.name, series.get(b.series), b.x, b.y, b.size))
                .collect(Collectors.joining("; ", title + " — ", ""));
    }
}
