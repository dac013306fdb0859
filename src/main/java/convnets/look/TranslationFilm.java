package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
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
        List<Integer> shown = new ArrayList<>();
        for (int shift = -FILM_REACH; shift <= FILM_REACH; shift += FILM_STEP) {
            shown.add(shift + reach);
        }
        int side = 82;
        int left = 60;
        int step = side + 8;
        List<LayerOutput> center = runs.get(reach).stream().filter(LayerOutput::isMaps).toList();
        int rows = Math.min(4, center.size());
        Canvas sheet = new Canvas(left + shown.size() * step + 4, (rows + 1) * step + 84);
        for (int column = 0; column < shown.size(); column++) {
            int place = shown.get(column);
            int x = left + column * step;
            sheet.words(
                    Shift.signed(place - reach), x + side / 2.0, 18, 12, Canvas.INK, Align.CENTER);
            BufferedImage image =
                    Colormap.GRAY.image(images.get(place).values(), picture.height(), 0, 1);
            sheet.picture(image, x, 26, side, side);
            for (int row = 0; row < rows; row++) {
                LayerOutput stage = runs.get(place).get(row);
                float[] map = stage.map(liveliest(center.get(row)));
                BufferedImage heat =
                        Colormap.HEAT.image(
                                map, stage.rows(), ranges.low(stage), ranges.high(stage));
                sheet.picture(heat, x, 26 + (row + 1) * step, side, side);
            }
            answer(sheet, place, x + side / 2.0, 26 + (rows + 1) * step + 22);
        }
        sheet.bold("image", 6, 26 + side / 2.0 + 5, 13, Canvas.INK, Align.LEFT);
        for (int row = 0; row < rows; row++) {
            double y = 26 + (row + 1) * step + side / 2.0 + 5;
            sheet.bold(center.get(row).name(), 6, y, 13, Canvas.INK, Align.LEFT);
        }
        double bottom = 26 + (rows + 1) * step + 18;
        sheet.bold("answer", 6, bottom, 13, Canvas.INK, Align.LEFT);
        return sheet.drawing(toString());
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
                        + " from %d pixels left to %d pixels right",
                picture.label(), answers[reach], reach - from, to - reach);
    }
}
