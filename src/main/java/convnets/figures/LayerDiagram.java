package convnets.figures;

import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a net from left to right, in several rows where one is too short: maps as slabs in oblique
 * projection, vectors as bars. The letters keep their size.
 */
final class LayerDiagram {

    private static final int WIDEST = 700;
    private static final int MARGIN = 14;
    private static final int LETTERS = 11;
    private static final int LINE = 14;
    private static final int TALLEST = 130;
    private static final int GAP = 18;

    /** Between the slabs of a step that is repeated. */
    private static final int REPEAT_GAP = 5;

    /** How far the back of a slab is moved for each pixel of its side, to the right and up. */
    private static final double RIGHT = 0.36;

    private static final double UP = 0.24;
    private static final int BAR = 12;

    /** A vector as short as this is drawn value by value. */
    private static final int COUNTABLE = 12;

    private final List<List<DiagramLayer>> rows = new ArrayList<>();
    private final long largestSide;
    private final long longestVector;
    private final Canvas canvas;

    LayerDiagram(List<DiagramLayer> layers) {
        largestSide =
                layers.stream()
                        .filter(DiagramLayer::isMap)
                        .mapToLong(s -> Math.max(s.output().get(1), s.output().get(2)))
                        .max()
                        .orElse(1);
        longestVector =
                layers.stream()
                        .filter(s -> !s.isMap())
                        .mapToLong(DiagramLayer::channels)
                        .max()
                        .orElse(1);
        int x = WIDEST;
        int widest = 0;
        for (DiagramLayer layer : layers) {
            if (x + column(layer) + MARGIN > WIDEST) {
                rows.add(new ArrayList<>());
                x = MARGIN;
            }
            rows.get(rows.size() - 1).add(layer);
            x += column(layer) + GAP;
            widest = Math.max(widest, x - GAP + MARGIN);
        }
        canvas = new Canvas(widest, MARGIN + rows.stream().mapToInt(this::height).sum());
    }

    BufferedImage draw() {
        int y = MARGIN;
        for (List<DiagramLayer> row : rows) {
            draw(row, y);
            y += height(row);
        }
        return canvas.image();
    }

    private void draw(List<DiagramLayer> row, int top) {
        int captions = top + row.stream().mapToInt(DiagramLayer::lines).max().orElse(0) * LINE;
        int bottom = top + height(row) - MARGIN - LINE;
        int axis = (captions + bottom) / 2 + rise(row) / 2;
        int x = MARGIN;
        for (DiagramLayer layer : row) {
            int column = column(layer);
            int left = x + (column - extent(layer)) / 2;
            int step = (layer.isMap() ? thick(layer) : BAR) + REPEAT_GAP;
            for (int i = layer.times() - 1; i >= 0; i--) {
                if (layer.isMap()) {
                    slab(layer, left + i * step, axis);
                } else {
                    bar(layer, left + i * step, axis);
                }
            }
            captions(layer, x + column / 2.0, captions - 4, bottom + 10);
            if (x > MARGIN) {
                arrow(x - 2, axis);
            }
            x += column + GAP;
        }
    }

    /** The room for a row: captions, drawings, sizes. */
    private int height(List<DiagramLayer> row) {
        int captions = row.stream().mapToInt(DiagramLayer::lines).max().orElse(0);
        int drawn = row.stream().mapToInt(this::high).max().orElse(0);
        return captions * LINE + rise(row) + drawn + LINE + 2 * MARGIN;
    }

    /** How far the backs of a row's slabs stand above their fronts. */
    private int rise(List<DiagramLayer> row) {
        return row.stream()
                .filter(DiagramLayer::isMap)
                .mapToInt(layer -> (int) (UP * side(layer.output().get(2))))
                .max()
                .orElse(0);
    }

    /** The room for a layer: its slabs or its captions, whichever are wider. */
    private int column(DiagramLayer layer) {
        double text = Canvas.width(layer.size(), LETTERS);
        for (String word : layer.words()) {
            text = Math.max(text, Canvas.width(word, LETTERS));
        }
        return Math.max((int) Math.ceil(text), extent(layer));
    }

    /** From the left edge of the first slab to the right edge of the last. */
    private int extent(DiagramLayer layer) {
        int step = (layer.isMap() ? thick(layer) : BAR) + REPEAT_GAP;
        int all = layer.times() * step - REPEAT_GAP;
        return layer.isMap() ? all + (int) (RIGHT * side(layer.output().get(2))) : all;
    }

    private static int thick(DiagramLayer layer) {
        return (int) Math.max(2, 3 * Math.pow(layer.channels(), 0.45) / layer.times() + 1);
    }

    private int side(long pixels) {
        return (int) Math.max(6, TALLEST * Math.pow((double) pixels / largestSide, 0.6));
    }

    private int high(DiagramLayer layer) {
        if (layer.isMap()) {
            return side(layer.output().get(1));
        }
        double share = Math.pow((double) layer.channels() / longestVector, 0.35);
        long count = layer.channels();
        return count > COUNTABLE
                ? (int) (TALLEST * share)
                : (int) (Math.max(5, (int) (TALLEST * share / count)) * count);
    }

    /** The front shows the channels edge-on, the right face one map, seen from the side. */
    private void slab(DiagramLayer layer, int x, int axis) {
        int high = high(layer);
        int across = side(layer.output().get(2));
        int dx = (int) (RIGHT * across);
        int dy = (int) (UP * across);
        int t = thick(layer);
        int y = axis - high / 2;
        Color color = layer.color();
        Path2D right =
                shape(x + t, y, x + t + dx, y - dy, x + t + dx, y - dy + high, x + t, y + high);
        Path2D top = shape(x, y, x + t, y, x + t + dx, y - dy, x + dx, y - dy);
        canvas.fill(right, mixed(color, 40)).fill(top, mixed(color, 80));
        canvas.box(x, y, t, high, color);
        for (long c = 1; c < layer.channels() && t / layer.channels() >= 2; c++) {
            double edge = x + (double) c * t / layer.channels();
            canvas.line(edge, y, edge, y + high, mixed(color, 80));
            canvas.line(edge, y, edge + dx, y - dy, color);
        }
        Color line = color.darker();
        canvas.draw(right, line, 1).draw(top, line, 1);
        canvas.draw(new Rectangle2D.Double(x, y, t, high), line, 1);
    }

    private static Path2D shape(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    private void bar(DiagramLayer layer, int x, int axis) {
        int high = high(layer);
        int y = axis - high / 2;
        Color color = layer.color();
        canvas.box(x, y, BAR, high, mixed(color, 40));
        long count = layer.channels();
        for (int i = 1; count <= COUNTABLE && i < count; i++) {
            double line = y + (double) i * high / count;
            canvas.line(x, line, x + BAR, line, color.darker());
        }
        canvas.draw(new Rectangle2D.Double(x, y, BAR, high), color.darker(), 1);
    }

    private void captions(DiagramLayer layer, double middle, double above, double below) {
        double y = above - (layer.lines() - 1) * LINE;
        if (layer.times() > 1) {
            canvas.words(layer.times() + " ×", middle, y, LETTERS, Canvas.INK, Align.CENTER);
            y += LINE;
        }
        Color color = layer.color();
        for (String word : layer.words()) {
            canvas.words(word, middle, y, LETTERS, color, Align.CENTER);
            color = Canvas.INK;
            y += LINE;
        }
        canvas.words(layer.size(), middle, below, LETTERS, Canvas.INK, Align.CENTER);
    }

    private void arrow(int tip, int y) {
        canvas.line(tip - 14, y, tip, y, Canvas.INK);
        canvas.fill(shape(tip + 1, y, tip - 4, y - 3, tip - 4, y + 3), Canvas.INK);
    }

    /** The color mixed with white: a mid-tone still, that shows on light and dark pages. */
    private static Color mixed(Color c, int white) {
        return new Color(
                c.getRed() + (255 - c.getRed()) * white / 200,
                c.getGreen() + (255 - c.getGreen()) * white / 200,
                c.getBlue() + (255 - c.getBlue()) * white / 200);
    }
}
