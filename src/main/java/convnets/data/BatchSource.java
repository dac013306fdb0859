package convnets.data;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;

/**
 * Where a device gets the batches of a training from. A graphics card keeps all pictures and picks
 * the batches itself; the CPU reads them where they lie.
 */
public interface BatchSource extends AutoCloseable {

    /**
     * Chooses the way that suits the device.
     *
     * @param images to learn from
     * @param device that computes on them
     * @param change what is done to each picture when it is used; null leaves them as they are
     * @param chance where the change's random numbers come from
     * @return a source without an order yet
     */
    static BatchSource of(Images images, Device device, Augmentation change, Random chance) {
        return device.isGpu() && DeviceBatches.fits(images)
                ? new DeviceBatches(images, device, change, chance)
                : new HostBatches(images, change, chance);
    }

    /**
     * Begins an epoch.
     *
     * @param order indices of the pictures, as they will be used
     */
    void order(int[] order);

    /**
     * The pictures at some places of the order.
     *
     * @param scope that the array is attached to, on this source's device
     * @param from the first place
     * @param to the place after the last
     * @return shape (to − from, channels, height, width), values from 0 to 1
     */
    NDArray pixels(NDManager scope, int from, int to);

    /**
     * Their labels.
     *
     * @param scope that the array is attached to, on this source's device
     * @param from the first place
     * @param to the place after the last
     * @return shape (to − from), class numbers as floats
     */
    NDArray labels(NDManager scope, int from, int to);

    /** Gives the device's memory back. */
    @Override
    void close();
}
