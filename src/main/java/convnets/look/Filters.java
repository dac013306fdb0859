package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import convnets.Problem;
import convnets.nets.Conv;
import convnets.nets.Nets;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a net's first convolution looks for: its kernels as grey pictures. */
public final class Filters {

    private static final int COLUMNS = 12;
    private static final int ZOOM = 4;

    private Filters() {}

    /**
     * Draws the kernels of the first convolution, those for its first input channel.
     *
     * @param net with weights, its first layer a convolution
     * @return a picture of each kernel: middle grey is 0, white its largest weight, black as much
     *     below 0
     */
    public static Drawing of(Block net) {
        Block first = Nets.layers(net).get(0);
        if (!(first instanceof Conv) || !first.isInitialized()) {
            throw new Problem(
                    "Filters need a net with weights whose first layer is a convolution.");
        }
        List<BufferedImage> images = new ArrayList<>();
        try (NDArray weights = first.getParameters().get("weight").getArray().duplicate()) {
            for (long i = 0; i < weights.getShape().get(0); i++) {
                images.add(picture(weights.get(i).get(0)));
            }
        }
        List<String> none = Collections.nCopies(images.size(), "");
        String words = images.size() + " kernels of the layer " + ((Conv) first).describe();
        return Gallery.of(images, none, COLUMNS, ZOOM, words);
    }

    private static BufferedImage picture(NDArray kernel) {
        int size = (int) kernel.getShape().get(0);
        float[] values = kernel.toFloatArray();
        float largest = 1e-9f;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < values.length; i++) {
            int grey = Math.round(127.5f * (1 + values[i] / largest));
            image.getRaster().setSample(i % size, i / size, 0, grey);
        }
        return image;
    }
}
