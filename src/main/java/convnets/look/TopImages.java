package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.engine.StopButton;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a channel of a layer looks for: the pictures to which it answers most strongly, each with a
 * frame around the part that it looked at.
 *
 * @param layer such as C3
 * @param channel counted from 1
 * @param hits the strongest first, no picture twice
 */
public record TopImages(String layer, int channel, List<Hit> hits) implements View {

    private static final int BATCH = 250;
    private static final int SIDE = 58;

    /**
     * A picture with its strongest answer.
     *
     * @param picture of the set
     * @param value of the channel, after the activation function
     * @param x left edge of what the value was computed from, in pixels; it may lie outside
     * @param y upper edge of it
     * @param size height and width of it, the receptive field
     */
    public record Hit(Picture picture, float value, int x, int y, int size) {}

    /**
     * Searches a set.
     *
     * @param net with weights, of convolutions and poolings at its beginning
     * @param images to be searched
     * @param layer of maps, named as in {@link Activations}: C1, S2, …
     * @param channel counted from 1
     * @return the ten best
     * @throws CourseException if there is no such layer or channel, the net has no weights or the
     *     pictures do not fit
     */
    public static TopImages of(Block net, Images images, String layer, int channel) {
        Given.of("set of pictures", images);
        LayerOutput.check(net, images.shape(1));
        NamedLayer found = ReceptiveField.named(net, layer);
        ReceptiveField field = ReceptiveField.of(net, images.shape(1), found.place() + 1);
        List<Hit> hits = new ArrayList<>();
        for (int from = 0; from < images.size(); from += BATCH) {
            StopButton.check();
            int[] places = images.indices(from, BATCH);
            try (NDManager manager = HostArrays.newManager()) {
                NDArray out = Nets.outputs(net, images.pixels(manager, places)).get(found.shown());
                long channels = out.getShape().get(1);
                if (channel < 1 || channel > channels) {
                    throw new CourseException(
                            "Layer %s has the channels 1 to %d, and no channel %d.",
                            layer, channels, channel);
                }
                NDArray maps = out.get(":, {}", channel - 1).reshape(places.length, -1);
                long[] best = maps.argMax(1).toLongArray();
                float[] values = maps.max(new int[] {1}).toFloatArray();
                for (int i = 0; i < places.length; i++) {
                    int x = field.start((int) (best[i] % field.columns()));
                    int y = field.start((int) (best[i] / field.columns()));
                    hits.add(new Hit(images.get(places[i]), values[i], x, y, field.size()));
                }
            }
        }
        hits.sort(Comparator.comparingDouble(h -> -h.value()));
        return new TopImages(
                layer, channel, List.copyOf(hits.subList(0, Math.min(10, hits.size()))));
    }

    @Override
    public Drawing drawing() {
        int margin = 10;
        Canvas sheet = new Canvas(hits.size() * (SIDE + margin) + margin, SIDE + 54);
        String title = "Channel " + channel + " of " + layer + ": strongest answers";
        sheet.bold(title, margin, 18, 13, Canvas.INK, Align.LEFT);
        for (int i = 0; i < hits.size(); i++) {
            Hit hit = hits.get(i);
            int x = margin + i * (SIDE + margin);
            int width = hit.picture.width();
            double zoom = (double) SIDE / width;
            sheet.picture(hit.picture.toImage(), x, 28, SIDE, SIDE);
            double left = Math.max(0, hit.x) * zoom;
            double top = Math.max(0, hit.y) * zoom;
            double right = Math.min(width, hit.x + hit.size) * zoom;
            double bottom = Math.min(hit.picture.height(), hit.y + hit.size) * zoom;
            sheet.frame(x + left, 28 + top, right - left, bottom - top, Colormap.HEAT.color(1));
            String words = Text.signed("%.2f", hit.value);
            sheet.words(words, x + SIDE / 2.0, SIDE + 44, 11, Canvas.INK, Align.CENTER);
        }
        return sheet.drawing(toString());
    }

    @Override
    public String toString() {
        List<String> names = hits.stream().map(h -> h.picture.name()).toList();
        return "Strongest answers of channel "
                + channel
                + " of "
                + layer
                + ": "
                + String.join(", ", names);
    }
}
