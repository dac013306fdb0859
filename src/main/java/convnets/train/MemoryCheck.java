package convnets.train;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.cost.TooLargeException;
import convnets.data.Images;
import java.util.List;

/**
 * Whether a training fits into the memory. It is asked before the first batch, for a computer that
 * has given out more memory than it has may end the whole kernel without a word.
 */
final class MemoryCheck {

    private static final double GIGABYTE = 1e9;

    private MemoryCheck() {}

    /**
     * Compares what a step must keep at least with what there is.
     *
     * @param batch pictures that one device gets
     * @param available bytes
     */
    static void require(
            Block net, Images images, OptimizerSettings optimizer, int batch, long available) {
        LayerTable table;
        try {
            table = LayerTable.of(net, images.shape(1));
        } catch (TooLargeException larger) {
            throw larger;
        } catch (CourseException unknownLayer) { // at least there are the pictures
            table = new LayerTable(images.shape(1), List.of());
        }
        long weights = optimizer.bytes(table, 0);
        long perPicture = optimizer.bytes(table, 1) - weights;
        double needed = weights + (double) perPicture * batch;
        if (needed > available) {
            throw new CourseException(
                    "This training needs %.1f GB of memory at least, for batches of %s of"
                            + " %d×%d pixels, and %.1f GB are free: %s.",
                    needed / GIGABYTE,
                    Text.count(batch, "picture"),
                    images.shape(1).get(2),
                    images.shape(1).get(3),
                    available / GIGABYTE,
                    advice((available / 2 - weights) / perPicture));
        }
    }

    /** The engine needs more than that least, so half of the memory is reckoned with. */
    private static String advice(long fitting) {
        return fitting < 1
                ? "take a smaller net, or smaller pictures"
                : Text.format("take a batch size of %,d or less", Long.highestOneBit(fitting));
    }
}
