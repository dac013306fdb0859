package convnets.data;

import ai.djl.ndarray.types.Shape;
import convnets.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
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
        Given.of("data set", data);
        return data.with(
                data.name() + ", pixels shuffled with seed " + seed,
                images -> images.map(permutation(images, seed)));
    }

    private static UnaryOperator<Picture> permutation(Images images, int seed) {
        Shape shape = images.shape(1);
        int length = (int) (shape.get(2) * shape.get(3));
        List<Integer> places = new ArrayList<>(IntStream.range(0, length).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        return picture -> {
            byte[] permuted = new byte[picture.pixels().length];
            for (int i = 0; i < permuted.length; i++) {
                permuted[i] = (byte) picture.at(i / length, places.get(i % length));
            }
            return picture.with(permuted);
        };
    }
}
