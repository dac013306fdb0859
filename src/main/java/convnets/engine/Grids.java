package convnets.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Takes a picture, a kernel or a map from the engine to Java's loops, and back. */
public final class Grids {

    private Grids() {}

    /**
     * Copies a picture or a map out of the engine.
     *
     * @param array of shape (h, w), or with axes of length 1 before these two
     * @return h rows of w numbers
     * @throws CourseException if the array holds several maps, or none
     */
    public static float[][] grid(NDArray array) {
        OpenArrays.require(array);
        Shape shape = array.getShape();
        int axes = shape.dimension();
        if (axes < 2 || shape.size() != shape.get(axes - 2) * shape.get(axes - 1)) {
            throw new CourseException(
                    "A grid is one picture or one map, and an array of shape %s is not: choose"
                            + " one, such as x.get(\"0, 0\").",
                    shape);
        }
        float[] values = floats(array);
        int width = (int) shape.get(axes - 1);
        float[][] grid = new float[(int) shape.get(axes - 2)][];
        Arrays.setAll(grid, row -> Arrays.copyOfRange(values, row * width, (row + 1) * width));
        return grid;
    }

    /**
     * A checksum of numbers, which tells them from others.
     *
     * @param values any
     * @return eight hexadecimal digits (CRC-32), equal for equal numbers in the same order
     */
    public static String checksum(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return Text.format("%08x", sum.getValue());
    }

    /**
     * Copies numbers of any type out of the engine.
     *
     * @param array also of whole numbers, or in double precision
     * @return the same as 32-bit numbers
     */
    public static float[] floats(NDArray array) {
        OpenArrays.require(array);
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }

    /**
     * Lays the rows of a grid out in one.
     *
     * @param grid rows of numbers
     * @return its numbers, row after row
     * @throws CourseException if the rows differ in length, or there are none
     */
    public static float[] flat(float[][] grid) {
        int width = GridRows.width(grid);
        float[] values = new float[grid.length * width];
        for (int row = 0; row < grid.length; row++) {
            System.arraycopy(grid[row], 0, values, row * width, width);
        }
        return values;
    }
}
