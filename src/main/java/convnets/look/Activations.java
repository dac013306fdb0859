package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.data.Picture;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One picture on its way through a net: the image, the maps of every convolution and pooling, the
 * dense layers as strips, the probabilities. Each layer is shown after its activation function, on
 * a color scale of its own from its lowest to its highest value.
 */
public final class Activations {

    /** A row shows no more maps or units than this; larger layers show their first. */
    private static final int MOST_MAPS = 16;

    private static final int MOST_UNITS = 120;
    private static final int UNIT = 6;

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
     * @return about 900 pixels wide
     * @throws convnets.CourseException if the net has no weights or the picture does not fit
     */
    public static Drawing of(Block net, Picture picture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return of(net, picture.toArray(manager));
        }
    }

    /**
     * Draws the panel of an array.
     *
     * @param net with weights
     * @param x shape (1, c, h, w); of several channels the first is shown
     * @return about 900 pixels wide
     * @throws convnets.CourseException if the net has no weights or the array does not fit
     */
    public static Drawing of(Block net, NDArray x) {
        List<LayerOutput> stages = LayerOutput.of(net, x);
        return panel(input(x), stages, Ranges.of(List.of(stages)), 900, 130, 84);
    }

    static LayerOutput input(NDArray x) {
        NDArray first = x.get(0).get("0:1");
        return new LayerOutput("image", "", first.getShape(), first.toFloatArray());
    }

    /** The same in another size: width of the sheet, of its labels, and side of a map. */
    static Drawing panel(
            LayerOutput image,
            List<LayerOutput> stages,
            Ranges ranges,
            int width,
            int labels,
            int side) {
        Activations measure = new Activations(width, labels, side, ranges, 1);
        measure.draw(image, stages);
        Activations panel = new Activations(width, labels, side, ranges, measure.y);
        panel.draw(image, stages);
        return panel.sheet.drawing(describe(stages));
    }

    private void draw(LayerOutput image, List<LayerOutput> stages) {
        answer(stages.get(stages.size() - 1));
        maps(image, Colormap.GRAY, 0, 1);
        for (LayerOutput stage : stages) {
            if (stage.name().equals(LayerOutput.OUTPUT)) {
                probabilities(stage);
            } else if (stage.isMaps() && stage.values().length > stage.maps()) {
                maps(stage, Colormap.HEAT, ranges.low(stage), ranges.high(stage));
            } else {
                strip(stage);
            }
        }
    }

    private void maps(LayerOutput stage, Colormap ramp, double low, double high) {
        int shown = Math.min(MOST_MAPS, stage.maps());
        int gap = shown > 8 ? 4 : 8;
        int room = (width - labels - 10) / Math.max(6, shown) - gap;
        int size = Math.min(side, room);
        int rows = stage.rows();
        size = rows <= size ? size / rows * rows : size; // whole pixels where they fit
        label(stage, size, shown);
        for (int i = 0; i < shown; i++) {
            int x = labels + i * (size + gap);
            sheet.picture(ramp.image(stage.map(i), rows, low, high), x, y, size, size);
        }
        y += size + 12;
    }

    private void strip(LayerOutput stage) {
        int unit = Math.min(UNIT, Math.max(2, (width - labels - 10) / MOST_UNITS));
        int shown = Math.min(MOST_UNITS, stage.maps());
        int height = side / 3;
        label(stage, height, shown);
        float[] some = Arrays.copyOf(stage.values(), shown);
        sheet.picture(
                Colormap.HEAT.image(some, 1, ranges.low(stage), ranges.high(stage)),
                labels,
                y,
                shown * unit,
                height);
        y += height + 12;
    }

    private void answer(LayerOutput last) {
        if (last.name().equals(LayerOutput.OUTPUT)) {
            int x = labels + side + 16;
            int answer = last.answer();
            String p = Text.format("p = %.3f", last.values()[answer]);
            sheet.bold("" + answer, x, y + side * 0.62, side / 2, Canvas.ACCENT, Align.LEFT);
            sheet.words(p, x, y + side * 0.62 + 18, 12, Canvas.INK, Align.LEFT);
        }
    }

    private void probabilities(LayerOutput stage) {
        int shown = Math.min(MOST_UNITS, stage.maps());
        int step = Math.min(side * 3 / 4, (width - labels - 10) / shown);
        int height = side * 2 / 3;
        int answer = stage.answer();
        label(stage, height, shown);
        sheet.line(labels, y + height, labels + shown * step - 4, y + height, Canvas.INK);
        for (int i = 0; i < shown; i++) {
            double p = stage.values()[i];
            Color color = i == answer ? Canvas.ACCENT : new Color(0xbbbbbb);
            sheet.box(labels + i * step, y + height * (1 - p), step - 4, height * p, color);
            if (step > 10) {
                double middle = labels + i * step + step / 2.0 - 2;
                Color ink = i == answer ? Canvas.ACCENT : Canvas.INK;
                sheet.words("" + i, middle, y + height + 14, 12, ink, Align.CENTER);
            }
        }
        y += height + 24;
    }

    private void label(LayerOutput stage, int height, int shown) {
        boolean wide = labels > 100;
        double middle = y + height / 2.0 + (wide && !stage.name().equals("image") ? -3 : 4);
        sheet.bold(stage.name(), 10, middle, wide ? 14 : 11, Canvas.INK, Align.LEFT);
        if (!wide || stage.name().equals("image")) {
            return;
        }
        String size =
                stage.isMaps()
                        ? stage.maps() + " of " + stage.rows() + "×" + stage.shape().get(2)
                        : stage.maps()
                                + (stage.name().equals(LayerOutput.OUTPUT) ? " classes" : " units");
        sheet.words(size, 10, middle + 14, 11, Canvas.INK, Align.LEFT);
        if (shown < stage.maps()) {
            String some = "first " + shown + " shown";
            sheet.words(some, 10, middle + 27, 11, Canvas.INK, Align.LEFT);
        } else if (height > 40) {
            sheet.words(stage.layer(), 10, middle + 27, 11, Canvas.INK, Align.LEFT);
        }
    }

    static String describe(List<LayerOutput> stages) {
        String rows =
                String.join(
                        ", ",
                        stages.stream().map(s -> s.name() + " " + s.shape().toString()).toList());
        LayerOutput last = stages.get(stages.size() - 1);
        if (!last.name().equals(LayerOutput.OUTPUT)) {
            return "Activations: " + rows;
        }
        List<String> best =
                IntStream.range(0, last.maps())
                        .boxed()
                        .sorted((a, b) -> Float.compare(last.values()[b], last.values()[a]))
                        .limit(3)
                        .map(i -> Text.format("%d: %.3f", i, last.values()[i]))
                        .toList();
        return "Activations: " + rows + "; most probable classes: " + String.join(", ", best);
    }
}
