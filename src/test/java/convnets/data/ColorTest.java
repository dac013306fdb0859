package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pictures with three channels go every way that gray ones go. */
class ColorTest {

    /** Red, green and blue of 2×3 pixels. */
    private static final byte[] PIXELS = {
        1,
        2,
        3,
        4,
        5,
        6, //
        11,
        12,
        13,
        14,
        15,
        16, //
        (byte) 201,
        (byte) 202,
        (byte) 203,
        (byte) 204,
        (byte) 205,
        (byte) 206
    };

    private static final Picture PICTURE = new Picture(PIXELS, 3, 2, 3, 1, "dog");

    private static Images two() {
        byte[] pixels = Arrays.copyOf(PIXELS, 36);
        for (int i = 0; i < 18; i++) {
            pixels[18 + i] = (byte) (100 + i);
        }
        return new Images(pixels, new int[] {1, 0}, 3, 2, 3, List.of("cat", "dog"));
    }

    private static ImageData data(Images images) {
        return new ImageData("two", "a test", true, images, images);
    }

    @Test
    void reachesANetPlaneAfterPlane() {
        Images images = two();
        assertEquals("2 color pictures of 2×3 pixels, 2 classes", images.toString());
        assertEquals("color picture 2×3 of class 1 (dog)", images.get(0).toString());
        assertEquals(PICTURE, images.get(0));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray batch = images.pixels(manager, 1, 0);
            assertEquals(new Shape(2, 3, 2, 3), batch.getShape());
            assertEquals(images.shape(2), batch.getShape());
            assertEquals(201 / 255f, batch.getFloat(1, 2, 0, 0));
            assertEquals(PICTURE.toArray(manager), batch.get("1:2"));
        }
    }

    @Test
    void isShiftedMirroredAndFramedInEachChannel() {
        byte[] shifted = {0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 11, 12, 0, 0, 0, 0, (byte) 201, (byte) 202};
        assertArrayEquals(shifted, PICTURE.shifted(1, 1).pixels());
        byte[] back = {5, 6, 0, 0, 0, 0, 15, 16, 0, 0, 0, 0, (byte) 205, (byte) 206, 0, 0, 0, 0};
        assertArrayEquals(back, PICTURE.shifted(-1, -1).pixels());
        assertArrayEquals(new byte[18], PICTURE.shifted(2, 0).pixels());
        assertArrayEquals(new byte[18], PICTURE.shifted(0, -9).pixels());
        for (int far : new int[] {Integer.MIN_VALUE, -Integer.MAX_VALUE, Integer.MAX_VALUE}) {
            assertArrayEquals(new byte[18], PICTURE.shifted(0, far).pixels());
            assertArrayEquals(new byte[18], PICTURE.shifted(far, 0).pixels());
        }
        assertEquals(PICTURE, PICTURE.framed(2).shifted(0, 0).framed(-2));
        assertEquals(3 * 6 * 7, PICTURE.framed(2).pixels().length);
        assertEquals(16, PICTURE.framed(2).pixels()[42 + 3 * 7 + 4]);
        byte[] mirrored = {3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14};
        assertArrayEquals(mirrored, Arrays.copyOf(PICTURE.mirrored().pixels(), 12));
    }

    @Test
    void isSeenInItsColors() {
        BufferedImage image = PICTURE.toImage();
        assertEquals(0xff_06_10_ce, image.getRGB(2, 1), "6, 16, 206");
    }

    @Test
    void itsBrightnessIsGray() {
        // 0.299 · 1 + 0.587 · 11 + 0.114 · 201 = 29.67
        assertEquals(30, PICTURE.gray().pixels()[0]);
        for (int[] color : new int[][] {{0, 76}, {1, 150}, {2, 29}}) {
            byte[] pure = new byte[3];
            pure[color[0]] = (byte) 255;
            int gray = Byte.toUnsignedInt(new Picture(pure, 3, 1, 1, 0, "").gray().pixels()[0]);
            assertEquals(color[1], gray, "255 times the weight of channel " + color[0]);
        }
        assertEquals("picture 2×3 of class 1 (dog)", PICTURE.gray().toString());
        assertEquals(PICTURE.gray(), PICTURE.gray().gray());
    }

    @Test
    void isResizedInEachChannel() {
        Images large = two().resized(7);
        assertEquals(new Shape(2, 3, 7, 7), large.shape(2));
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] batch = large.pixels(manager, 0).toFloatArray();
            float[] picture = large.get(0).toArray(manager).toFloatArray();
            assertArrayEquals(batch, picture, 0.5f / 255 + 1e-4f);
            Images green = channel(1).resized(7);
            float[] alone = green.pixels(manager, 0).toFloatArray();
            assertArrayEquals(alone, Arrays.copyOfRange(batch, 49, 98), 1e-6f);
            assertArrayEquals(green.get(0).pixels(), slice(large.get(0), 1));
            assertArrayEquals(green.mean().pixels(), slice(large.first(1).mean(), 1));
        }
    }

    private static Images channel(int channel) {
        byte[] plane = Arrays.copyOfRange(PIXELS, channel * 6, channel * 6 + 6);
        return new Images(plane, new byte[] {1}, 2, 3, List.of("cat", "dog"));
    }

    private static byte[] slice(Picture picture, int channel) {
        int length = picture.height() * picture.width();
        return Arrays.copyOfRange(picture.pixels(), channel * length, (channel + 1) * length);
    }

    @Test
    void hasAMeanAndIsAugmented() {
        byte[] mean = two().mean().pixels();
        assertEquals(Math.round((1 + 100) / 2.0), mean[0]);
        assertEquals(Math.round((206 + 117) / 2.0), Byte.toUnsignedInt(mean[17]));
        Images moved = two().augmented(Augmentation.shift(1).flip(), 4);
        Random random = new Random(4);
        for (int i = 0; i < 2; i++) {
            Picture expected = Augmentation.shift(1).flip().apply(two().get(i), random);
            assertEquals(expected, moved.get(i));
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            Augmentation change = Augmentation.shift(1).flip();
            NDArray batch = two().pixels(manager, change, new Random(4), 0, 1);
            assertEquals(moved.pixels(manager, 0, 1), batch);
        }
    }

    @Test
    void allChannelsArePermutedAlike() {
        Picture permuted = PermutedPixels.of(data(two()), 3).train().get(0);
        for (int i = 0; i < 6; i++) {
            assertEquals(permuted.pixels()[i] + 10, permuted.pixels()[6 + i]);
            assertEquals(permuted.at(0, i) + 200, permuted.at(2, i));
        }
        assertNotEquals(PICTURE, permuted);
    }

    @Test
    void gradientsAreThoseOfTheChannelWithTheMost() {
        byte[] edge = new byte[3 * 64];
        for (int i = 0; i < 64; i++) {
            edge[64 + i] = (byte) (i % 8 < 4 ? 0 : 200); // only green has one
        }
        byte[] green = Arrays.copyOfRange(edge, 64, 128);
        Images color = new Images(edge, new int[1], 3, 8, 8, List.of("edge"));
        Images gray = new Images(green, new byte[1], 8, 8, List.of("edge"));
        assertEquals(Hog.of(data(gray)).train(), Hog.of(data(color)).train());
        CourseException problem = assertThrows(CourseException.class, () -> Hog.of(data(two())));
        assertEquals(
                "Histograms of gradients need pictures whose sides are multiples of 4 pixels, not"
                        + " 2×3.",
                problem.getMessage());
    }

    @Test
    void refusesOtherChannels() {
        CourseException two =
                assertThrows(
                        CourseException.class,
                        () -> new Images(new byte[2], new int[1], 2, 1, 1, List.of("a")));
        assertEquals(
                "Pictures have 1 channel (gray) or 3 (red, green, blue), not 2.", two.getMessage());
        CourseException few =
                assertThrows(
                        CourseException.class, () -> new Picture(new byte[3], 3, 1, 2, 0, "a"));
        assertEquals(
                "A picture of 1×2 pixels needs 6 values of red, green and blue, not 3.",
                few.getMessage());
    }
}
