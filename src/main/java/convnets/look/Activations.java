package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.Given;
import convnets.Text;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One picture on its way through a net: the image, the maps of every convolution and pooling, the
 * dense layers as strips, the probabilities. Each layer is shown after its activation function, on
 * a color scale of its own from its lowest to its highest value.
 */
public final class Activations {

    /** A row shows no more maps or units than this; larger layers show their first. */
    private static final int MOST_MAPS = 16;

    private static final int MOST_UNITS = 120;

    private final Canvas sheet;
    private final int width;
    private final int labels;
    private final int side;
    private final Ranges ranges;
    private int y;

    private Activations(int width, int labels, int side, Ranges ranges, int height) {
        this.width = width;
        this.labels = labels;
        this.side = side;
        this.ranges = ranges;
        sheet = new Canvas(width, height);
        y = 10;
    }

    /**
     * Draws the panel.
     *
     * @param net with weights; any net of the course
     * @param picture of the size that the net was made for
     * @return 700 pixels wide
     * @throws convnets.CourseException if the net has no weights or the picture does not fit
     */
    public static Drawing of(Block net, Picture picture) {
        Given.of("picture", picture);
        try (NDManager manager = HostArrays.newManager()) {
            return of(net, picture.toArray(manager));
        }
    }

    /**
     * Draws the panel of an array.
     *
     * @param net with weights
     * @param x shape (1, c, h, w); of several channels the first is shown
     * @return 700 pixels wide
     * @throws convnets.CourseException if the net has no weights or the array does not fit
     */
    public static Drawing of(Block net, NDArray x) {
        List<LayerOutput> layers = LayerOutput.of(net, x);
        return panel(input(x), layers, Ranges.of(List.of(layers)), 700, 130, 84);
    }

    static LayerOutput input(NDArray x) {
        NDArray first = x.get(0).get("0:1");
        return new LayerOutput("image", "", first.getShape(), first.toFloatArray());
    }

    /** The same in another size: width of the sheet, of its labels, and side of a map. */
    static Drawing panel(
            LayerOutput image,
            List<LayerOutput> layers,
            Ranges ranges,
            int width,
            int labels,
            int side) {
        Activations measure = new Activations(width, labels, side, ranges, 1);
        measure.draw(image, layers);
        Activations panel = new Activations(width, labels, side, ranges, measure.y);
        panel.draw(image, layers);
        return panel.sheet.drawing(LayerOutput.describe(layers));
    }

    private void draw(LayerOutput image, List<LayerOutput> layers) {
        answer(layers.get(layers.size() - 1));
        maps(image, Colormap.GRAY, 0, 1);
        for (LayerOutput layer : layers) {
            if (layer.isOutput()) {
                probabilities(layer);
            } else if (layer.isMaps() && layer.values().length > layer.maps()) {
                maps(layer, Colormap.HEAT, ranges.low(layer), ranges.high(layer));
            } else {
                strip(layer);
            }
        }
    }

    private void maps(LayerOutput layer, Colormap ramp, double low, double high) {
        int shown = Math.min(MOST_MAPS, layer.maps());
        int gap = shown > 8 ? 4 : 8;
        int room = (width - labels - 10) / Math.max(6, shown) - gap;
        int size = Math.min(side, room);
        int rows = layer.rows();
        size = rows <= size ? size / rows * rows : size; // whole pixels where they fit
        label(layer, size, shown);
        for (int i = 0; i < shown; i++) {
            int x = labels + i * (size + gap);
            sheet.picture(ramp.image(layer.map(i), rows, low, high), x, y, size, size);
        }
        next(size);
    }

    private void strip(LayerOutput layer) {
        int unit = Math.max(2, (width - labels - 10) / MOST_UNITS);
        int shown = Math.min(MOST_UNITS, layer.maps());
        int height = side / 3;
        label(layer, height, shown);
        float[] some = Arrays.copyOf(layer.values(), shown);
        BufferedImage strip = Colormap.HEAT.image(some, 1, ranges.low(layer), ranges.high(layer));
        sheet.picture(strip, labels, y, shown * unit, height);
        next(height);
    }

    /** Goes on below a row, whose label needs some room too. */
    private void next(int height) {
        y += Math.max(height, wide() ? 40 : 0) + 12;
    }

    private void answer(LayerOutput last) {
        if (last.isOutput()) {
            int x = labels + side + 16;
            int answer = last.answer();
            String p = Text.format("p = %.3f", last.values()[answer]);
            sheet.bold("" + answer, x, y + side * 0.62, side / 2, Canvas.ACCENT, Align.LEFT);
            sheet.words(p, x, y + side * 0.62 + 18, 12, Canvas.INK, Align.LEFT);
        }
    }

    private void probabilities(LayerOutput layer) {
        int shown = Math.min(MOST_UNITS, layer.maps());
        int step = Math.min(side * 3 / 4, (width - labels - 10) / shown);
        int height = side * 2 / 3;
        int answer = layer.answer();
        label(layer, height, shown);
        sheet.line(labels, y + height, labels + shown * step - 4, y + height, Canvas.INK);
        for (int i = 0; i < shown; i++) {
            double p = layer.values()[i];
            Color color = i == answer ? Canvas.ACCENT : Canvas.INK;
            sheet.box(labels + i * step, y + height * (1 - p), step - 4, height * p, color);
            if (step > 10) {
                double middle = labels + i * step + step / 2.0 - 2;
                sheet.words("" + i, middle, y + height + 14, 12, color, Align.CENTER);
            }
        }
        y += height + 24;
    }

    private boolean wide() {
        return labels > 100;
    }

    /** What the row shows: name and layer, size, and what the ends of the color scale mean. */
    private void label(LayerOutput layer, int height, int shown) {
        boolean image = layer.layer().isEmpty();
        if (!wide() || image) {
            double middle = y + height / 2.0 + 4;
            sheet.bold(layer.name(), 10, middle, wide() ? 14 : 11, Canvas.INK, Align.LEFT);
            return;
        }
        List<String> lines = new ArrayList<>();
        String units =
                layer.isOutput()
                        ? Text.count(layer.maps(), "class", "classes")
                        : Text.count(layer.maps(), "unit");
        lines.add(layer.isMaps() ? layer.maps() + " of " + layer.size() : units);
        if (shown < layer.maps()) {
            lines.add("first " + shown + " shown");
        } else if (!layer.isOutput()) {
            lines.add(
                    Text.signed("%.2f", ranges.low(layer))
                            + " to "
                            + Text.signed("%.2f", ranges.high(layer)));
        }
        double line = y + Math.max(12, height / 2.0 - 6 * lines.size());
        sheet.bold(layer.name(), 10, line, 12, Canvas.INK, Align.LEFT);
        double beside = 18 + 1.15 * Canvas.width(layer.name(), 12);
        int letters = 11;
        while (letters > 8 && beside + Canvas.width(layer.layer(), letters) > labels - 4) {
            letters--;
        }
        sheet.words(layer.layer(), beside, line, letters, Canvas.INK, Align.LEFT);
        for (String words : lines) {
            line += 13;
            sheet.words(words, 10, line, 11, Canvas.INK, Align.LEFT);
        }
    }
}
