package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import convnets.engine.HostArrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A device that keeps the pictures gives the very batches that are read from Java's memory. */
class BatchSourceTest {

    private static final int[] ORDER = {11, 3, 3, 0, 7, 19, 4, 2, 15, 8};

    private final Images gray = random(20, 1, 9, 6);
    private final Images color = random(20, 3, 5, 8);

    @Test
    void picksInTheOrder() {
        same(gray, null);
        same(color, null);
    }

    @Test
    void shiftsAndMirrorsBitForBit() {
        same(gray, Augmentation.shift(4).flip());
        same(color, Augmentation.shift(2).flip());
        same(color, Augmentation.shift(3));
        same(gray, Augmentation.shift(0).flip());
    }

    @Test
    void shiftsThatLeaveNothingOfAPicture() {
        same(gray, Augmentation.shift(12));
    }

    @Test
    void enlarges() {
        same(gray.resized(20), null);
        same(color.resized(13), Augmentation.shift(1).flip());
    }

    /** So that several epochs do not keep several orders. */
    @Test
    void anEpochBeginsWithItsOwnOrder() {
        try (NDManager scope = HostArrays.newManager(Device.cpu());
                BatchSource source = device(gray, null)) {
            source.order(ORDER);
            source.order(new int[] {5, 6});
            assertArrayEquals(
                    gray.pixels(scope, 5, 6).toFloatArray(),
                    source.pixels(scope, 0, 2).toFloatArray());
        }
    }

    @Test
    void theCpuReadsWhereThePicturesLie() {
        assertInstanceOf(HostBatches.class, BatchSources.of(gray, Device.cpu(), null, null));
    }

    @Test
    void aSetOfMoreThanAGibibyteStaysOutside() {
        assertTrue(DeviceBatches.fits(gray, null));
        assertTrue(DeviceBatches.fits(gray.resized(4_096), null));
        assertFalse(DeviceBatches.fits(blank(4097, 256), null));
        assertTrue(DeviceBatches.fits(blank(4096, 256), null));
        assertTrue(DeviceBatches.fits(blank(10, 256), Augmentation.shift(600)));
        assertFalse(DeviceBatches.fits(blank(10, 256), Augmentation.shift(700)));
    }

    private static void same(Images images, Augmentation change) {
        try (NDManager scope = HostArrays.newManager(Device.cpu());
                BatchSource device = device(images, change);
                BatchSource host =
                        BatchSources.of(images, Device.cpu(), change, Augmentation.random(7))) {
            for (int epoch = 0; epoch < 2; epoch++) {
                device.order(ORDER);
                host.order(ORDER);
                for (int from = 0; from < ORDER.length; from += 4) {
                    int to = Math.min(ORDER.length, from + 4);
                    equal(host.pixels(scope, from, to), device.pixels(scope, from, to));
                    equal(host.labels(scope, from, to), device.labels(scope, from, to));
                }
            }
        }
    }

    private static void equal(NDArray expected, NDArray found) {
        assertEquals(expected.getShape(), found.getShape());
        assertArrayEquals(expected.toFloatArray(), found.toFloatArray());
    }

    /** On the CPU, where this way runs too: a card takes the same steps. */
    private static BatchSource device(Images images, Augmentation change) {
        return new DeviceBatches(images, Device.cpu(), change, Augmentation.random(7));
    }

    private static Images random(int count, int channels, int height, int width) {
        byte[] pixels = new byte[count * channels * height * width];
        new Random(1).nextBytes(pixels);
        int[] labels = new Random(2).ints(count, 0, 2).toArray();
        return new Images(pixels, labels, channels, height, width, List.of("a", "b"));
    }

    private static Images blank(int count, int size) {
        byte[] pixels = new byte[count * size * size];
        List<String> names = Collections.nCopies(1, "a");
        return new Images(pixels, new int[count], 1, size, size, names);
    }
}
