package convnets.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.Augmentation;
import convnets.data.Images;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far a training is, and in which order it takes the pictures. */
class ProgressTest {

    private static final Epoch EPOCH = new Epoch(1, 0.5, 0.8, 0.7, 10, 600);

    private static double position(int epochsDone, int batch) {
        List<Epoch> done = Collections.nCopies(epochsDone, EPOCH);
        return new Progress(done, 3, batch, 4, 0.5, 0.8, 600).position();
    }

    @Test
    void epochsAreCountedWithTheirShares() {
        assertEquals(0, position(0, 0));
        assertEquals(0.25, position(0, 1));
        assertEquals(2.75, position(2, 3));
        assertEquals(3, position(3, 4), "not beyond the last");
    }

    @Test
    void whatNoTrainingGivesIsNotPossible() {
        assertTrue(EPOCH.isPossible());
        assertTrue(new Epoch(1, 0, 0, 0, 0, 0).isPossible());
        assertTrue(new Epoch(1, 0, 1, 1, 0, 0).isPossible());
        for (double no : new double[] {-0.01, Double.NaN, Double.POSITIVE_INFINITY, 1.01}) {
            assertFalse(new Epoch(1, 0.5, no, 0.7, 10, 600).isPossible());
            assertFalse(new Epoch(1, 0.5, 0.8, no, 10, 600).isPossible());
            assertEquals(no > 1 && no < 2, new Epoch(1, no, 0.8, 0.7, 10, 600).isPossible());
            assertEquals(no > 1 && no < 2, new Epoch(1, 0.5, 0.8, 0.7, no, 600).isPossible());
            assertEquals(no > 1 && no < 2, new Epoch(1, 0.5, 0.8, 0.7, 10, no).isPossible());
        }
    }

    private static PictureOrder order(int pictures, int batchSize, Augmentation augmentation) {
        Images images =
                new Images(new byte[pictures], new byte[pictures], 1, 1, List.of("a class"));
        return new PictureOrder(
                images,
                new TrainingSettings(
                        "net", null, null, augmentation, null, null, batchSize, 1, 7, null));
    }

    @Test
    void theLastBatchMayBeSmaller() {
        assertEquals(1, order(1, 50, null).batches());
        assertEquals(2, order(100, 50, null).batches());
        assertEquals(3, order(101, 50, null).batches());
    }

    @Test
    void eachEpochTakesEachPictureOnceInAnotherOrder() {
        PictureOrder order = order(100, 50, null);
        int[] first = order.shuffled();
        int[] second = order.shuffled();
        int[] all = IntStream.range(0, 100).toArray();
        assertArrayEquals(all, Arrays.stream(first).sorted().toArray());
        assertArrayEquals(all, Arrays.stream(second).sorted().toArray());
        assertFalse(Arrays.equals(first, second));
        assertFalse(Arrays.equals(first, all));
        assertArrayEquals(first, order(100, 50, null).shuffled(), "the same seed");
    }

    @Test
    void aTrainingThatGoesOnHasTheOrderAndTheChanceOfOneThatWasNotInterrupted() {
        Augmentation shift = Augmentation.shift(2).flip();
        PictureOrder whole = order(20, 5, shift);
        whole.shuffled();
        shift.skip(20, whole.chance());
        PictureOrder resumed = order(20, 5, shift);
        resumed.skip();
        assertArrayEquals(whole.shuffled(), resumed.shuffled());
        Random chance = resumed.chance();
        assertEquals(whole.chance().nextLong(), chance.nextLong());
        assertFalse(order(20, 5, shift).chance().nextLong() == chance.nextLong());
        PictureOrder plain = order(20, 5, null);
        plain.skip();
        assertEquals(order(20, 5, null).chance().nextLong(), plain.chance().nextLong());
    }
}
