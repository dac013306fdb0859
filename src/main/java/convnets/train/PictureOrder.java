package convnets.train;

import convnets.data.Augmentation;
import convnets.data.Images;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What an epoch draws at random: the order of the pictures, and how they are changed. Other numbers
 * in each epoch, all from one seed.
 */
final class PictureOrder {

    private final Images images;
    private final Augmentation augmentation;
    private final int batchSize;
    private final Random random;

    /** Another stream than that of any order, so that augmentation leaves the order as it is. */
    private final Random chance;

    PictureOrder(Images images, TrainingSettings settings) {
        this.images = images;
        batchSize = settings.batchSize();
        augmentation = settings.augmentation();
        random = new Random(settings.seed());
        chance = Augmentation.random(settings.seed());
    }

    /** How many batches an epoch has; the last may be smaller. */
    int batches() {
        return (images.size() - 1) / batchSize + 1;
    }

    /** Draws the order of the next epoch. */
    int[] shuffled() {
        List<Integer> order = new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }

    /** Draws what an epoch draws, so that one that is resumed goes on with the same numbers. */
    void skip() {
        shuffled();
        if (augmentation != null) {
            augmentation.skip(images.size(), chance);
        }
    }

    /** Where the augmentation's random numbers come from. */
    Random chance() {
        return chance;
    }
}
