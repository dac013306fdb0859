package convnets.figures;

import convnets.plot.Canvas;
import java.util.List;
import java.util.stream.Stream;

/** How large the parts of a {@link LayerDiagram} are, in pixels. */
final class DiagramSizes {

    static final int MARGIN = 14;
    static final int LETTERS = 11;
    static final int LINE = 14;
    private static final int TALLEST = 130;

    /** Between the slabs of a step that is repeated. */
    private static final int REPEAT_GAP = 5;

    /** How far the back of a slab is moved for each pixel of its side, to the right and up. */
    static final double RIGHT = 0.36;

    static final double UP = 0.24;
    static final int BAR = 12;

    /** A vector as short as this is drawn value by value. */
    static final int COUNTABLE = 12;

    private final long largestSide;
    private final long longestVector;

    DiagramSizes(List<DiagramLayer> layers) {
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
    }

    /** The room for a row: captions, drawings, sizes. */
    int height(List<DiagramLayer> row) {
        int drawn = row.stream().mapToInt(this::high).max().orElse(0);
        return captions(row) + rise(row) + drawn + LINE + 2 * MARGIN;
    }

    /** The room for the captions of a row. */
    static int captions(List<DiagramLayer> row) {
        return LINE * row.stream().mapToInt(DiagramLayer::lines).max().orElse(0);
    }

    /** How far the backs of a row's slabs stand above their fronts. */
    int rise(List<DiagramLayer> row) {
        return row.stream()
                .filter(DiagramLayer::isMap)
                .mapToInt(layer -> (int) (UP * side(layer.output().get(2))))
                .max()
                .orElse(0);
    }

    /** The room for a layer: its slabs or its captions, whichever are wider. */
    int column(DiagramLayer layer) {
        Stream<String> words = Stream.concat(Stream.of(layer.size()), layer.words().stream());
        return Math.max((int) Math.ceil(Canvas.widest(words, LETTERS)), extent(layer));
    }

    /** From the left edge of the first slab to the right edge of the last. */
    int extent(DiagramLayer layer) {
        int all = layer.drawn() * step(layer) - REPEAT_GAP;
        return layer.isMap() ? all + (int) (RIGHT * side(layer.output().get(2))) : all;
    }

    /** From one drawing of a step that is repeated to the next. */
    static int step(DiagramLayer layer) {
        return (layer.isMap() ? thick(layer) : BAR) + REPEAT_GAP;
    }

    static int thick(DiagramLayer layer) {
        return (int) Math.max(2, 3 * Math.pow(layer.channels(), 0.45) / layer.drawn() + 1);
    }

    int side(long pixels) {
        return (int) Math.max(6, TALLEST * Math.pow((double) pixels / largestSide, 0.6));
    }

    int high(DiagramLayer layer) {
        if (layer.isMap()) {
            return side(layer.output().get(1));
        }
        double share = Math.pow((double) layer.channels() / longestVector, 0.35);
        long count = layer.channels();
        return count > COUNTABLE
                ? (int) (TALLEST * share)
                : (int) (Math.max(5, (int) (TALLEST * share / count)) * count);
    }
}
