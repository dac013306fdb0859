package convnets.look;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.nn.Conv;
import convnets.nn.Nets;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a net's first convolution looks for: its kernels as gray pictures. */
public final class Filters {

    private static final int COLUMNS = 12;
    private static final int ZOOM = 4;

    private Filters() {}

    /**
     * Draws the kernels of the first convolution, those for its first input channel.
     *
     * @param net with weights, its first layer a convolution
     * @return a picture of each kernel: middle gray is 0, white its largest weight, black as much
     *     below 0
     */
    public static Drawing of(Block net) {
        return of(net, "%d kernels of the layer %s", first(net));
    }

    /**
     * Draws what training has added to each kernel: its weights after minus its weights before. A
     * short training changes large kernels by less than the random numbers in which they began.
     *
     * @param before the net with its first weights
     * @param after the same net, trained
     * @return a picture of each difference: middle gray is 0
     */
    public static Drawing change(Block before, Block after) {
        float[] first = first(before);
        float[] change = first(after);
        for (int i = 0; i < change.length; i++) {
            change[i] -= first[i];
        }
        return of(after, "What training added to the %d kernels of the layer %s", change);
    }

    private static Drawing of(Block net, String words, float[] weights) {
        Conv layer = (Conv) Nets.layers(net).get(0);
        Shape shape = layer.getParameters().get("weight").getArray().getShape();
        int size = (int) shape.get(2);
        int kernel = (int) shape.size() / (int) shape.get(0);
        List<BufferedImage> images = new ArrayList<>();
        for (int from = 0; from < weights.length; from += kernel) {
            images.add(picture(Arrays.copyOfRange(weights, from, from + size * size), size));
        }
        List<String> none = Collections.nCopies(images.size(), "");
        String description = Text.format(words, images.size(), layer.info().text());
        return Gallery.of(images, none, COLUMNS, ZOOM, description);
    }

    private static float[] first(Block net) {
        Block layer = Nets.layers(net).get(0);
        if (!(layer instanceof Conv) || !layer.isInitialized()) {
            throw new CourseException(
                    "Filters need a net with weights whose first layer is a convolution.");
        }
        return layer.getParameters().get("weight").getArray().toFloatArray();
    }

    private static BufferedImage picture(float[] values, int size) {
        float largest = 1e-9f;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            int gray = Math.round(127.5f * (1 + values[i] / largest));
            image.getRaster().setSample(i % size, i / size, 0, gray);
        }
        return image;
    }
}
