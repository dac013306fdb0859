package convnets.figures;

import ai.djl.ndarray.types.Shape;
import convnets.Given;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.nn.LayerKind;
import convnets.plot.Palette;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a net as one draws it: a layer that puts out maps or a vector, with what is done to its
 * output in place, such as a ReLU, and how often the same step follows itself.
 *
 * @param color of its kind
 * @param words what the layer is, one property each
 * @param output the shape of one example's output, channels first
 * @param times how many such layers follow each other
 */
record DiagramLayer(Color color, List<String> words, Shape output, int times) {

    /** More steps than this are not drawn. */
    private static final int MOST = 60;

    /** Of more repeats than this the others are not drawn: a row must fit on a page. */
    private static final int MOST_DRAWN = 30;

    /** The steps of a net, its input first. Equal neighbors are one step that is repeated. */
    static List<DiagramLayer> of(LayerTable table) {
        List<DiagramLayer> single = new ArrayList<>();
        Shape input = Given.of("layer table", table).input().slice(1);
        single.add(new DiagramLayer(Palette.color(6), List.of("input"), input, 1));
        for (LayerTable.Row row : table.rows()) {
            List<String> words = row.info().parts();
            if (row.activations() > 0) {
                Color color = color(row.info().kind());
                single.add(new DiagramLayer(color, words, row.output().slice(1), 1));
            } else if (row.info().kind() != LayerKind.FLATTEN) {
                single.add(single.remove(single.size() - 1).and(words));
            }
        }
        List<DiagramLayer> layers = new ArrayList<>();
        for (DiagramLayer layer : single) {
            DiagramLayer last = layers.isEmpty() ? null : layers.get(layers.size() - 1);
            if (last != null && last.repeated(1).equals(layer)) {
                layers.set(layers.size() - 1, last.repeated(last.times + 1));
            } else {
                layers.add(layer);
            }
        }
        return bounded(layers);
    }

    /** Of too many layers, those before the last are one step that says so. */
    private static List<DiagramLayer> bounded(List<DiagramLayer> layers) {
        int size = layers.size();
        if (size <= MOST) {
            return layers;
        }
        List<DiagramLayer> some = new ArrayList<>(layers.subList(0, MOST - 2));
        List<String> words = List.of(Text.format("… %d more", size - MOST + 1), "not drawn");
        some.add(new DiagramLayer(Palette.color(6), words, layers.get(size - 2).output, 1));
        some.add(layers.get(size - 1));
        return some;
    }

    private static Color color(LayerKind kind) {
        return switch (kind) {
            case CONVOLUTION, TRANSPOSED_CONVOLUTION -> Palette.color(0);
            case POOLING -> Palette.color(1);
            case DENSE -> Palette.color(2);
            default -> Palette.color(3);
        };
    }

    /** The same with what is done to its output. */
    private DiagramLayer and(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return new DiagramLayer(color, List.copyOf(all), output, times);
    }

    private DiagramLayer repeated(int count) {
        return new DiagramLayer(color, words, output, count);
    }

    /** Whether it puts out maps, (c, h, w), not one value for each channel. */
    boolean isMap() {
        return output.dimension() == 3;
    }

    long channels() {
        return output.dimension() == 0 ? 1 : output.get(0);
    }

    /** How many layers of a diagram stand for those that follow each other. */
    int drawn() {
        return Math.min(times, MOST_DRAWN);
    }

    /** How many lines its caption has. */
    int lines() {
        return words.size() + (times > 1 ? 1 : 0);
    }

    /** The output as one writes it: 6@28×28, or 120. */
    String size() {
        return isMap()
                ? Text.format("%d@%d×%d", output.get(0), output.get(1), output.get(2))
                : Long.toString(output.size());
    }

    /** All in one line, as in {@code 2 × conv 3×3, pad 1, ReLU → 64@224×224}. */
    @Override
    public String toString() {
        return (times == 1 ? "" : times + " × ") + String.join(", ", words) + " → " + size();
    }
}
