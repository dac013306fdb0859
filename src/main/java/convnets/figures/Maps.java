package convnets.figures;

import ai.djl.ndarray.NDArray;
import convnets.CourseException;
import convnets.engine.Grids;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Pictures, kernels and maps side by side, as in {@code Maps.of("boot", x).add("edges", y)}. Each
 * has its own scale: gray from 0 to its largest number (1 at least) where none is below zero, else
 * blue below and red above zero.
 */
public final class Maps implements View {

    private static final int WIDTH = 700;
    private static final int GAP = 16;
    private static final int CAPTION = 36;

    private static final int NARROWEST = 96;
    private static final int MOST_NUMBERS = 10_000;

    /** Cells, in screen pixels: none is smaller or larger than these … */
    private static final int SMALLEST = 2;

    private static final int LARGEST = 36;

    /** … and where they would be smaller than this, a new line begins. */
    private static final int LEGIBLE = 5;

    private final List<String> names = new ArrayList<>();
    private final List<NumberGrid> grids = new ArrayList<>();
    private boolean numbers;

    private Maps() {}

    /**
     * Begins with one grid.
     *
     * @param name what it is, in few words
     * @param grid rows of numbers
     * @return the view
     */
    public static Maps of(String name, float[][] grid) {
        return new Maps().add(name, grid);
    }

    /**
     * Begins with one array.
     *
     * @param name what it is, in few words
     * @param map of shape (h, w), or with axes of length 1 before these two
     * @return the view
     */
    public static Maps of(String name, NDArray map) {
        return of(name, Grids.grid(map));
    }

    /**
     * Puts a grid beside the others.
     *
     * @param name what it is, in few words
     * @param grid rows of numbers
     * @return this
     */
    public Maps add(String name, float[][] grid) {
        names.add(String.valueOf(name));
        grids.add(NumberGrid.of(grid));
        return this;
    }

    /**
     * Puts an array beside the others.
     *
     * @param name what it is, in few words
     * @param map of shape (h, w), or with axes of length 1 before these two
     * @return this
     */
    public Maps add(String name, NDArray map) {
        return add(name, Grids.grid(map));
    }

    /**
     * Writes each number into its cell.
     *
     * @return this
     */
    public Maps numbers() {
        numbers = true;
        return this;
    }

    @Override
    public Drawing drawing() {
        int cells = grids.stream().mapToInt(NumberGrid::cells).sum();
        if (numbers && cells > MOST_NUMBERS) {
            throw new CourseException(
                    "%,d numbers are too many to be read: leave numbers() out, or show a part.",
                    cells);
        }
        int widest = grids.stream().mapToInt(NumberGrid::width).max().orElse(1);
        int most = Math.max(1, WIDTH / (LEGIBLE * widest + GAP));
        int lines = (grids.size() + most - 1) / most;
        int perLine = (grids.size() + lines - 1) / lines;
        int fitting = (WIDTH - GAP * (perLine + 1)) / longest(perLine, NumberGrid::width);
        int cell = Math.max(SMALLEST, Math.min(numbers ? LARGEST : LARGEST / 4, fitting));
        int tallest = grids.stream().mapToInt(NumberGrid::height).max().orElse(1);
        int down = tallest * cell + CAPTION + GAP;
        int right = GAP + longest(perLine, grid -> across(grid, cell) + GAP);
        Canvas sheet = new Canvas(right, lines * down + GAP);
        int x = GAP;
        for (int i = 0; i < grids.size(); i++) {
            x = i % perLine == 0 ? GAP : x;
            draw(sheet, i, x, GAP + i / perLine * down, cell);
            x += across(grids.get(i), cell) + GAP;
        }
        return sheet.drawing(toString());
    }

    /** The length of the longest line, whose grids are so long each. */
    private int longest(int perLine, ToIntFunction<NumberGrid> length) {
        int longest = 0;
        for (int from = 0; from < grids.size(); from += perLine) {
            int end = Math.min(grids.size(), from + perLine);
            longest = Math.max(longest, grids.subList(from, end).stream().mapToInt(length).sum());
        }
        return longest;
    }

    /** A grid's width on the sheet: its caption needs some, too. */
    private static int across(NumberGrid grid, int cell) {
        return Math.max(grid.width() * cell, NARROWEST);
    }

    private void draw(Canvas sheet, int i, int left, int y, int cell) {
        NumberGrid grid = grids.get(i);
        int width = across(grid, cell);
        int x = left + (width - grid.width() * cell) / 2;
        grid.draw(sheet, x, y, cell);
        grid.write(sheet, x, y, cell, numbers ? grid.cells() : 0);
        int bottom = y + grid.height() * cell;
        sheet.frame(x, y, grid.width() * cell, grid.height() * cell, Canvas.INK);
        double middle = left + width / 2.0;
        sheet.bold(names.get(i), middle, bottom + 17, 12, Canvas.INK, Align.CENTER);
        sheet.words(range(grid), middle, bottom + 33, 11, Canvas.INK, Align.CENTER);
    }

    private static String range(NumberGrid grid) {
        float[] sorted = Grids.flat(grid.rows());
        Arrays.sort(sorted);
        String low = NumberGrid.number(sorted[0]);
        return low + " … " + NumberGrid.number(sorted[sorted.length - 1]);
    }

    /** Name, size and range of each; all numbers, if they are written in the picture. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            NumberGrid grid = grids.get(i);
            String size = grid.height() + "×" + grid.width();
            String line = names.get(i) + ", " + size + ", " + range(grid);
            words.add(numbers ? line + "\n" + grid.numbers() : line);
        }
        return String.join(numbers ? "\n" : "; ", words);
    }
}
