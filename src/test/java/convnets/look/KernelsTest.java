package convnets.look;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.plot.Seen;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is computed from kernels, by hand. */
class KernelsTest {

    private static final Kernels TWO =
            new Kernels(2, List.of(new float[] {1, 2, 3, 4}, new float[] {1, -5, 2.5f, 4}));

    private static void says(String words, Executable action) {
        assertEquals(words, assertThrows(CourseException.class, action).getMessage());
    }

    @Test
    void theDifferenceIsWhatTrainingAdded() {
        Kernels before =
                new Kernels(2, List.of(new float[] {1, 1, 1, 1}, new float[] {0, 0.5f, 2, -1}));
        Kernels added = TWO.minus(before);
        assertArrayEquals(new float[] {0, 1, 2, 3}, added.values().get(0));
        assertArrayEquals(new float[] {1, -5.5f, 0.5f, 5}, added.values().get(1));
        assertEquals(2, added.size());
        assertArrayEquals(new float[] {1, 2, 3, 4}, TWO.values().get(0), "as it was");
        says(
                "2 kernels of 2×2 cannot be compared with 1 kernel of 2×2.",
                () -> TWO.minus(new Kernels(2, List.of(new float[4]))));
        says(
                "2 kernels of 2×2 cannot be compared with 2 kernels of 1×1.",
                () -> TWO.minus(new Kernels(1, List.of(new float[1], new float[1]))));
    }

    @Test
    void theSpreadIsTheLargestDifferenceAtOnePlace() {
        assertEquals(7, TWO.spread(), "between 2 and −5");
        Kernels last = new Kernels(2, List.of(new float[4], new float[] {1, 0, 0, 3}));
        assertEquals(3, last.spread());
        Kernels three = new Kernels(1, List.of(new float[] {2}, new float[] {5}, new float[] {4}));
        assertEquals(3, three.spread());
    }

    @Test
    void sobelsFiltersAreDifferencesOfAverages() {
        List<float[]> three = new Kernels(3, List.of(new float[9])).sobel().values();
        assertArrayEquals(new float[] {-1, -2, -1, 0, 0, 0, 1, 2, 1}, three.get(1));
        assertArrayEquals(new float[] {-2, -2, 0, -2, 0, 2, 0, 2, 2}, three.get(2));
        assertArrayEquals(new float[] {0, 2, 2, -2, 0, 2, -2, -2, 0}, three.get(3));
        float[] five = new Kernels(5, List.of(new float[25])).sobel().values().get(0);
        int[] across = {-2, -4, 0, 4, 2}; // −2 … 2 times 1 4 6 4 1
        int[] along = {1, 4, 6, 4, 1};
        for (int i = 0; i < 25; i++) {
            assertEquals(across[i % 5] * along[i / 5], five[i], "weight " + i);
        }
        List<float[]> two = TWO.sobel().values();
        assertArrayEquals(new float[] {-0.5f, 0.5f, -0.5f, 0.5f}, two.get(0));
    }

    @Test
    void theTableNamesTheMostSimilarFilter() {
        Kernels kernels =
                new Kernels(
                        2,
                        List.of(
                                new float[] {0, 0, 3, 3},
                                new float[] {0, 1, -1, 0},
                                new float[] {7, 7, 7, 7},
                                new float[] {0, 1, 1, 1}));
        var table = kernels.likeSobel();
        assertEquals(
                List.of("edge —", "edge ╲", "edge |", "edge ╱"),
                table.stringColumn("most like").asList());
        assertEquals(List.of("1", "2", "3", "4"), table.stringColumn("kernel").asList());
        // of 0 1 1 1 minus its mean ¾ and −1 0 0 1: 1 / √(¾ · 2)
        double[] wanted = {1, 1, 0, 1 / Math.sqrt(1.5)};
        for (int i = 0; i < 4; i++) {
            assertEquals(wanted[i], table.doubleColumn("correlation").get(i), 1e-12, "row " + i);
        }
        assertTrue(table.print().contains("0.82 "), table.print());
        assertTrue(!table.print().contains("0.816"), table.print());
    }

    @Test
    void correlationIsThatOfTheTextbook() {
        float[] a = {1, 2, 4};
        float[] b = {3, 1, 0};
        // n Σab − Σa Σb over the root of (n Σa² − (Σa)²)(n Σb² − (Σb)²)
        double wanted = (3 * 5 - 7 * 4) / Math.sqrt((3 * 21 - 49) * (3 * 10 - 16));
        assertEquals(wanted, Kernels.correlation(a, b), 1e-12);
        assertEquals(0, Kernels.correlation(a, new float[] {2, 2, 2}));
        assertEquals(0, Kernels.correlation(new float[3], b));
    }

    @Test
    void itsWordsAndItsPictureNameTheLargestWeight() {
        assertEquals("2 kernels of 2×2, weights between −5.000 and 5.000", TWO.toString());
        KernelRows.Row row = TWO.row("name");
        assertEquals(5, row.largest());
        Seen.same(TWO.drawing().image(), new KernelRows(List.of(TWO.row(""))).together("").image());
        assertEquals(TWO.toString(), TWO.drawing().description());
    }

    @Test
    void twoSetsStandAboveEachOtherWithTheirOwnScales() {
        Kernels sobel = TWO.sobel();
        Seen.same(
                TWO.above(sobel, "net", "Sobel").image(),
                new KernelRows(List.of(TWO.row("net"), sobel.row("Sobel"))).apart("").image());
        assertEquals(
                TWO + "; below: 4 kernels of 2×2, weights between −1.000 and 1.000",
                TWO.above(sobel, "net", "Sobel").description());
        says("Two rows of kernels need two names, not 1.", () -> TWO.above(sobel, "net"));
    }

    @Test
    void aKernelOrANameThatIsNullIsNamed() {
        String nothing = "There is no %s here, only null: run the cell that makes the %s again.";
        List<float[]> none = Arrays.asList((float[]) null);
        List<String> unnamed = Arrays.asList((String) null);
        says(nothing.formatted("kernel", "kernel"), () -> new Kernels(1, none));
        says(
                nothing.formatted("name", "name"),
                () -> new Kernels(1, List.of(new float[1]), unnamed));
    }

    @Test
    void eachKernelHasAllItsWeights() {
        says(
                "Here are 2 kernels, 1 of them of 2×2 weights, and 2 names: give one kernel or"
                        + " more, all of that size, and a name for each.",
                () -> new Kernels(2, List.of(new float[4], new float[3])));
    }
}
