package convnets.figures;

import ai.djl.ndarray.types.Shape;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.plot.Palette;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a net as one draws it: a layer that puts out maps or a vector, with what is done to its
 * output in place, such as a ReLU, and how often the same step follows itself.
 *
 * @param kind decides on the color
 * @param words what the layer is, one property each
 * @param output the shape of one example's output, channels first
 * @param times how many such layers follow each other
 */
record DiagramLayer(Kind kind, List<String> words, Shape output, int times) {

    /** What a step is; each kind has a color. */
    enum Kind {
        INPUT(6),
        CONVOLUTION(0),
        POOLING(1),
        DENSE(2),
        OTHER(3);

        private final int color;

        Kind(int color) {
            this.color = color;
        }
    }

    /** The steps of a net, its input first. Equal neighbors are one step that is repeated. */
    static List<DiagramLayer> of(LayerTable table) {
        List<DiagramLayer> single = new ArrayList<>();
        single.add(new DiagramLayer(Kind.INPUT, List.of("input"), table.input().slice(1), 1));
        for (LayerTable.Row row : table.rows()) {
            if (row.activations() > 0) {
                single.add(of(row));
            } else if (!row.layer().equals("flatten")) {
                DiagramLayer last = single.remove(single.size() - 1);
                List<String> words = new ArrayList<>(last.words);
                words.add(row.layer());
                single.add(new DiagramLayer(last.kind, List.copyOf(words), last.output, 1));
            }
        }
        List<DiagramLayer> stages = new ArrayList<>();
        for (DiagramLayer stage : single) {
            DiagramLayer last = stages.isEmpty() ? null : stages.get(stages.size() - 1);
            if (last != null && last.looksLike(stage)) {
                stages.set(
                        stages.size() - 1,
                        new DiagramLayer(last.kind, last.words, last.output, last.times + 1));
            } else {
                stages.add(stage);
            }
        }
        return stages;
    }

    private static DiagramLayer of(LayerTable.Row row) {
        String[] parts = row.layer().split(", ");
        String name = parts[0].startsWith("globalAvgPool") ? "global avgPool" : parts[0];
        Kind kind = kind(Text.lower(name));
        List<String> words = new ArrayList<>();
        words.add(kind == Kind.DENSE ? "dense" : name);
        for (int i = kind == Kind.CONVOLUTION ? 2 : 1; i < parts.length; i++) {
            words.add(parts[i]); // a convolution's second part, its channels, stands in the output
        }
        return new DiagramLayer(kind, List.copyOf(words), row.output().slice(1), 1);
    }

    private static Kind kind(String name) {
        if (name.startsWith("conv")) {
            return Kind.CONVOLUTION;
        }
        if (name.startsWith("dense")) {
            return Kind.DENSE;
        }
        return name.contains("pool") ? Kind.POOLING : Kind.OTHER;
    }

    private boolean looksLike(DiagramLayer other) {
        return kind == other.kind && words.equals(other.words) && output.equals(other.output);
    }

    /** Whether it puts out maps, (c, h, w), not one value for each channel. */
    boolean isMap() {
        return output.dimension() == 3;
    }

    /** How many lines its caption has. */
    int lines() {
        return words.size() + (times > 1 ? 1 : 0);
    }

    Color color() {
        return Palette.color(kind.color);
    }

    long channels() {
        return output.get(0);
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
