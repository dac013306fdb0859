package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.data.Picture;
import convnets.plot.Drawing;
import convnets.plot.Ramp;
import convnets.plot.Sheet;
import convnets.plot.Sheet.Align;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One picture on its way through a net: the image, the maps of every convolution and pooling, the
 * dense layers as strips, the probabilities. Each layer is shown after its activation function, on
 * a colour scale of its own from its lowest to its highest value.
 */
public final class Activations {

    /** A row shows no more maps or units than this; larger layers show their first. */
    private static final int MOST_MAPS = 16;

    private static final int MOST_UNITS = 120;
    private static final int UNIT = 6;

    private final Sheet sheet;
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
        sheet = new Sheet(width, height);
        y = 10;
    }

    /**
     * Draws the panel.
     *
     * @param net with weights; any net of the course
     * @param picture of the size that the net was made for
     * @return about 900 pixels wide
     * @throws convnets.Problem if the net has no weights or the picture does not fit
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
     * @throws convnets.Problem if the net has no weights or the array does not fit
     */
    public static Drawing of(Block net, NDArray x) {
        List<Stage> stages = Stage.of(net, x);
        return panel(input(x), stages, Ranges.of(List.of(stages)), 900, 130, 84);
    }

    static Stage input(NDArray x) {
        NDArray first = x.get(0).get("0:1");
        return new Stage("image", "", first.getShape(), first.toFloatArray());
    }

    /** The same in another size: width of the sheet, of its labels, and side of a map. */
    static Drawing panel(
            Stage image, List<Stage> stages, Ranges ranges, int width, int labels, int side) {
        Activations measure = new Activations(width, labels, side, ranges, 1);
        measure.draw(image, stages);
        Activations panel = new Activations(width, labels, side, ranges, measure.y);
        panel.draw(image, stages);
        return panel.sheet.drawing(describe(stages));
    }

    private void draw(Stage image, List<Stage> stages) {
        answer(stages.get(stages.size() - 1));
        maps(image, Ramp.GREY, 0, 1);
        for (Stage stage : stages) {
            if (stage.name().equals(Stage.OUTPUT)) {
                probabilities(stage);
            } else if (stage.isMaps() && stage.values().length > stage.maps()) {
                maps(stage, Ramp.HEAT, ranges.low(stage), ranges.high(stage));
            } else {
                strip(stage);
            }
        }
    }

    private void maps(Stage stage, Ramp ramp, double low, double high) {
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

    private void strip(Stage stage) {
        int unit = Math.min(UNIT, Math.max(2, (width - labels - 10) / MOST_UNITS));
        int shown = Math.min(MOST_UNITS, stage.maps());
        int height = side / 3;
        label(stage, height, shown);
        float[] some = Arrays.copyOf(stage.values(), shown);
        sheet.picture(
                Ramp.HEAT.image(some, 1, ranges.low(stage), ranges.high(stage)),
                labels,
                y,
                shown * unit,
                height);
        y += height + 12;
    }

    private void answer(Stage last) {
        if (last.name().equals(Stage.OUTPUT)) {
            int x = labels + side + 16;
            int answer = last.answer();
            String p = String.format(Locale.ROOT, "p = %.3f", last.values()[answer]);
            sheet.words("" + answer, x, y + side * 0.62, -side / 2, Sheet.ACCENT, Align.LEFT);
            sheet.words(p, x, y + side * 0.62 + 18, 12, Sheet.PALE, Align.LEFT);
        }
    }

    private void probabilities(Stage stage) {
        int shown = Math.min(MOST_UNITS, stage.maps());
        int step = Math.min(side * 3 / 4, (width - labels - 10) / shown);
        int height = side * 2 / 3;
        int answer = stage.answer();
        label(stage, height, shown);
        sheet.line(labels, y + height, labels + shown * step - 4, y + height, Sheet.PALE);
        for (int i = 0; i < shown; i++) {
            double p = stage.values()[i];
            Color colour = i == answer ? Sheet.ACCENT : new Color(0xbbbbbb);
            sheet.box(labels + i * step, y + height * (1 - p), step - 4, height * p, colour);
            if (step > 10) {
                double middle = labels + i * step + step / 2.0 - 2;
                int letters = i == answer ? -12 : 12;
                Color ink = i == answer ? Sheet.ACCENT : Sheet.PALE;
                sheet.words("" + i, middle, y + height + 14, letters, ink, Align.CENTRE);
            }
        }
        y += height + 24;
    }

    private void label(Stage stage, int height, int shown) {
        boolean wide = labels > 100;
        double middle = y + height / 2.0 + (wide && !stage.name().equals("image") ? -3 : 4);
        sheet.words(stage.name(), 10, middle, wide ? -14 : -11, Sheet.INK, Align.LEFT);
        if (!wide || stage.name().equals("image")) {
            return;
        }
        String size =
                stage.isMaps()
                        ? stage.maps() + " of " + stage.rows() + "×" + stage.shape().get(2)
                        : stage.maps()
                                + (stage.name().equals(Stage.OUTPUT) ? " classes" : " units");
        sheet.words(size, 10, middle + 14, 11, Sheet.PALE, Align.LEFT);
        if (shown < stage.maps()) {
            String some = "first " + shown + " shown";
            sheet.words(some, 10, middle + 27, 11, Sheet.PALE, Align.LEFT);
        } else if (height > 40) {
            sheet.words(stage.layer(), 10, middle + 27, 11, Sheet.PALE, Align.LEFT);
        }
    }

    static String describe(List<Stage> stages) {
        String rows =
                String.join(
                        ", ",
                        stages.stream().map(s -> s.name() + " " + s.shape().toString()).toList());
        Stage last = stages.get(stages.size() - 1);
        if (!last.name().equals(Stage.OUTPUT)) {
            return "Activations: " + rows;
        }
        List<String> best =
                IntStream.range(0, last.maps())
                        .boxed()
                        .sorted((a, b) -> Float.compare(last.values()[b], last.values()[a]))
                        .limit(3)
                        .map(i -> String.format(Locale.ROOT, "%d: %.3f", i, last.values()[i]))
                        .toList();
        return "Activations: " + rows + "; most probable classes: " + String.join(", ", best);
    }
}
