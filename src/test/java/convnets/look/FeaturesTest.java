package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** The nearest mean, of pictures of two pixels. */
class FeaturesTest {

    private static Images pictures(int[] labels, int... gray) {
        byte[] pixels = new byte[gray.length];
        for (int i = 0; i < gray.length; i++) {
            pixels[i] = (byte) gray[i];
        }
        return new Images(pixels, labels, 1, 1, 2, List.of("left", "right", "unseen"));
    }

    private static Block doubled() {
        return Nets.initialize(
                sequential(conv(1, 1)), Init.equal(2), 1, pictures(new int[1], 0, 0).shape(1));
    }

    private static double share(Images train, Images test) {
        return Features.nearestCentroid(
                doubled(), new ImageData("two pixels", "", false, train, test), "C1");
    }

    @Test
    void theMeanThatIsNearestGivesTheClass() {
        Images train = pictures(new int[] {0, 0, 1}, 255, 0, 51, 0, 0, 255);
        // the means are 153 0 and 0 255: from 0 80 it is 173 to the first and 175 to the second
        Images test = pictures(new int[] {0, 1, 0, 1}, 100, 0, 0, 200, 0, 0, 0, 80);
        assertEquals(0.75, share(train, test));
    }

    @Test
    void ofTwoMeansAsNearTheFirstCounts() {
        Images train = pictures(new int[] {0, 1}, 255, 0, 0, 255);
        assertEquals(1, share(train, pictures(new int[] {0}, 0, 0)));
        assertEquals(0, share(train, pictures(new int[] {1}, 0, 0)));
        assertEquals(0, share(train, pictures(new int[] {2}, 255, 255)));
    }

    @Test
    void aTableHasARowForEachOfManyPictures() {
        int[] gray = new int[1002];
        gray[1001] = 51;
        Table table = Features.table(doubled(), pictures(new int[501], gray), "C1");
        assertEquals(501, table.rowCount());
        assertEquals(0.4f, table.floatColumn("unit 2").get(500), 1e-6f);
        assertEquals(0, table.floatColumn("unit 1").get(500));
        int[] full = new int[1000];
        assertEquals(500, Features.table(doubled(), pictures(new int[500], full), "C1").rowCount());
    }

    @Test
    void aNetWithoutWeightsHasNoFeatures() {
        Images one = pictures(new int[1], 0, 0);
        ImageData data = new ImageData("one", "", false, one, one);
        Block bare = sequential(conv(1, 1));
        for (Runnable view :
                List.<Runnable>of(
                        () -> Features.nearestCentroid(bare, data, "C1"),
                        () -> Features.table(bare, one, "C1"))) {
            String said = assertThrows(CourseException.class, view::run).getMessage();
            assertTrue(said.endsWith("train it first."), said);
        }
    }

    @Test
    void theStopButtonEndsIt() {
        Block net = doubled();
        Images one = pictures(new int[1], 0, 0);
        Thread.currentThread().interrupt();
        try {
            String said =
                    assertThrows(CourseException.class, () -> Features.table(net, one, "C1"))
                            .getMessage();
            assertTrue(said.startsWith("Stopped"), said);
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
