package convnets.figures;

import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
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
    private static final int GAP = 18;

    private final List<List<DiagramLayer>> rows = new ArrayList<>();
    private final DiagramSizes sizes;
    private final Canvas canvas;

    LayerDiagram(List<DiagramLayer> layers) {
        sizes = new DiagramSizes(layers);
        int x = WIDEST;
        int widest = 0;
        for (DiagramLayer layer : layers) {
            if (x + sizes.column(layer) + DiagramSizes.MARGIN > WIDEST) {
                rows.add(new ArrayList<>());
                x = DiagramSizes.MARGIN;
            }
            rows.get(rows.size() - 1).add(layer);
            x += sizes.column(layer) + GAP;
            widest = Math.max(widest, x - GAP + DiagramSizes.MARGIN);
        }
        int height = rows.stream().mapToInt(sizes::height).sum();
        canvas = new Canvas(widest, DiagramSizes.MARGIN + height);
    }

    BufferedImage draw() {
        int y = DiagramSizes.MARGIN;
        for (List<DiagramLayer> row : rows) {
            draw(row, y);
            y += sizes.height(row);
        }
        return canvas.image();
    }

    private void draw(List<DiagramLayer> row, int top) {
        int captions = top + DiagramSizes.captions(row);
        int bottom = top + sizes.height(row) - DiagramSizes.MARGIN - DiagramSizes.LINE;
        int axis = (captions + bottom) / 2 + sizes.rise(row) / 2;
        int x = DiagramSizes.MARGIN;
        for (DiagramLayer layer : row) {
            int column = sizes.column(layer);
            int left = x + (column - sizes.extent(layer)) / 2;
            int step = DiagramSizes.step(layer);
            for (int i = layer.drawn() - 1; i >= 0; i--) {
                if (layer.isMap()) {
                    slab(layer, left + i * step, axis);
                } else {
                    bar(layer, left + i * step, axis);
                }
            }
            captions(layer, x + column / 2.0, captions - 4, bottom + 10);
            if (x > DiagramSizes.MARGIN) {
                arrow(x - 2, axis);
            }
            x += column + GAP;
        }
    }

    /** The front shows the channels edge-on, the right face one map, seen from the side. */
    private void slab(DiagramLayer layer, int x, int axis) {
        int high = sizes.high(layer);
        int across = sizes.side(layer.output().get(2));
        int dx = (int) (DiagramSizes.RIGHT * across);
        int dy = (int) (DiagramSizes.UP * across);
        int t = DiagramSizes.thick(layer);
        int y = axis - high / 2;
        Color color = layer.color();
        Path2D right =
                shape(x + t, y, x + t + dx, y - dy, x + t + dx, y - dy + high, x + t, y + high);
        Path2D top = shape(x, y, x + t, y, x + t + dx, y - dy, x + dx, y - dy);
        canvas.fill(right, mixed(color, 0.2)).fill(top, mixed(color, 0.4));
        canvas.box(x, y, t, high, color);
        for (long c = 1; c < layer.channels() && t / layer.channels() >= 2; c++) {
            double edge = x + (double) c * t / layer.channels();
            canvas.line(edge, y, edge, y + high, mixed(color, 0.4));
            canvas.line(edge, y, edge + dx, y - dy, color);
        }
        Color line = color.darker();
        canvas.draw(right, line, 1).draw(top, line, 1);
        canvas.draw(new Rectangle2D.Double(x, y, t, high), line, 1);
    }

    /** A closed line through points, each as x and y. */
    static Path2D shape(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    private void bar(DiagramLayer layer, int x, int axis) {
        int high = sizes.high(layer);
        int y = axis - high / 2;
        Color color = layer.color();
        canvas.box(x, y, DiagramSizes.BAR, high, mixed(color, 0.2));
        long count = layer.channels();
        for (int i = 1; count <= DiagramSizes.COUNTABLE && i < count; i++) {
            double line = y + (double) i * high / count;
            canvas.line(x, line, x + DiagramSizes.BAR, line, color.darker());
        }
        canvas.draw(new Rectangle2D.Double(x, y, DiagramSizes.BAR, high), color.darker(), 1);
    }

    private void captions(DiagramLayer layer, double middle, double above, double below) {
        double y = above - (layer.lines() - 1) * DiagramSizes.LINE;
        if (layer.times() > 1) {
            String times = layer.times() + " ×";
            canvas.words(times, middle, y, DiagramSizes.LETTERS, Canvas.INK, Align.CENTER);
            y += DiagramSizes.LINE;
        }
        Color color = layer.color();
        for (String word : layer.words()) {
            canvas.words(word, middle, y, DiagramSizes.LETTERS, color, Align.CENTER);
            color = Canvas.INK;
            y += DiagramSizes.LINE;
        }
        canvas.words(layer.size(), middle, below, DiagramSizes.LETTERS, Canvas.INK, Align.CENTER);
    }

    private void arrow(int tip, int y) {
        canvas.line(tip - 14, y, tip, y, Canvas.INK);
        canvas.fill(shape(tip + 1, y, tip - 4, y - 3, tip - 4, y + 3), Canvas.INK);
    }

    /** The color mixed with white: a mid-tone still, that shows on light and dark pages. */
    private static Color mixed(Color color, double white) {
        return new Color(Colormap.mixed(color.getRGB(), 0xffffff, white));
    }
}
