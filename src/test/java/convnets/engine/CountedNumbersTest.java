package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** An array takes as many numbers as it has, of its own type. */
class CountedNumbersTest {

    private static final Shape FOUR = new Shape(2, 2);

    private final NDManager manager = HostArrays.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void asManyNumbersAsTheShapeHasAreNeeded() {
        int before = manager.getManagedArrays().size();
        for (int count : new int[] {0, 3, 5, 8}) {
            String words = "An array of shape (2, 2) has 4 numbers, and here are " + count + ".";
            says(words, () -> HostArrays.array(manager, new float[count], FOUR));
            says(words, () -> HostArrays.array(manager, new double[count], FOUR));
        }
        assertEquals(before, manager.getManagedArrays().size());
        assertEquals(7, HostArrays.array(manager, new float[] {7}, new Shape()).getFloat());
    }

    @Test
    void aChangeIsOfAllNumbersOrOfNone() {
        NDArray floats = HostArrays.array(manager, new float[] {1, 2, 3, 4}, FOUR);
        NDArray doubles = HostArrays.array(manager, new double[] {1, 2, 3, 4}, FOUR);
        says("here are 3.", () -> HostArrays.set(floats, new float[3]));
        says("here are 5.", () -> HostArrays.set(doubles, new double[5]));
        says("here are 3.", () -> HostArrays.set(floats, manager.ones(new Shape(3))));
        says("takes none of type float32", () -> HostArrays.set(doubles, new float[4]));
        says("takes none of type float64", () -> HostArrays.set(floats, new double[4]));
        NDArray whole = HostArrays.array(manager, new int[] {1, 2, 3, 4});
        says("of type int32", () -> HostArrays.set(whole, new float[4]));
        assertArrayEquals(new float[] {1, 2, 3, 4}, floats.toFloatArray());
        assertArrayEquals(new double[] {1, 2, 3, 4}, doubles.toDoubleArray());
        HostArrays.set(doubles, doubles.mul(0.1));
        assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.4}, doubles.toDoubleArray(), 1e-15);
        HostArrays.set(floats, whole.reshape(FOUR).mul(2));
        assertArrayEquals(new float[] {2, 4, 6, 8}, floats.toFloatArray());
    }

    @Test
    void aTypeHasItsNameInEachLanguage() {
        Locale own = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            NDArray whole = HostArrays.array(manager, new int[] {1});
            says("numbers of type int32, and", () -> HostArrays.set(whole, new float[1]));
        } finally {
            Locale.setDefault(own);
        }
    }

    @Test
    void nothingIsNamed() {
        says("only null", () -> HostArrays.array(manager, (float[]) null, FOUR));
        says("only null", () -> HostArrays.array(manager, (int[]) null));
        says("only null", () -> HostArrays.array(manager, new float[4], null));
        says("only null", () -> HostArrays.array(null, new float[4], FOUR));
        says("only null", () -> HostArrays.set(null, new float[4]));
        says("only null", () -> HostArrays.set(manager.ones(FOUR), (NDArray) null));
        says("is null", () -> HostArrays.array(manager, new float[][] {null, {1}}));
    }

    @Test
    void whatWasGivenBackIsGone() {
        NDManager other = HostArrays.newManager();
        NDArray gone = HostArrays.array(other, new float[4], FOUR);
        other.close();
        String words = "The manager of this array was closed";
        says(words, () -> HostArrays.array(other, new float[4], FOUR));
        says(words, () -> HostArrays.set(gone, new float[4]));
        says(words, () -> HostArrays.set(manager.ones(FOUR), gone));
        says(words, () -> Grids.grid(gone));
        says(words, () -> Grids.floats(gone));
    }

    private static void says(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
    }
}
