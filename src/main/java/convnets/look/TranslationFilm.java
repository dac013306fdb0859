package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.Given;
import convnets.Text;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.plot.Animation;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * One picture that crosses the net's field of view from left to right, after LeCun's demonstration
 * of 1993: the activations move along, and the answer stays for as long as it does.
 *
 * <p>As a {@link View} it is a film strip; {@link #animation} is the same as an animated GIF. The
 * colors mean the same in all frames.
 */
public final class TranslationFilm implements View {

    private static final int MILLISECONDS = 150;
    private static final int FILM_STEP = 3;
    private static final int FILM_REACH = 9;
    private static final int FILM_LAYERS = 4;

    /** Of the film strip: a picture's side, from one to the next, and where they begin. */
    private static final int SIDE = 82;

    private static final int STEP = SIDE + 8;
    private static final int LEFT = 60;
    private static final int TOP = 26;

    private final Picture picture;
    private final int reach;
    private final List<LayerOutput> images = new ArrayList<>();
    private final List<List<LayerOutput>> runs = new ArrayList<>();
    private final Ranges ranges;

    private TranslationFilm(Block net, Picture picture) {
        this.picture = picture;
        reach = picture.width() * 5 / 14;
        try (NDManager manager = HostArrays.newManager()) {
            for (int shift = -reach; shift <= reach; shift++) {
                NDArray x = picture.shifted(0, shift).toArray(manager);
                images.add(Activations.input(x));
                runs.add(LayerOutput.of(net, x));
            }
        }
        ranges = Ranges.of(runs);
    }

    /**
     * Moves a picture by ten pixels of 28 to the left and, pixel by pixel, to the right.
     *
     * @param net with weights
     * @param picture of the size that the net was made for
     * @return the crossing
     * @throws convnets.CourseException if the net has no weights or the picture does not fit
     */
    public static TranslationFilm of(Block net, Picture picture) {
        Given.of("picture", picture);
        return new TranslationFilm(net, picture);
    }

    /**
     * The net's answers.
     *
     * @return one class for each shift, from the left to the right
     */
    public int[] answers() {
        return runs.stream().mapToInt(run -> output(run).answer()).toArray();
    }

    /**
     * The moving picture: image, all layers, probabilities, over and over.
     *
     * @return frames of about 480 pixels' width
     */
    public Animation animation() {
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            frames.add(Activations.panel(images.get(i), runs.get(i), ranges, 480, 56, 56).image());
        }
        return new Animation(frames, MILLISECONDS, toString());
    }

    /** A film strip: the image, the liveliest map of the first layers, and the answer. */
    @Override
    public Drawing drawing() {
        List<LayerOutput> maps = runs.get(reach).stream().filter(LayerOutput::isMaps).toList();
        List<LayerOutput> layers = maps.subList(0, Math.min(FILM_LAYERS, maps.size()));
        int shown = Math.min(FILM_REACH, reach / FILM_STEP * FILM_STEP);
        int columns = 2 * shown / FILM_STEP + 1;
        Canvas sheet = new Canvas(LEFT + columns * STEP + 4, y(layers.size() + 1) + 58);
        for (int column = 0; column < columns; column++) {
            int place = reach - shown + column * FILM_STEP;
            column(sheet, place, LEFT + column * STEP, layers);
        }
        name(sheet, "image", y(0) + SIDE / 2.0 + 5);
        for (int row = 0; row < layers.size(); row++) {
            name(sheet, layers.get(row).name(), y(row + 1) + SIDE / 2.0 + 5);
        }
        name(sheet, "answer", y(layers.size() + 1) + 18);
        return sheet.drawing(toString());
    }

    /** The upper edge of a row: the image's is the first, the layers' follow, then the answer's. */
    private static int y(int row) {
        return TOP + row * STEP;
    }

    private static void name(Canvas sheet, String name, double y) {
        sheet.bold(name, 6, y, 13, Canvas.INK, Align.LEFT);
    }

    /** One shift, from its number down to the answer. */
    private void column(Canvas sheet, int place, int x, List<LayerOutput> layers) {
        double middle = x + SIDE / 2.0;
        sheet.words(Shift.signed(place - reach), middle, 18, 12, Canvas.INK, Align.CENTER);
        float[] pixels = images.get(place).values();
        sheet.picture(Colormap.GRAY.image(pixels, picture.height(), 0, 1), x, y(0), SIDE, SIDE);
        for (int row = 0; row < layers.size(); row++) {
            LayerOutput output = runs.get(place).get(row);
            float[] map = output.map(liveliest(layers.get(row)));
            double low = ranges.low(output);
            BufferedImage heat = Colormap.HEAT.image(map, output.rows(), low, ranges.high(output));
            sheet.picture(heat, x, y(row + 1), SIDE, SIDE);
        }
        answer(sheet, place, middle, y(layers.size() + 1) + 22);
    }

    private void answer(Canvas sheet, int place, double x, int y) {
        LayerOutput output = output(runs.get(place));
        int answer = output.answer();
        Color color = answer == picture.label() ? Canvas.ACCENT : Canvas.WRONG;
        String p = Text.format("%.2f", output.values()[answer]);
        sheet.bold("" + answer, x, y, 24, color, Align.CENTER);
        sheet.words(p, x, y + 18, 12, Canvas.INK, Align.CENTER);
    }

    /** The map with the largest sum of squares about its mean. */
    private static int liveliest(LayerOutput stage) {
        int best = 0;
        double most = -1;
        for (int i = 0; i < stage.maps(); i++) {
            double sum = 0;
            double squares = 0;
            for (float value : stage.map(i)) {
                sum += value;
                squares += value * value;
            }
            double spread = squares - sum * sum / stage.map(i).length;
            if (spread > most) {
                most = spread;
                best = i;
            }
        }
        return best;
    }

    private static LayerOutput output(List<LayerOutput> run) {
        return run.get(run.size() - 1);
    }

    /** For how far the answer stays. */
    @Override
    public String toString() {
        int[] answers = answers();
        int from = reach;
        int to = reach;
        while (from > 0 && answers[from - 1] == answers[reach]) {
            from--;
        }
        while (to < answers.length - 1 && answers[to + 1] == answers[reach]) {
            to++;
        }
        return Text.format(
                "A picture of class %d crosses the net: unmoved, the answer is %d, and it stays"
                        + " from %s left to %s right",
                picture.label(),
                answers[reach],
                Text.count(reach - from, "pixel"),
                Text.count(to - reach, "pixel"));
    }
}
