package convnets.engine;

import convnets.CourseException;
import convnets.Text;

/** What makes rows of numbers a picture, a kernel or a map. */
public final class GridRows {

    private GridRows() {}

    /**
     * How many numbers each row of a grid has.
     *
     * @param grid rows of numbers
     * @return 1 or more
     * @throws CourseException if the rows differ in length, or there are none
     */
    public static int width(float[][] grid) {
        if (grid == null || grid.length == 0 || length(grid[0]) == 0) {
            throw new CourseException("A grid needs at least one number, and here is none.");
        }
        int width = grid[0].length;
        for (int row = 0; row < grid.length; row++) {
            if (length(grid[row]) != width) {
                throw new CourseException(
                        "The rows of a grid are equally long: its first row has %s, and"
                                + " row %d, counted from 0, has %d.",
                        Text.count(width, "number"), row, length(grid[row]));
            }
        }
        return width;
    }

    private static int length(float[] row) {
        return row == null ? 0 : row.length;
    }
}
