package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpreadTest {

    @Test
    void isTheStandardDeviationOfASample() {
        Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9);
        assertEquals(5, spread.mean());
        assertEquals(Math.sqrt(32.0 / 7), spread.deviation(), 1e-12);
        assertEquals("5.00 ± 2.14", spread.text(2));
        assertEquals("7.0 ± 0.0", Spread.of(7).text(1), "one value has none");
        assertTrue(Double.isNaN(Spread.of().mean()));
    }

    @Test
    void twoSeedsCanBeComparedAndOneCannot() {
        PairedDifference two = PairedDifference.of(new double[] {2, 4}, new double[] {1, 2});
        assertEquals(1.5, two.mean());
        assertEquals(0.5, two.standardError(), 1e-12);
        assertEquals(
                "A difference needs 2 or more seeds that both have: here are 2 and 3.",
                assertThrows(
                                CourseException.class,
                                () -> PairedDifference.of(new double[2], new double[3]))
                        .getMessage());
    }

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
    void whatIsKeptGetsANameThatIsFree(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.csv");
        for (String name : List.of("a.csv.old1", "a.csv.old2")) {
            Files.writeString(file, name);
            assertEquals(folder.resolve(name), Kept.rename(file));
            assertEquals(name, Files.readString(folder.resolve(name)));
        }
        assertThrows(CourseException.class, () -> Kept.rename(file), "it is gone");
    }
}
