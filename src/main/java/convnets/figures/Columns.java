package convnets.figures;

import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Palette;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws nets as columns of boxes, each with its output's size beside it. */
record Columns(List<String> names, List<List<DiagramLayer>> nets) {

    private static final int MARGIN = 16;
    private static final int LETTERS = 11;
    private static final int BOX = 24;
    private static final int STEP = 38;
    private static final int TITLE = 34;
    private static final int GAP = 30;
    private static final int PADDING = 12;

    BufferedImage draw() {
        double width = 2 * MARGIN - GAP;
        for (int i = 0; i < nets.size(); i++) {
            width += box(i) + sizes(nets.get(i)) + GAP;
        }
        int rows = nets.stream().mapToInt(List::size).max().orElse(0);
        Canvas canvas =
                new Canvas((int) Math.ceil(width), 2 * MARGIN + TITLE + rows * STEP - (STEP - BOX));
        double x = MARGIN;
        for (int i = 0; i < nets.size(); i++) {
            double box = box(i);
            canvas.bold(name(i), x + box / 2, MARGIN + 14.0, 14, Canvas.INK, Align.CENTER);
            int y = MARGIN + TITLE;
            for (DiagramLayer layer : nets.get(i)) {
                draw(canvas, layer, x, y, box, y > MARGIN + TITLE);
                y += STEP;
            }
            x += box + sizes(nets.get(i)) + GAP;
        }
        return canvas.image();
    }

    private String name(int net) {
        return Text.shortened(names.get(net), 30);
    }

    /** The width of the boxes of a net. */
    private double box(int net) {
        double text = Canvas.widest(nets.get(net).stream().map(Columns::words), LETTERS);
        return Math.max(text + 2 * PADDING, 1.15 * Canvas.width(name(net), 14));
    }

    private static double sizes(List<DiagramLayer> net) {
        return 8 + Canvas.widest(net.stream().map(DiagramLayer::size), LETTERS);
    }

    private static String words(DiagramLayer layer) {
        return (layer.times() > 1 ? layer.times() + " × " : "") + String.join(", ", layer.words());
    }

    private static void draw(
            Canvas canvas, DiagramLayer layer, double x, int y, double box, boolean arrow) {
        Color color = layer.color();
        double middle = x + box / 2;
        if (arrow) {
            canvas.line(middle, y - (STEP - BOX) + 1.0, middle, y - 2.0, Canvas.INK);
            Shape tip = LayerDiagram.shape(middle - 3.5, y - 6, middle + 3.5, y - 6, middle, y - 1);
            canvas.fill(tip, Canvas.INK);
        }
        RoundRectangle2D frame = new RoundRectangle2D.Double(x, y, box, BOX, 8, 8);
        canvas.fill(frame, Palette.glassy(color, 28));
        canvas.draw(frame, color, 1.5f);
        canvas.words(words(layer), middle, y + 16.0, LETTERS, Canvas.INK, Align.CENTER);
        canvas.words(layer.size(), x + box + 8, y + 16.0, LETTERS, Canvas.INK, Align.LEFT);
    }
}
