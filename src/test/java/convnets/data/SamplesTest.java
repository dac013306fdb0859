package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the bundled samples, and the full set where there is one, are known to hold. */
class SamplesTest {

    @Test
    void fashionMnistHasEquallyManyOfEachClass() {
        ImageData data = FashionMnist.sample();
        assertFalse(data.full());
        assertEquals(new Shape(10_000, 1, 28, 28), data.train().shape(data.train().size()));
        assertEquals(new Shape(2_000, 1, 28, 28), data.test().shape(data.test().size()));
        assertArrayEquals(tenTimes(1_000), data.train().classCounts());
        assertArrayEquals(tenTimes(200), data.test().classCounts());
        assertEquals(List.of(2, 1, 0, 6, 9, 5, 2, 1, 0, 5), firstLabels(data.train()));
        assertEquals(List.of(1, 9, 8, 5, 3, 0, 1, 9, 7, 4), firstLabels(data.test()));
        assertEquals("pullover", data.train().image(0).name());
        assertEquals("ankle boot", data.test().image(1).name());
    }

    @Test
    void mnistHasItsTenThousandTestDigits() {
        ImageData data = Mnist.sample();
        assertEquals(new Shape(8_000, 1, 28, 28), data.train().shape(data.train().size()));
        assertEquals(new Shape(2_000, 1, 28, 28), data.test().shape(data.test().size()));
        assertEquals(List.of(1, 1, 8, 8, 5, 9, 9, 9, 9, 5), firstLabels(data.train()));
        assertEquals(List.of(5, 0, 0, 8, 7, 2, 7, 3, 2, 7), firstLabels(data.test()));
        int[] both = data.train().classCounts();
        for (int i = 0; i < both.length; i++) {
            both[i] += data.test().classCounts()[i];
        }
        // The published counts of the 10,000.
        int[] published = {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009};
        assertArrayEquals(published, both);
    }

    @Test
    void noTestPictureWasLearnedFrom() {
        for (ImageData data : List.of(FashionMnist.sample(), Mnist.sample())) {
            Set<ByteBuffer> train = pixels(data.train());
            assertEquals(data.train().size(), train.size());
            Set<ByteBuffer> both = new HashSet<>(pixels(data.test()));
            assertEquals(data.test().size(), both.size());
            both.retainAll(train);
            assertEquals(Set.of(), both);
        }
    }

    @Test
    void theFullFashionMnistIsWhole() {
        String folder = System.getenv("CONVNETS_DATA");
        assumeTrue(folder != null && Files.isDirectory(Path.of(folder)), "no CONVNETS_DATA");
        ImageData data = FashionMnist.SOURCE.load(Path.of(folder));
        assumeTrue(
                data.origin().startsWith(Path.of(folder).toString()),
                "CONVNETS_DATA has no Fashion-MNIST");
        assertTrue(data.full());
        assertArrayEquals(tenTimes(6_000), data.train().classCounts());
        assertArrayEquals(tenTimes(1_000), data.test().classCounts());
        assertEquals(new Shape(60_000, 1, 28, 28), data.train().shape(data.train().size()));
        assertEquals(List.of(9, 0, 0, 3, 0, 2, 7, 2, 5, 5), firstLabels(data.train()));
        assertEquals(List.of(9, 2, 1, 1, 6, 1, 4, 6, 5, 7), firstLabels(data.test()));
    }

    private static int[] tenTimes(int count) {
        int[] counts = new int[10];
        Arrays.fill(counts, count);
        return counts;
    }

    private static List<Integer> firstLabels(Images images) {
        return images.stream().limit(10).map(Picture::label).toList();
    }

    private static Set<ByteBuffer> pixels(Images images) {
        return images.stream()
                .map(picture -> ByteBuffer.wrap(picture.pixels()))
                .collect(Collectors.toSet());
    }
}
