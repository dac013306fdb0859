package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    @Test
    void saysWhatItDoes() {
        assertEquals("shift by 2", Augmentation.shift(2).toString());
        assertEquals("shift by 2, flip", Augmentation.shift(2).flip().toString());
    }

    @Test
    void onlyAFlipMirrors() {
        Random random = new Random(2);
        assertEquals(Set.of(false), mirrored(Augmentation.shift(1), random));
        assertEquals(Set.of(false, true), mirrored(Augmentation.shift(1).flip(), random));
    }

    @Test
    void aShiftIsNoNegativeNumberHoweverItIsMade() {
        for (int pixels : new int[] {-1, 10_001, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(CourseException.class, () -> Augmentation.shift(pixels));
            assertThrows(CourseException.class, () -> new Augmentation(pixels, true));
        }
    }

    private static Set<Boolean> mirrored(Augmentation augmentation, Random random) {
        return IntStream.range(0, 30)
                .mapToObj(i -> augmentation.draw(random).mirrored())
                .collect(Collectors.toSet());
    }

    @Test
    void whatWasSkippedIsNotDrawnAgain() {
        Augmentation augmentation = Augmentation.shift(3).flip();
        Random drawn = new Random(1);
        Random skipped = new Random(1);
        for (int i = 0; i < 5; i++) {
            augmentation.draw(drawn);
        }
        augmentation.skip(5, skipped);
        assertEquals(augmentation.draw(drawn), augmentation.draw(skipped));
    }
}
