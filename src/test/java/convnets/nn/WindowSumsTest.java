package convnets.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import convnets.CourseException;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WindowSumsTest {

    private static final float[][] PICTURE = {
        {0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}, {9, 8, 7, 6, 5}, {4, 3, 2, 1, 0}, {1, 3, 5, 7, 9}
    };
    private static final float[][] KERNEL = {{1, -2, 0}, {3, 0, 1}, {-1, 2, 5}};

    @Test
    void isWhatTheEngineComputes() {
        for (int padding = 0; padding < 3; padding++) {
            for (int stride = 1; stride < 4; stride++) {
                float[][] padded = WindowSums.padded(PICTURE, padding);
                assertArrayEquals(byEngine(padding, stride), WindowSums.of(padded, KERNEL, stride));
            }
        }
    }

    private static float[][] byEngine(int padding, int stride) {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = HostArrays.array(manager, PICTURE);
            Conv layer = Layers.conv(1, 3).pad(padding).stride(stride).withoutBias();
            Nets.initialize(layer, Init.kernels(KERNEL), 0, x.getShape());
            return Grids.grid(Nets.forward(layer, x));
        }
    }

    @Test
    void takesWindowsThatAreNotSquare() {
        float[][] map = WindowSums.of(PICTURE, new float[][] {{-1, 1}}, 1);
        assertEquals(5, map.length);
        assertArrayEquals(new float[] {1, 1, 1, 1}, map[0]);
        float[][] row = {{1, 2, 3}};
        assertArrayEquals(
                row, WindowSums.of(row, new float[][] {{1}}, 1), "as high as the picture");
        float[][] column = {{1}, {2}, {3}};
        assertArrayEquals(column, WindowSums.of(column, new float[][] {{1}}, 1), "as wide");
    }

    @Test
    void refusesWhatHasNoPlace() {
        assertThrows(CourseException.class, () -> WindowSums.of(KERNEL, PICTURE, 1));
        assertThrows(CourseException.class, () -> WindowSums.of(PICTURE, KERNEL, 0));
        assertThrows(CourseException.class, () -> WindowSums.padded(PICTURE, -1));
    }

    @Test
    void aGridHasRowsOfOneLength() {
        float[][] one = {{1}};
        for (float[][] odd : List.of(new float[0][], new float[][] {{}})) {
            says("A grid needs at least one number", () -> WindowSums.of(odd, one, 1));
            says("A grid needs at least one number", () -> WindowSums.of(one, odd, 1));
            says("A grid needs at least one number", () -> WindowSums.padded(odd, 1));
        }
        float[][] ragged = {{1, 2}, {3}};
        says("The rows of a grid are equally long", () -> WindowSums.of(ragged, one, 1));
        says("The rows of a grid are equally long", () -> WindowSums.of(ragged, ragged, 1));
        says("The rows of a grid are equally long", () -> WindowSums.padded(ragged, 0));
        says("Row 1 of a grid", () -> WindowSums.of(new float[][] {{1}, null}, one, 1));
        says("Row 0 of a grid", () -> WindowSums.padded(new float[][] {null, {1}}, 0));
    }

    private static void says(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
    }
}
