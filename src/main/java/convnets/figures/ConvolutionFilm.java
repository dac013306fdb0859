package convnets.figures;

import convnets.CourseException;
import convnets.Floats;
import convnets.Text;
import convnets.engine.Grids;
import convnets.nn.WindowSums;
import convnets.plot.Animation;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel on its way over a picture, place by place: the picture with the window, the kernel, the
 * map as far as it is filled, and the sum of the last place written out.
 *
 * <p>As a {@link View} it is one still, at the place with the strongest answer; {@link #animation}
 * is the whole way. For small pictures: the numbers are written into the cells.
 */
public final class ConvolutionFilm implements View {

    private static final int MILLISECONDS = 500;
    private static final int WIDTH = 720;
    private static final int LARGEST_CELL = 34;
    private static final int SMALLEST_CELL = 18;
    private static final int GAP = 44;
    private static final int TOP = 34;

    private final float[][] picture;
    private final float[][] kernel;
    private final int stride;
    private final int padding;
    private final NumberGrid padded;
    private final NumberGrid window;
    private final NumberGrid map;
    private final int cell;

    private ConvolutionFilm(float[][] picture, float[][] kernel, int stride, int padding) {
        this.picture = picture;
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        window = NumberGrid.of(kernel);
        if (NumberGrid.of(picture).width() > WIDTH || padding > WIDTH) {
            throw tooLarge();
        }
        padded = NumberGrid.of(WindowSums.padded(picture, padding));
        map = NumberGrid.of(WindowSums.of(padded.rows(), kernel, stride));
        int cells = padded.width() + kernel[0].length + map.width();
        cell = Math.min(LARGEST_CELL, (WIDTH - 4 * GAP) / cells);
        if (cell < SMALLEST_CELL) {
            throw tooLarge();
        }
    }

    private CourseException tooLarge() {
        return new CourseException(
                "A picture of %d×%d with a padding of %d is too large for its numbers to be read:"
                        + " cut out a part of it, of 10×10 at most with its padding.",
                picture.length, picture[0].length, padding);
    }

    /**
     * Lays a kernel on a picture.
     *
     * @param picture rows of numbers, few enough to be written into the cells
     * @param kernel rows of numbers, not larger than the picture
     * @return the film, with stride 1 and no padding
     * @throws CourseException if the kernel does not fit or the picture is too large
     */
    public static ConvolutionFilm of(float[][] picture, float[][] kernel) {
        return new ConvolutionFilm(picture, kernel, 1, 0);
    }

    /**
     * Sets the step.
     *
     * @param pixels from one place of the window to the next
     * @return the same film with that stride
     */
    public ConvolutionFilm stride(int pixels) {
        return new ConvolutionFilm(picture, kernel, pixels, padding);
    }

    /**
     * Frames the picture with zeros.
     *
     * @param pixels rows and columns added on each side, 0 or more
     * @return the same film with that padding
     */
    public ConvolutionFilm pad(int pixels) {
        return new ConvolutionFilm(picture, kernel, stride, pixels);
    }

    /**
     * The whole way, row by row.
     *
     * @return a frame for each place of the window
     */
    public Animation animation() {
        List<BufferedImage> frames = new ArrayList<>();
        for (int place = 0; place < map.cells(); place++) {
            frames.add(frame(place).image());
        }
        return new Animation(frames, MILLISECONDS, toString());
    }

    @Override
    public Drawing drawing() {
        return frame(strongest()).drawing(toString());
    }

    private Canvas frame(int place) {
        int row = place / map.width();
        int column = place % map.width();
        int tall = padded.height() * cell;
        int middle = GAP + padded.width() * cell + GAP;
        int right = middle + window.width() * cell + GAP;
        Canvas sheet = new Canvas(right + map.width() * cell + GAP, TOP + tall + 52);
        picture(sheet, row * stride, column * stride);
        int y = TOP + (tall - window.height() * cell) / 2;
        title(sheet, "kernel", window, middle, y);
        window.write(sheet, middle, y, cell, window.cells());
        sheet.frame(middle, y, window.width() * cell, window.height() * cell, Canvas.WRONG);
        y = TOP + (tall - map.height() * cell) / 2;
        title(sheet, "map", map, right, y);
        sheet.box(right, y, map.width() * cell, map.height() * cell, Canvas.GRID);
        map.write(sheet, right, y, cell, place + 1);
        sheet.frame(right + column * cell, y + row * cell, cell, cell, Canvas.WRONG);
        sheet.words(sum(place), GAP, TOP + tall + 34, 13, Canvas.INK, Align.LEFT);
        return sheet;
    }

    private void picture(Canvas sheet, int row, int column) {
        title(sheet, padding == 0 ? "picture" : "picture, padded", padded, GAP, TOP);
        padded.write(sheet, GAP, TOP, cell, padded.cells());
        sheet.frame(
                GAP + padding * cell,
                TOP + padding * cell,
                picture[0].length * cell,
                picture.length * cell,
                Canvas.INK);
        int x = GAP + column * cell;
        int y = TOP + row * cell;
        int wide = window.width() * cell;
        int tall = window.height() * cell;
        for (int more = 1; more >= -1; more--) { // a strong frame
            sheet.frame(x - more, y - more, wide + 2 * more, tall + 2 * more, Canvas.WRONG);
        }
    }

    private void title(Canvas sheet, String words, NumberGrid grid, int x, int y) {
        sheet.bold(words, x + grid.width() * cell / 2.0, y - 9.0, 12, Canvas.INK, Align.CENTER);
    }

    /** The sum of one place, as far as neither factor is 0. */
    private String sum(int place) {
        int top = place / map.width() * stride;
        int left = place % map.width() * stride;
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < window.height(); i++) {
            for (int j = 0; j < window.width(); j++) {
                float weight = kernel[i][j];
                float value = padded.rows()[top + i][left + j];
                if (weight != 0 && value != 0) {
                    terms.add(signed(weight) + " · " + NumberGrid.number(value));
                }
            }
        }
        String sum = NumberGrid.number(map.rows()[place / map.width()][place % map.width()]);
        return (terms.isEmpty() ? "nothing but zeros" : String.join(" + ", terms)) + " = " + sum;
    }

    private static String signed(float weight) {
        String number = NumberGrid.number(weight);
        return weight < 0 ? "(" + number + ")" : number;
    }

    private int strongest() {
        float[] answers = Grids.flat(map.rows());
        for (int i = 0; i < answers.length; i++) {
            answers[i] = Math.abs(answers[i]);
        }
        return Floats.argMax(answers);
    }

    /** What moves over what, and the sum at the place with the strongest answer. */
    @Override
    public String toString() {
        int place = strongest();
        return Text.format(
                "A kernel of %d×%d moves over a picture of %d×%d%s%s and fills a map of %d×%d; at"
                        + " row %d and column %d of the map, counted from 0: %s",
                kernel.length,
                kernel[0].length,
                picture.length,
                picture[0].length,
                padding == 0 ? "" : ", padding " + padding,
                stride == 1 ? "" : ", stride " + stride,
                map.height(),
                map.width(),
                place / map.width(),
                place % map.width(),
                sum(place));
    }
}
