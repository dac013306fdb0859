package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutedPixelsTest {

    /** Two pictures of 3×4 pixels; the second one's values are those of the first plus 100. */
    private static ImageData twoPictures() {
        byte[] pixels = new byte[24];
        IntStream.range(0, 24).forEach(i -> pixels[i] = (byte) (i < 12 ? i : i + 88));
        Images images = new Images(pixels, new byte[] {0, 1}, 3, 4, List.of("a", "b"));
        return new ImageData("two", "a test", false, images, images);
    }

    @Test
    void everyPictureIsShuffledInTheSameWay() {
        Images shuffled = PermutedPixels.of(twoPictures(), 1).test();
        byte[] first = shuffled.get(0).pixels();
        byte[] second = shuffled.get(1).pixels();
        byte[] sorted = first.clone();
        Arrays.sort(sorted);
        assertArrayEquals(twoPictures().test().get(0).pixels(), sorted, "no value is lost");
        assertTrue(!Arrays.equals(first, sorted), "and it is shuffled");
        for (int i = 0; i < 12; i++) {
            assertEquals(first[i] + 100, second[i]);
        }
        assertEquals("b", shuffled.get(1).name());
    }

    @Test
    void theSeedDecides() {
        Images once = PermutedPixels.of(twoPictures(), 1).train();
        assertEquals(once.get(0), PermutedPixels.of(twoPictures(), 1).train().get(0));
        assertTrue(!once.get(0).equals(PermutedPixels.of(twoPictures(), 2).train().get(0)));
        assertTrue(PermutedPixels.of(twoPictures(), 2).toString().contains("seed 2"));
    }
}
