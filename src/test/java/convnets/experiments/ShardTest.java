package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {

    @Test
    void everyThirdIsAShareOfThree() {
        List<String> all = List.of("a", "b", "c", "d");
        assertEquals(List.of("a", "d"), new Shard(1, 3).of(all));
        assertEquals(List.of("c"), new Shard(3, 3).of(all));
        assertEquals("3-of-3", new Shard(3, 3).toString());
        assertEquals(
                "There is no share 4 of 3: the shares are 1/3 to 3/3.",
                assertThrows(CourseException.class, () -> new Shard(4, 3)).getMessage());
    }

    @Test
    void ofNoSharesThereIsNone() {
        assertEquals(
                "There are 1 or more shares, not 0.",
                assertThrows(CourseException.class, () -> new Shard(1, 0)).getMessage());
    }

    @Test
    void sharesHaveNothingInCommonAndAreAsLargeAsEachOther() {
        List<Integer> all = IntStream.range(0, 21).boxed().toList();
        List<Integer> together = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            List<Integer> share = new Shard(number, 8).of(all);
            assertTrue(share.size() == 2 || share.size() == 3);
            together.addAll(share);
        }
        assertEquals(all, together.stream().sorted().toList());
        assertEquals(all, Shard.ALL.of(all));
    }
}
