package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Where a device gets the batches of a training from: see {@code BatchSources}. */
public interface BatchSource extends AutoCloseable {

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
