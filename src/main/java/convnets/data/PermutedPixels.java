package convnets.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pictures whose pixels have changed places: in all of them the same way. Every value is still
 * there, but neighbors are neighbors no more.
 */
public final class PermutedPixels {

    private PermutedPixels() {}

    /**
     * Shuffles the pixels of all pictures, those for training and those for testing alike.
     *
     * @param data any
     * @param seed decides which place each pixel gets; the same seed, the same places
     * @return new data of the same size
     */
    public static ImageData of(ImageData data, int seed) {
        return new ImageData(
                data.name() + ", pixels shuffled with seed " + seed,
                data.origin(),
                data.full(),
                of(data.train(), seed),
                of(data.test(), seed));
    }

    private static Images of(Images images, int seed) {
        int height = images.get(0).height();
        int width = images.get(0).width();
        int length = height * width;
        List<Integer> places = new ArrayList<>(IntStream.range(0, length).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        byte[] pixels = new byte[images.size() * length];
        byte[] labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            Picture picture = images.get(i);
            labels[i] = (byte) picture.label();
            for (int j = 0; j < length; j++) {
                pixels[i * length + j] = picture.pixels()[places.get(j)];
            }
        }
        return new Images(pixels, labels, height, width, images.names());
    }
}
