package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import org.junit.jupiter.api.Test;

class GridsTest {

    private static final float[][] GRID = {{0, 1, 2}, {3, 4, 5}};

    @Test
    void goesToTheEngineAndBack() {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray array = HostArrays.array(manager, GRID);
            assertEquals(new Shape(1, 1, 2, 3), array.getShape());
            assertEquals(5, array.getFloat(0, 0, 1, 2));
            assertArrayEquals(GRID, Grids.grid(array));
            assertArrayEquals(GRID, Grids.grid(array.reshape(2, 3)));
        }
    }

    @Test
    void refusesWhatIsNotOneGrid() {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray two = manager.zeros(new Shape(1, 2, 3, 3));
            assertThrows(CourseException.class, () -> Grids.grid(two));
            assertThrows(CourseException.class, () -> Grids.grid(manager.zeros(new Shape(3))));
            assertArrayEquals(new float[3][3], Grids.grid(two.get("0, 1")));
        }
    }

    @Test
    void refusesAnArrayThatWasGivenBack() {
        NDManager manager = HostArrays.newManager();
        NDArray array = HostArrays.array(manager, GRID);
        manager.close();
        assertEquals(
                "The manager of this array was closed, and its arrays are gone: make them again, and"
                        + " close a manager after the last use of its arrays.",
                assertThrows(CourseException.class, () -> Grids.grid(array)).getMessage());
        assertThrows(CourseException.class, () -> Grids.grid(null));
    }

    @Test
    void refusesRowsOfDifferentLengthAndEmptyOnes() {
        float[][] ragged = {{1, 2}, {3}};
        String said = assertThrows(CourseException.class, () -> Grids.flat(ragged)).getMessage();
        assertEquals(
                "The rows of a grid are equally long: its first row has 2 numbers, and row 1,"
                        + " counted from 0, has 1.",
                said);
        assertThrows(CourseException.class, () -> Grids.flat(new float[0][]));
        assertThrows(CourseException.class, () -> Grids.flat(new float[][] {{}}));
    }

    /** The bytes 3f800000 40000000, by another program's CRC-32. */
    @Test
    void aChecksumTellsNumbersAndTheirOrderApart() {
        assertEquals("2acd2c77", Grids.checksum(new float[] {1, 2}));
        assertEquals("05c2eef3", Grids.checksum(new float[] {2, 1}));
        assertEquals("02ece044", Grids.checksum(new float[] {8}), "eight digits");
        assertEquals("00000000", Grids.checksum(new float[0]));
    }
}
