package convnets.nn;

import convnets.CourseException;
import convnets.Given;
import convnets.engine.GridRows;

/** A convolution of one picture with one kernel as plain loops: what drawings and checks show. */
public final class WindowSums {

    /** Pixels on each side of a picture: a wider frame is a mistake. */
    public static final int WIDEST_FRAME = 10_000;

    private WindowSums() {}

    /**
     * Multiplies each weight with the number below it and adds up, at each place of the window.
     *
     * @param picture rows of numbers, all equally long
     * @param kernel rows of weights, not larger than the picture
     * @param stride pixels from one place to the next
     * @return the map, of ⌊(n − k) / stride⌋ + 1 rows and as many columns by the same rule
     * @throws CourseException if there is no place for the window, or the rows of one of the two
     *     are not equally long
     */
    public static float[][] of(float[][] picture, float[][] kernel, int stride) {
        Given.of("picture", picture);
        Given.of("kernel", kernel);
        int width = GridRows.width(picture) - GridRows.width(kernel);
        int height = picture.length - kernel.length;
        if (stride < 1 || height < 0 || width < 0) {
            throw new CourseException(
                    "A kernel of %d×%d with a stride of %d has no place in a picture of %d×%d.",
                    kernel.length, kernel[0].length, stride, picture.length, picture[0].length);
        }
        float[][] map = new float[height / stride + 1][width / stride + 1];
        for (int row = 0; row < map.length; row++) {
            for (int column = 0; column < map[0].length; column++) {
                map[row][column] = sum(picture, kernel, row * stride, column * stride);
            }
        }
        return map;
    }

    private static float sum(float[][] picture, float[][] kernel, int top, int left) {
        float sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[0].length; j++) {
                sum += kernel[i][j] * picture[top + i][left + j];
            }
        }
        return sum;
    }

    /**
     * Frames a picture with zeros.
     *
     * @param picture rows of numbers, all equally long
     * @param pixels rows and columns added on each side, 0 or more
     * @return a new, larger picture
     * @throws CourseException if the number is negative, or the rows are not equally long
     */
    public static float[][] padded(float[][] picture, int pixels) {
        Given.of("picture", picture);
        if (pixels < 0 || pixels > WIDEST_FRAME) {
            throw new CourseException("Padding is 0 to %,d pixels, not %,d.", WIDEST_FRAME, pixels);
        }
        int width = GridRows.width(picture) + 2 * pixels;
        float[][] padded = new float[picture.length + 2 * pixels][width];
        for (int row = 0; row < picture.length; row++) {
            System.arraycopy(picture[row], 0, padded[row + pixels], pixels, picture[row].length);
        }
        return padded;
    }
}
