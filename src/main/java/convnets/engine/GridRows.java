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
     * @throws CourseException if the rows differ in length, one is null, or there are none
     */
    public static int width(float[][] grid) {
        if (grid == null || grid.length == 0 || grid[0] != null && grid[0].length == 0) {
            throw new CourseException("A grid needs at least one number, and here is none.");
        }
        for (int row = 0; row < grid.length; row++) {
            if (grid[row] == null) {
                throw new CourseException("Row %d of a grid, counted from 0, is null.", row);
            }
            if (grid[row].length != grid[0].length) {
                throw new CourseException(
                        "The rows of a grid are equally long: its first row has %s, and"
                                + " row %d, counted from 0, has %d.",
                        Text.count(grid[0].length, "number"), row, grid[row].length);
            }
        }
        return grid[0].length;
    }
}
