package convnets.data;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import convnets.engine.HostArrays;
import java.util.Random;

/**
 * Keeps all pictures on a device, and picks, changes and enlarges the batches there. What crosses
 * the bus is one list of indices an epoch: to send numbers to a card waits until it has done all
 * that was asked of it before, and a card that waits for each batch idles most of the time.
 *
 * <p>A shift is a product with a matrix of zeros and ones: S X moves the rows of X, X T its
 * columns, and T may mirror them first. Each sum has one term that is not zero, so the pictures are
 * those of {@link Augmentation#apply}, bit for bit.
 */
final class DeviceBatches implements BatchSource {

    /** Memory that a set may take for itself: a sixth of what a card of 6 GB has. */
    private static final long MOST = 1L << 30;

    private final Images images;
    private final NDManager manager;
    private final Augmentation change;
    private final Random chance;
    private final NDArray pixels;
    private final NDArray labels;
    private final Resize.Matrices enlarging;
    private final NDArray rowShifts;
    private final NDArray columnShifts;

    private NDManager epoch;
    private NDArray order;
    private NDArray down;
    private NDArray right;

    DeviceBatches(Images images, Device device, Augmentation change, Random chance) {
        this.images = images;
        this.change = change;
        this.chance = chance;
        manager = HostArrays.newManager(device);
        int[] all = images.indices(0, images.size());
        pixels = images.unscaled().pixels(manager, all);
        labels = images.labels(manager, all);
        enlarging = images.resize() == null ? null : images.resize().matrices(manager);
        rowShifts = change == null ? null : shifts(pixels.getShape().get(2), false);
        columnShifts = change == null ? null : shifts(pixels.getShape().get(3), true);
    }

    /** Whether a device may keep them all, and the matrices of their changes. */
    static boolean fits(Images images, Augmentation change) {
        Shape one = images.unscaled().shape(1);
        long ways = change == null ? 0 : 2L * change.pixels() + 1;
        long shifts = ways * (one.get(2) * one.get(2) + 2 * one.get(3) * one.get(3));
        return (images.size() * one.size() + shifts) * Float.BYTES <= MOST;
    }

    /**
     * One matrix for each shift, from −most to +most; for columns then the same behind a mirror.
     *
     * @return shape (shifts, length, length)
     */
    private NDArray shifts(long axis, boolean columns) {
        int length = (int) axis;
        int ways = 2 * change.pixels() + 1;
        int count = columns ? 2 * ways : ways;
        float[] matrices = new float[count * length * length];
        for (int way = 0; way < count; way++) {
            int shift = way % ways - change.pixels();
            for (int to = Math.max(0, shift); to < Math.min(length, length + shift); to++) {
                int moved = to - shift;
                int from = way < ways ? moved : length - 1 - moved;
                int row = columns ? from : to;
                int column = columns ? to : from;
                matrices[(way * length + row) * length + column] = 1;
            }
        }
        return HostArrays.array(manager, matrices, new Shape(count, length, length));
    }

    @Override
    public void order(int[] indices) {
        if (epoch != null) {
            epoch.close();
        }
        epoch = manager.newSubManager();
        order = HostArrays.array(epoch, indices);
        if (change != null) {
            draw(indices.length);
        }
    }

    /** The same numbers, in the same order, as for one picture after the other. */
    private void draw(int count) {
        int[] downs = new int[count];
        int[] rights = new int[count];
        for (int i = 0; i < count; i++) {
            Augmentation.Draw draw = change.draw(chance);
            downs[i] = draw.down() + change.pixels();
            rights[i] = draw.right() + change.pixels();
            if (draw.mirrored()) {
                rights[i] += 2 * change.pixels() + 1;
            }
        }
        down = HostArrays.array(epoch, downs);
        right = HostArrays.array(epoch, rights);
    }

    @Override
    public NDArray pixels(NDManager scope, int from, int to) {
        NDArray x = pick(scope, pixels, order, from, to);
        if (change != null) {
            NDArray rows = pick(scope, rowShifts, down, from, to).expandDims(1);
            NDArray columns = pick(scope, columnShifts, right, from, to).expandDims(1);
            x = rows.matMul(x).matMul(columns);
        }
        return enlarging == null ? x : enlarging.apply(x);
    }

    @Override
    public NDArray labels(NDManager scope, int from, int to) {
        return pick(scope, labels, order, from, to);
    }

    private static NDArray pick(NDManager scope, NDArray all, NDArray which, int from, int to) {
        try (NDArray some = which.get(new NDIndex("{}:{}", from, to))) {
            NDArray picked = all.get(some);
            picked.attach(scope);
            return picked;
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
