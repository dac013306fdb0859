package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import convnets.CourseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitTest {

    /** One pixel each, all different: 100 cats, 20 dogs, and cows as many as wanted. */
    private static Images images(int cows) {
        int count = 120 + cows;
        byte[] pixels = new byte[count];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (byte) i;
            labels[i] = (byte) (i < 100 ? 0 : i < 120 ? 1 : 2);
        }
        return new Images(pixels, labels, 1, 1, List.of("cat", "dog", "cow"));
    }

    private static List<Picture> all(Split split) {
        return Stream.of(split.train(), split.validation(), split.test())
                .flatMap(Collection::stream)
                .toList();
    }

    @Test
    void eachPictureIsInOnePartAndEachClassInAll() {
        Images images = images(3);
        Split split = Split.of("animals", images, 0);
        assertEquals(123, all(split).size());
        assertEquals(Set.copyOf(images), Set.copyOf(all(split)));
        assertArrayEquals(new int[] {70, 14, 1}, split.train().classCounts());
        assertArrayEquals(new int[] {15, 3, 1}, split.validation().classCounts());
        assertArrayEquals(new int[] {15, 3, 1}, split.test().classCounts());
        assertEquals(
                "animals: 85 pictures to learn from, 19 to choose by, 19 to be tested on; 3"
                        + " classes",
                split.toString());
        assertEquals(15, split.table().intColumn("test").get(0));
        assertEquals(split.validation(), split.choosing().test());
        assertTrue(
                split.test().stream().anyMatch(p -> p.label() == 0 && p.pixels()[0] < 85),
                "drawn from all cats, and not the last ones");
    }

    @Test
    void theSeedDecides() {
        Images images = images(10);
        Split first = Split.of("animals", images, 5);
        assertEquals(first, Split.of("animals", images, 5));
        assertNotEquals(first, Split.of("animals", images, 6));
        List<Integer> labels = first.train().stream().map(Picture::label).toList();
        assertNotEquals(labels.stream().sorted().toList(), labels, "the classes are mixed");
    }

    @Test
    void whatBelongsTogetherStaysTogether() {
        Images images = images(12);
        Split split = Split.of("animals", images, 1, i -> i / 4);
        for (Images part : List.of(split.train(), split.validation(), split.test())) {
            Set<Integer> groups = new HashSet<>();
            part.forEach(p -> groups.add(Byte.toUnsignedInt(p.pixels()[0]) / 4));
            assertEquals(part.size(), 4 * groups.size());
        }
        assertEquals(132, all(split).size());
    }

    /** As of persons who show every class. */
    @Test
    void aGroupMayHavePicturesOfSeveralClasses() {
        Images images = images(20);
        for (int seed = 0; seed < 5; seed++) {
            Split split = Split.of("animals", images, seed, i -> i % 10);
            assertEquals(140, all(split).size());
            Set<Integer> seen = new HashSet<>();
            for (Images part : List.of(split.train(), split.validation(), split.test())) {
                Set<Integer> groups = new HashSet<>();
                part.forEach(p -> groups.add(Byte.toUnsignedInt(p.pixels()[0]) % 10));
                assertEquals(part.size(), 14 * groups.size());
                assertTrue(groups.stream().allMatch(seen::add));
            }
            assertEquals(2 * 14, split.test().size());
        }
        Split mixed = Split.of("animals", images, 0, i -> i < 120 ? i % 12 : i);
        assertArrayEquals(new int[] {14, 3, 3}, cows(mixed), "cows have groups of their own");
        String one = refused(() -> Split.of("animals", images, 0, i -> "all"));
        assertTrue(
                one.contains(
                        "The classes \"cat\", \"dog\", \"cow\" have 140 pictures in 1 of your"),
                one);
        String rare = refused(() -> Split.of("animals", images(1), 0, i -> i % 40));
        assertTrue(rare.contains("no picture of the class \"cow\""), rare);
    }

    private static int[] cows(Split split) {
        return Stream.of(split.train(), split.validation(), split.test())
                .mapToInt(part -> part.classCounts()[2])
                .toArray();
    }

    /** However many pictures one of them has. */
    @Test
    void threeGroupsAreOneForEachPart() {
        Images images = images(0);
        for (int seed = 0; seed < 10; seed++) {
            Split split = Split.of("animals", images, seed, i -> i < 98 ? 0 : Math.min(i, 102));
            for (Images part : List.of(split.train(), split.validation(), split.test())) {
                int[] counts = part.classCounts();
                assertTrue(counts[0] > 0 && counts[1] > 0, split + ", seed " + seed);
            }
        }
    }

    @Test
    void classesThatAreTooSmallAreNamed() {
        String two = refused(() -> Split.of("animals", images(2), 0));
        assertTrue(two.contains("The class \"cow\" has 2 pictures, and a split needs three"), two);
        String one = refused(() -> Split.of("animals", images(1), 0));
        assertTrue(one.contains("The class \"cow\" has 1 picture"), one);
        String groups = refused(() -> Split.of("animals", images(8), 0, i -> i / 4));
        assertTrue(groups.contains("has 8 pictures in 2 of your groups"), groups);
        String single = refused(() -> Split.of("animals", images(0).part(0, 50), 0));
        assertTrue(single.contains("All pictures are of one class"), single);
    }

    private static String refused(org.junit.jupiter.api.function.Executable code) {
        return assertThrows(CourseException.class, code).getMessage();
    }

    /** The parts are views of the set, whichever way their pictures are read. */
    @Test
    void aSubsetReadsAsACopyWould() {
        Images images = images(40);
        Images subset = images.subset(130, 2, 2, 101).subset(3, 0, 1);
        Images copy =
                new Images(
                        new byte[] {101, (byte) 130, 2},
                        new byte[] {1, 2, 0},
                        1,
                        1,
                        images.names());
        assertEquals(List.copyOf(copy), List.copyOf(subset));
        assertEquals(copy.checksum(), subset.checksum());
        assertEquals(copy.mean(), subset.mean());
        assertEquals(List.copyOf(copy.part(1, 2)), List.copyOf(subset.part(1, 2)));
        assertArrayEquals(copy.classCounts(), subset.classCounts());
        try (NDManager manager = NDManager.newBaseManager()) {
            int[] two = {2, 1};
            assertEquals(copy.pixels(manager, two), subset.pixels(manager, two));
            assertEquals(copy.labels(manager, two), subset.labels(manager, two));
            assertEquals(
                    copy.resized(3).pixels(manager, two), subset.resized(3).pixels(manager, two));
        }
        assertTrue(refused(images::subset).contains("give the index of one"));
        assertTrue(refused(() -> images.subset(160)).contains("There is no picture 160"));
        assertEquals(160, IntStream.of(images.classCounts()).sum());
    }
}
