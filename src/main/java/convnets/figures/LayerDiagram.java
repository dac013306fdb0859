package convnets.figures;

import convnets.plot.Gallery;
import convnets.plot.Palette;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws a net from left to right: maps as slabs in oblique projection, vectors as bars. */
final class LayerDiagram {

    private static final int WIDEST = 900;
    private static final int MARGIN = 14;
    private static final int LINE = 15;
    private static final int TALLEST = 170;
    private static final int GAP = 18;

    /** Between the slabs of a step that is repeated. */
    private static final int REPEAT_GAP = 5;

    /** How far the back of a slab is moved for each pixel of its side, to the right and up. */
    private static final double RIGHT = 0.36;

    private static final double UP = 0.24;
    private static final int BAR = 12;

    /** A vector as short as this is drawn value by value. */
    private static final int COUNTABLE = 12;

    private final List<DiagramLayer> stages;
    private final long largestSide;
    private final long longestVector;
    private double thickness;

    LayerDiagram(List<DiagramLayer> stages) {
        this.stages = stages;
        largestSide =
                stages.stream()
                        .filter(DiagramLayer::isMap)
                        .mapToLong(s -> Math.max(s.output().get(1), s.output().get(2)))
                        .max()
                        .orElse(1);
        longestVector =
                stages.stream()
                        .filter(s -> !s.isMap())
                        .mapToLong(DiagramLayer::channels)
                        .max()
                        .orElse(1);
    }

    BufferedImage draw() {
        Graphics2D ruler = sheet(1, 1).createGraphics();
        ruler.setFont(font());
        thickness = 9;
        while (thickness > 1.5 && width(ruler) > WIDEST) {
            thickness -= 0.25;
        }
        int wanted = width(ruler);
        double scale = Math.min(1, (double) WIDEST / wanted);
        int top = MARGIN + stages.stream().mapToInt(this::lines).max().orElse(1) * LINE;
        int deep = (int) (UP * TALLEST);
        int height = top + deep + TALLEST + 2 * LINE + MARGIN;
        BufferedImage image = sheet((int) (wanted * scale), (int) (height * scale));
        Graphics2D g = Gallery.canvas(image);
        g.scale(scale, scale);
        g.setFont(font());
        int x = MARGIN;
        int axis = top + 6 + deep + TALLEST / 2;
        for (int i = 0; i < stages.size(); i++) {
            DiagramLayer stage = stages.get(i);
            int column = column(ruler, stage);
            int left = x + (column - extent(stage)) / 2;
            draw(g, stage, left, axis);
            captions(g, stage, x + column / 2, top - 6, height - MARGIN - 4);
            if (i > 0) {
                arrow(g, left - 4, axis);
            }
            x += column + GAP;
        }
        g.dispose();
        return image;
    }

    private int width(Graphics2D ruler) {
        int all = 2 * MARGIN - GAP;
        for (DiagramLayer stage : stages) {
            all += column(ruler, stage) + GAP;
        }
        return all;
    }

    /** The room for a step: its slabs or its captions, whichever are wider. */
    private int column(Graphics2D ruler, DiagramLayer stage) {
        int text = ruler.getFontMetrics().stringWidth(stage.size());
        for (String word : stage.words()) {
            text = Math.max(text, ruler.getFontMetrics().stringWidth(word));
        }
        return Math.max(text, extent(stage));
    }

    /** From the left edge of the first slab to the right edge of the last. */
    private int extent(DiagramLayer stage) {
        int step = (stage.isMap() ? thick(stage) : BAR) + REPEAT_GAP;
        int all = stage.times() * step - REPEAT_GAP;
        return stage.isMap() ? all + (int) (RIGHT * side(stage.output().get(2))) : all;
    }

    private int thick(DiagramLayer stage) {
        return (int) Math.max(2, thickness * Math.pow(stage.channels(), 0.45) / stage.times() + 1);
    }

    private int side(long pixels) {
        return (int) Math.max(6, TALLEST * Math.pow((double) pixels / largestSide, 0.6));
    }

    private int lines(DiagramLayer stage) {
        return stage.words().size() + (stage.times() > 1 ? 1 : 0);
    }

    private void draw(Graphics2D g, DiagramLayer stage, int left, int axis) {
        int step = (stage.isMap() ? thick(stage) : BAR) + REPEAT_GAP;
        for (int i = stage.times() - 1; i >= 0; i--) {
            if (stage.isMap()) {
                slab(g, stage, left + i * step, axis);
            } else {
                bar(g, stage, left + i * step, axis);
            }
        }
    }

    /** The front shows the channels edge-on, the right face one map, seen from the side. */
    private void slab(Graphics2D g, DiagramLayer stage, int x, int axis) {
        int high = side(stage.output().get(1));
        int across = side(stage.output().get(2));
        int dx = (int) (RIGHT * across);
        int dy = (int) (UP * across);
        int t = thick(stage);
        int y = axis - high / 2;
        Color color = Palette.color(stage.kind().color);
        int[] rightX = {x + t, x + t + dx, x + t + dx, x + t};
        int[] rightY = {y, y - dy, y - dy + high, y + high};
        int[] topX = {x, x + t, x + t + dx, x + dx};
        int[] topY = {y, y, y - dy, y - dy};
        fill(g, tint(color, 0.45), new Polygon(rightX, rightY, 4));
        fill(g, tint(color, 0.75), new Polygon(topX, topY, 4));
        g.setColor(tint(color, 0.15));
        g.fillRect(x, y, t, high);
        g.setColor(tint(color, 0.6));
        for (long c = 1; c < stage.channels() && t / stage.channels() >= 2; c++) {
            int edge = x + (int) Math.round((double) c * t / stage.channels());
            g.drawLine(edge, y, edge, y + high - 1);
            g.drawLine(edge, y, edge + dx, y - dy);
        }
        g.setColor(color.darker());
        g.drawRect(x, y, t, high);
        g.drawPolygon(rightX, rightY, 4);
        g.drawPolygon(topX, topY, 4);
    }

    private void bar(Graphics2D g, DiagramLayer stage, int x, int axis) {
        double share = Math.pow((double) stage.channels() / longestVector, 0.35);
        int cell = (int) Math.max(5, TALLEST * share / stage.channels());
        boolean countable = stage.channels() <= COUNTABLE;
        int high = countable ? (int) (cell * stage.channels()) : (int) (TALLEST * share);
        int y = axis - high / 2;
        Color color = Palette.color(stage.kind().color);
        g.setColor(tint(color, 0.3));
        g.fillRect(x, y, BAR, high);
        g.setColor(color.darker());
        g.drawRect(x, y, BAR, high);
        for (int i = 1; countable && i < stage.channels(); i++) {
            g.drawLine(x, y + i * cell, x + BAR, y + i * cell);
        }
    }

    private void captions(Graphics2D g, DiagramLayer stage, int middle, int above, int below) {
        int y = above - (lines(stage) - 1) * LINE;
        if (stage.times() > 1) {
            g.setColor(Color.DARK_GRAY);
            centered(g, stage.times() + " ×", middle, y);
            y += LINE;
        }
        g.setColor(Palette.color(stage.kind().color).darker());
        for (String word : stage.words()) {
            centered(g, word, middle, y);
            g.setColor(Color.GRAY);
            y += LINE;
        }
        g.setColor(Color.DARK_GRAY);
        centered(g, stage.size(), middle, below);
    }

    private static void arrow(Graphics2D g, int tip, int y) {
        g.setColor(Color.GRAY);
        g.drawLine(tip - 9, y, tip, y);
        g.fillPolygon(new int[] {tip + 1, tip - 4, tip - 4}, new int[] {y, y - 3, y + 3}, 3);
    }

    private static void centered(Graphics2D g, String text, int middle, int y) {
        g.drawString(text, middle - g.getFontMetrics().stringWidth(text) / 2, y);
    }

    private static void fill(Graphics2D g, Color color, Polygon shape) {
        g.setColor(color);
        g.fillPolygon(shape);
    }

    /** The color mixed with white: 0 leaves it, 1 is white. */
    static Color tint(Color c, double white) {
        return new Color(
                (int) (c.getRed() + white * (255 - c.getRed())),
                (int) (c.getGreen() + white * (255 - c.getGreen())),
                (int) (c.getBlue() + white * (255 - c.getBlue())));
    }

    private static Font font() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    }

    private static BufferedImage sheet(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }
}
