package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;

/** Reads each batch from Java's memory, when it is asked for. */
final class HostBatches implements BatchSource {

    private final Images images;
    private final Augmentation change;
    private final Random chance;
    private int[] order;

    HostBatches(Images images, Augmentation change, Random chance) {
        this.images = images;
        this.change = change;
        this.chance = chance;
    }

    @Override
    public void order(int[] order) {
        this.order = order;
    }

    @Override
    public NDArray pixels(NDManager scope, int from, int to) {
        return images.pixels(scope, change, chance, Arrays.copyOfRange(order, from, to));
    }

    @Override
    public NDArray labels(NDManager scope, int from, int to) {
        return images.labels(scope, Arrays.copyOfRange(order, from, to));
    }

    @Override
    public void close() {
        // It owns nothing on a device.
    }
}
