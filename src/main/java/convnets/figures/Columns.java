package convnets.figures;

import convnets.plot.Gallery;
import convnets.plot.Palette;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws nets as columns of boxes, each with its output's size beside it. */
final class Columns {

    private static final int WIDEST = 900;
    private static final int MARGIN = 16;
    private static final int BOX = 24;
    private static final int STEP = 38;
    private static final int TITLE = 34;
    private static final int GAP = 30;
    private static final int PADDING = 12;

    private final List<String> names;
    private final List<List<DiagramLayer>> nets;

    Columns(List<String> names, List<List<DiagramLayer>> nets) {
        this.names = names;
        this.nets = nets;
    }

    BufferedImage draw() {
        FontMetrics letters =
                Gallery.canvas(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))
                        .getFontMetrics();
        int wanted = 2 * MARGIN - GAP;
        int rows = 0;
        for (List<DiagramLayer> net : nets) {
            wanted += box(letters, net) + sizes(letters, net) + GAP;
            rows = Math.max(rows, net.size());
        }
        int height = 2 * MARGIN + TITLE + rows * STEP - (STEP - BOX);
        double scale = Math.min(1, (double) WIDEST / wanted);
        BufferedImage image =
                new BufferedImage(
                        (int) (wanted * scale), (int) (height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Gallery.canvas(image);
        g.scale(scale, scale);
        int x = MARGIN;
        for (int i = 0; i < nets.size(); i++) {
            int box = box(letters, nets.get(i));
            title(g, names.get(i), x + box / 2);
            for (int row = 0; row < nets.get(i).size(); row++) {
                stage(g, nets.get(i).get(row), x, MARGIN + TITLE + row * STEP, box, row > 0);
            }
            x += box + sizes(letters, nets.get(i)) + GAP;
        }
        g.dispose();
        return image;
    }

    private static int box(FontMetrics letters, List<DiagramLayer> net) {
        int text = net.stream().mapToInt(s -> letters.stringWidth(words(s))).max().orElse(0);
        return text + 2 * PADDING;
    }

    private static int sizes(FontMetrics letters, List<DiagramLayer> net) {
        return net.stream().mapToInt(s -> letters.stringWidth(s.size())).max().orElse(0) + 8;
    }

    private static String words(DiagramLayer stage) {
        return (stage.times() > 1 ? stage.times() + " × " : "") + String.join(", ", stage.words());
    }

    private static void title(Graphics2D g, String name, int middle) {
        Font plain = g.getFont();
        g.setFont(plain.deriveFont(Font.BOLD, 14f));
        g.setColor(Color.DARK_GRAY);
        g.drawString(name, middle - g.getFontMetrics().stringWidth(name) / 2, MARGIN + 14);
        g.setFont(plain);
    }

    private static void stage(
            Graphics2D g, DiagramLayer stage, int x, int y, int box, boolean arrow) {
        Color color = Palette.color(stage.kind().color);
        int middle = x + box / 2;
        if (arrow) {
            g.setColor(Color.GRAY);
            g.drawLine(middle, y - (STEP - BOX) + 1, middle, y - 2);
            g.fillPolygon(
                    new int[] {middle - 3, middle + 4, middle}, new int[] {y - 6, y - 6, y - 1}, 3);
        }
        g.setColor(LayerDiagram.tint(color, 0.75));
        g.fillRoundRect(x, y, box, BOX, 8, 8);
        g.setColor(color.darker());
        g.drawRoundRect(x, y, box, BOX, 8, 8);
        g.setColor(Color.DARK_GRAY);
        String words = words(stage);
        g.drawString(words, middle - g.getFontMetrics().stringWidth(words) / 2, y + 16);
        g.setColor(Color.GRAY);
        g.drawString(stage.size(), x + box + 8, y + 16);
    }
}
