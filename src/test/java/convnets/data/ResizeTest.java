package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.engine.HostArrays;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResizeTest {

    private static final Images IMAGES = FashionMnist.sample().test().first(100);

    @Test
    void equalsAHandComputedCase() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = HostArrays.array(manager, new float[] {0, 1, 2, 3}, new Shape(1, 1, 2, 2));
            float[] expected = {
                0, 0.25f, 0.75f, 1, 0.5f, 0.75f, 1.25f, 1.5f, 1.5f, 1.75f, 2.25f, 2.5f, 2, 2.25f,
                2.75f, 3
            };
            NDArray y = new Resize(2, 2, 4).apply(x);
            assertEquals(new Shape(1, 1, 4, 4), y.getShape());
            assertArrayEquals(expected, y.toFloatArray(), 1e-6f);
        }
    }

    @Test
    void doesWhatTheLibraryDoesPictureByPicture() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray batch = IMAGES.resized(96).pixels(manager, 3, 4, 5);
            NDArray single = IMAGES.pixels(manager, 4).reshape(28, 28, 1);
            float[] expected = NDImageUtils.resize(single, 96, 96).toFloatArray();
            assertArrayEquals(expected, batch.get(1).toFloatArray(), 2e-3f);
        }
    }

    @Test
    void keepsTheAspectsOfARectangleApart() {
        float[] x = {0, 1, 2, 3, 4, 5}; // two rows of three
        try (NDManager manager = NDManager.newBaseManager()) {
            Resize resize = new Resize(2, 3, 5);
            NDArray y = resize.apply(HostArrays.array(manager, x, new Shape(1, 1, 2, 3)));
            assertArrayEquals(resize.apply(x), y.toFloatArray(), 1e-5f);
            assertArrayEquals(new float[] {0, 0.4f, 1, 1.6f, 2}, row(y, 0), 1e-5f);
        }
    }

    private static float[] row(NDArray y, int row) {
        return Arrays.copyOfRange(y.toFloatArray(), 5 * row, 5 * row + 5);
    }

    @Test
    void everyViewOfAResizedSetHasTheNewSize() {
        Images large = IMAGES.resized(56);
        assertEquals(new Shape(7, 1, 56, 56), large.shape(7));
        assertEquals(56 * 56, large.get(0).pixels().length);
        assertEquals(56 * 56, large.mean().pixels().length);
        assertEquals(new Shape(2, 1, 56, 56), large.first(2).shape(2));
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] batch = large.pixels(manager, 9).toFloatArray();
            float[] picture = large.get(9).toArray(manager).toFloatArray();
            assertArrayEquals(batch, picture, 0.5f / 255 + 1e-4f);
            assertEquals(large.shape(1), large.get(9).toArray(manager).getShape());
        }
        assertTrue(FashionMnist.sample().resized(56).toString().contains("at 56×56 pixels"));
        assertThrows(CourseException.class, () -> IMAGES.resized(0));
    }

    @Test
    void shiftsByAtMostTheGivenPixels() {
        byte[] dot = new byte[49];
        dot[24] = 1;
        Picture picture = new Picture(dot, 7, 7, 0, "dot");
        Random random = new Random(0);
        boolean[] seen = new boolean[49];
        for (int i = 0; i < 1000; i++) {
            byte[] moved = Augmentation.shift(2).apply(picture, random).pixels();
            for (int j = 0; j < 49; j++) {
                seen[j] |= moved[j] == 1;
            }
        }
        for (int j = 0; j < 49; j++) {
            boolean near = Math.abs(j / 7 - 3) <= 2 && Math.abs(j % 7 - 3) <= 2;
            assertEquals(near, seen[j], "place " + j);
        }
        assertThrows(CourseException.class, () -> Augmentation.shift(-1));
    }

    @Test
    void flipMirrorsHalfOfThePictures() {
        byte[] row = {1, 2, 3, 4};
        Picture picture = new Picture(row, 2, 2, 0, "rows");
        int mirrored = 0;
        Random random = new Random(0);
        for (int i = 0; i < 1000; i++) {
            byte[] changed = Augmentation.shift(0).flip().apply(picture, random).pixels();
            mirrored += Arrays.equals(changed, new byte[] {2, 1, 4, 3}) ? 1 : 0;
            assertTrue(changed[0] != 1 || Arrays.equals(changed, row));
        }
        assertEquals(500, mirrored, 60);
    }

    @Test
    void aTrainingsChangesAreNoOtherTrainingsOrder() {
        for (int seed = 0; seed < 100; seed++) {
            long first = Augmentation.random(seed).nextLong();
            assertEquals(first, Augmentation.random(seed).nextLong());
            for (int other = -200; other < 5_000; other++) {
                assertNotEquals(first, new Random(other).nextLong());
            }
        }
    }

    @Test
    void anAugmentedSetIsTheSameForTheSameSeed() {
        Images once = IMAGES.augmented(Augmentation.shift(4), 1);
        Images again = IMAGES.augmented(Augmentation.shift(4), 1);
        Images other = IMAGES.augmented(Augmentation.shift(4), 2);
        assertArrayEquals(once.get(7).pixels(), again.get(7).pixels());
        assertNotEquals(List.of(sum(once)), List.of(sum(other)));
        assertFalse(Arrays.equals(IMAGES.get(7).pixels(), once.get(7).pixels()));
        assertArrayEquals(
                IMAGES.get(7).pixels(), IMAGES.augmented(Augmentation.shift(0), 1).get(7).pixels());
    }

    private static long sum(Images images) {
        long sum = 0;
        for (int i = 0; i < images.size(); i++) {
            sum = 31 * sum + Arrays.hashCode(images.get(i).pixels());
        }
        return sum;
    }
}
