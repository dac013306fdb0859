package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a net answers to one picture.
 *
 * @param index of the picture in its set
 * @param label the number of its class
 * @param answer the number of the most probable class
 * @param probability that the softmax gives to that answer, 0 to 1
 */
public record Prediction(int index, int label, int answer, double probability) {

    /** Larger batches are not faster. */
    private static final int BATCH = 500;

    /**
     * Bounds the memory. Tested with 500 pictures of 224×224 at once, VGG-11 ÷ 4 took 13.8 GB of a
     * graphics card.
     */
    private static final long VALUES = 500L * 80 * 80;

    /**
     * Asks a net. The pictures may be of classes that it does not know. The stop button ends it
     * early: then it is of the pictures seen so far.
     *
     * @param net with weights, (N, channels, h, w) → (N, classes) logits
     * @param images to be named
     * @return an answer for each picture, in their order
     * @throws CourseException if the net has no weights or does not fit the pictures
     */
    public static List<Prediction> all(Block net, Images images) {
        Given.of("set of pictures", images);
        FitCheck.requireRow(net, images, batch(images));
        return seen(net, images, (logits, labels) -> {});
    }

    /**
     * The same without asking whether the net fits.
     *
     * @param also looks at the logits and the labels of each batch
     */
    static List<Prediction> seen(Block net, Images images, BiConsumer<NDArray, NDArray> also) {
        List<Prediction> all = new ArrayList<>();
        while (all.size() < images.size() && !Thread.currentThread().isInterrupted()) {
            try (NDManager manager = HostArrays.newManager(Nets.device(net))) {
                int[] indices = images.indices(all.size(), batch(images));
                NDArray logits = Nets.forward(net, images.pixels(manager, indices));
                NDArray labels = images.labels(manager, indices);
                also.accept(logits, labels);
                all.addAll(of(logits, labels, indices));
            }
        }
        return all;
    }

    /** How many pictures of a set are asked about at once. */
    static int batch(Images images) {
        long fitting = Math.max(1, VALUES / images.shape(1).size());
        return (int) Math.min(Math.min(BATCH, images.size()), fitting);
    }

    /**
     * Reads the logits of a batch.
     *
     * @param logits shape (N, classes)
     * @param labels shape (N)
     * @param indices of the N pictures in their set
     */
    static List<Prediction> of(NDArray logits, NDArray labels, int... indices) {
        long[] best = logits.argMax(1).toLongArray();
        float[] probabilities = logits.softmax(1).max(new int[] {1}).toFloatArray();
        float[] truth = labels.toFloatArray();
        List<Prediction> all = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            all.add(new Prediction(indices[i], (int) truth[i], (int) best[i], probabilities[i]));
        }
        return all;
    }

    /**
     * Whether the answer is the picture's class.
     *
     * @return whether label and answer are the same
     */
    public boolean right() {
        return label == answer;
    }
}
