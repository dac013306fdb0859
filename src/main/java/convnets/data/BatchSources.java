package convnets.data;

import ai.djl.Device;
import java.util.Random;

/** Chooses a {@link BatchSource}. */
public final class BatchSources {

    private BatchSources() {}

    /**
     * Chooses the way that suits the device.
     *
     * @param images to learn from
     * @param device that computes on them
     * @param change what is done to each picture when it is used; null leaves them as they are
     * @param chance where the change's random numbers come from
     * @return a source without an order yet
     */
    public static BatchSource of(Images images, Device device, Augmentation change, Random chance) {
        return device.isGpu() && DeviceBatches.fits(images, change)
                ? new DeviceBatches(images, device, change, chance)
                : new HostBatches(images, change, chance);
    }
}
