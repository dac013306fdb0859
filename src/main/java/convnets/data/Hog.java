package convnets.data;

import convnets.CourseException;
import convnets.Given;

/**
 * Histograms of oriented gradients: what one computed from a picture by hand before nets learned
 * their own features. A cell of 4×4 pixels becomes eight numbers: how much contrast there is in
 * each of eight directions, relative to the cells around.
 *
 * <p>A 28×28 picture becomes 7×7 cells × 8 directions = 392 values, kept as a "picture" of 28×14 of
 * one byte each, so that everything that takes pictures takes them.
 *
 * @see <a href="https://doi.org/10.1109/CVPR.2005.177">Dalal and Triggs, 2005</a>
 */
public final class Hog {

    private static final int CELL = 4;
    private static final int DIRECTIONS = 8;

    private Hog() {}

    /**
     * Computes the features of all pictures.
     *
     * @param data of pictures whose sides are multiples of 4; in color, a pixel's slope is that of
     *     the channel where it is steepest
     * @return the features in the pictures' place, gray
     * @throws CourseException if a side is no multiple of 4
     */
    public static ImageData of(ImageData data) {
        Given.of("data set", data);
        String name = data.name() + " as histograms of gradients";
        return data.with(name, images -> images.map(Hog::features));
    }

    private static Picture features(Picture picture) {
        int rows = picture.height() / CELL;
        int columns = picture.width() / CELL;
        if (rows * CELL != picture.height() || columns * CELL != picture.width()) {
            throw new CourseException(
                    "Histograms of gradients need pictures whose sides are multiples of %d pixels,"
                            + " not %d×%d.",
                    CELL, picture.height(), picture.width());
        }
        byte[] features = ByteValues.toBytes(normalized(histograms(picture), rows, columns));
        int label = picture.label();
        return new Picture(features, rows * CELL, columns * 2, label, picture.name());
    }

    /** Eight sums for each cell: the slopes' lengths, shared between the two nearest directions. */
    static float[] histograms(Picture picture) {
        int columns = picture.width() / CELL;
        float[] sums = new float[picture.height() / CELL * columns * DIRECTIONS];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double across = 0;
                double down = 0;
                for (int channel = 0; channel < picture.channels(); channel++) {
                    double dx =
                            value(picture, channel, y, x + 1) - value(picture, channel, y, x - 1);
                    double dy =
                            value(picture, channel, y + 1, x) - value(picture, channel, y - 1, x);
                    if (Math.hypot(dx, dy) > Math.hypot(across, down)) {
                        across = dx;
                        down = dy;
                    }
                }
                double angle = Math.atan2(down, across) / Math.PI; // up and down are one direction
                double place = (angle < 0 ? angle + 1 : angle) * DIRECTIONS;
                int first = (int) place % DIRECTIONS;
                double share = place - Math.floor(place);
                int cell = (y / CELL * columns + x / CELL) * DIRECTIONS;
                double length = Math.hypot(across, down);
                sums[cell + first] += (float) ((1 - share) * length);
                sums[cell + (first + 1) % DIRECTIONS] += (float) (share * length);
            }
        }
        return sums;
    }

    /** Each cell divided by the contrast of the 3×3 cells around it. */
    private static float[] normalized(float[] sums, int rows, int columns) {
        float[] result = new float[sums.length];
        for (int cell = 0; cell < rows * columns; cell++) {
            double squares = 1e-3;
            int near = 0;
            for (int y = cell / columns - 1; y <= cell / columns + 1; y++) {
                for (int x = cell % columns - 1; x <= cell % columns + 1; x++) {
                    if (y >= 0 && y < rows && x >= 0 && x < columns) {
                        near++;
                        for (int d = 0; d < DIRECTIONS; d++) {
                            double sum = sums[(y * columns + x) * DIRECTIONS + d];
                            squares += sum * sum;
                        }
                    }
                }
            }
            for (int d = cell * DIRECTIONS; d < (cell + 1) * DIRECTIONS; d++) {
                float share = (float) (sums[d] / Math.sqrt(squares / near) / 2);
                result[d] = Math.min(1, share);
            }
        }
        return result;
    }

    private static double value(Picture picture, int channel, int y, int x) {
        boolean inside = y >= 0 && y < picture.height() && x >= 0 && x < picture.width();
        return inside ? picture.at(channel, y * picture.width() + x) / 255.0 : 0;
    }
}
