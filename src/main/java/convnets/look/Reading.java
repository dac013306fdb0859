package convnets.look;

import convnets.Floats;
import convnets.Given;
import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link Scan} read: the probabilities of the ten digits at each place of a strip.
 *
 * @param strip that was read
 * @param step pixels from one place to the next
 * @param probabilities for each place, from left to right, those of the ten classes
 */
public record Reading(DigitStrip strip, int step, float[][] probabilities) implements View {

    /** A hit belongs to a digit whose middle is at most this far away. */
    private static final int NEAR = 9;

    /** Of two hits as close as this, in pixels, the surer one counts. */
    private static final int SAME = 12;

    private static final double SURE = 0.9;

    /**
     * A place where the net is sure to see a digit.
     *
     * @param value the digit
     * @param center the middle of what it looked at, in pixels from the left
     * @param probability that it gives
     * @param right whether that digit stands there
     */
    public record Hit(int value, int center, double probability, boolean right) {

        @Override
        public String toString() {
            String judged = right ? "right" : "wrong";
            return Text.format("%d at pixel %d (%.4f, %s)", value, center, probability, judged);
        }
    }

    /**
     * The hits with a probability of at least 0.9.
     *
     * @return from left to right
     */
    public List<Hit> hits() {
        return hits(SURE);
    }

    /**
     * The places where the largest probability reaches a threshold and no neighbor's is larger.
     *
     * @param threshold 0 to 1
     * @return from left to right
     */
    public List<Hit> hits(double threshold) {
        Given.share("threshold", threshold);
        List<Hit> hits = new ArrayList<>();
        for (int place = 0; place < probabilities.length; place++) {
            if (best(place) >= threshold && isPeak(place)) {
                int value = answer(place);
                int center = center(place);
                boolean right =
                        strip.digits().stream()
                                .anyMatch(
                                        d ->
                                                d.value() == value
                                                        && Math.abs(d.center() - center) <= NEAR);
                hits.add(new Hit(value, center, best(place), right));
            }
        }
        return hits;
    }

    /**
     * Counts what was seen where it is not.
     *
     * @param threshold 0 to 1
     * @return the number of hits that are not right
     */
    public long falseHits(double threshold) {
        return hits(threshold).stream().filter(h -> !h.right()).count();
    }

    private boolean isPeak(int place) {
        int reach = Math.max(1, SAME / step);
        int last = Math.min(probabilities.length - 1, place + reach);
        return IntStream.rangeClosed(Math.max(0, place - reach), last)
                .noneMatch(
                        other ->
                                best(other) > best(place)
                                        || best(other) == best(place) && other < place);
    }

    int answer(int place) {
        return Floats.argMax(probabilities[place]);
    }

    double best(int place) {
        return probabilities[place][answer(place)];
    }

    /** The middle of what a place looks at, in pixels. */
    int center(int place) {
        return place * step + DigitStrip.HEIGHT / 2;
    }

    @Override
    public Drawing drawing() {
        int left = 30;
        int width = strip.picture().width();
        double zoom = Math.min(6, 620.0 / width);
        int wide = (int) (width * zoom);
        int high = (int) (DigitStrip.HEIGHT * zoom);
        int row = 13;
        int classes = probabilities[0].length;
        int top = 34;
        Canvas sheet = new Canvas(left + wide + 50, top + high + 10 + classes * row + 12);
        sheet.picture(strip.picture().toImage(), left, top, wide, high);
        for (Hit hit : hits()) {
            Color color = hit.right() ? Canvas.ACCENT : Canvas.WRONG;
            double x = left + hit.center() * zoom;
            sheet.bold("" + hit.value(), x, top - 8, 18, color, Align.CENTER);
        }
        int map = top + high + 10;
        int places = probabilities.length;
        float[] all = new float[classes * places];
        for (int c = 0; c < classes; c++) {
            for (int place = 0; place < places; place++) {
                all[c * places + place] = probabilities[place][c];
            }
            sheet.words("" + c, left - 8, map + c * row + 11, 11, Canvas.INK, Align.RIGHT);
        }
        int from = (int) ((center(0) - step / 2.0) * zoom);
        int read = (int) (places * step * zoom);
        sheet.box(left, map, wide, classes * row, Colormap.HEAT.color(0));
        sheet.picture(
                Colormap.HEAT.image(all, classes, 0, 1), left + from, map, read, classes * row);
        sheet.scale(Colormap.HEAT, "0", "1", left + wide + 10, map, classes * row - 1);
        return sheet.drawing(toString());
    }

    @Override
    public String toString() {
        List<Hit> hits = hits();
        List<String> words =
                hits.stream()
                        .map(h -> h.value() + " at " + h.center() + (h.right() ? "" : " (false)"))
                        .toList();
        return Text.format(
                "%s; read at %s; hits with p ≥ %.1f: %s",
                strip, Text.count(probabilities.length, "place"), SURE, String.join(", ", words));
    }
}
