package convnets.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Floats;
import convnets.Given;
import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a dense layer that reads pictures, or the gradient with respect to them: for each
 * unit a picture of the weights of all pixels, blue below zero and red above, all on one scale.
 *
 * @param side height and width of a picture, in pixels
 * @param names of the units
 * @param values unit after unit, pixel after pixel
 */
public record DenseWeights(int side, List<String> names, float[] values) implements View {

    private static final int ZOOM = 4;
    private static final int COLUMNS = 5;
    private static final int GAP = 10;
    private static final int CAPTION = 16;

    /**
     * Checks that each unit has its weights.
     *
     * @param side height and width of a picture, in pixels
     * @param names of the units
     * @param values unit after unit, pixel after pixel
     * @throws CourseException if there are more or fewer, or none
     */
    public DenseWeights {
        names = Given.names(names);
        long needed = (long) side * side * names.size();
        if (side < 1 || needed == 0 || Given.of("list of weights", values).length != needed) {
            throw new CourseException(
                    "%s of %d×%d weights are to be drawn, and here are %s: give one picture or more,"
                            + " and all weights of each.",
                    Text.count(names.size(), "picture"),
                    side,
                    side,
                    Text.count(values.length, "weight"));
        }
    }

    /**
     * Reads the weights.
     *
     * @param weights shape (units, pixels) of square pictures in one channel
     * @param names one for each unit, such as those of the classes
     * @return a copy of them
     * @throws CourseException if these are no weights of a dense layer, there are more or fewer
     *     names than units, or the pixels fill no square
     */
    public static DenseWeights of(NDArray weights, List<String> names) {
        Given.of("array of weights", weights);
        Shape shape = weights.getShape();
        boolean matrix = shape.dimension() == 2; // a bias is none
        int side = matrix ? (int) Math.round(Math.sqrt(shape.get(1))) : 0;
        if (!matrix
                || shape.get(0) != Given.names(names).size()
                || (long) side * side != shape.get(1)) {
            throw new CourseException(
                    "Weights of the shape %s are no square pictures for %s.",
                    shape, Text.count(names.size(), "name"));
        }
        return new DenseWeights(side, names, weights.toFloatArray());
    }

    @Override
    public Drawing drawing() {
        double end = largest();
        int rows = (names.size() + COLUMNS - 1) / COLUMNS;
        int size = side * ZOOM;
        int width = GAP + Math.min(COLUMNS, names.size()) * (size + GAP);
        Canvas sheet = new Canvas(width + 60, GAP + rows * (size + CAPTION + GAP));
        for (int i = 0; i < names.size(); i++) {
            int x = GAP + i % COLUMNS * (size + GAP);
            int y = GAP + i / COLUMNS * (size + CAPTION + GAP);
            float[] one = Arrays.copyOfRange(values, i * side * side, (i + 1) * side * side);
            sheet.picture(Colormap.SIGNED.image(one, side, -end, end), x, y, size, size);
            sheet.words(names.get(i), x + size / 2.0, y + size + 13, 12, Canvas.INK, Align.CENTER);
        }
        String number = Text.format("%.2g", end);
        sheet.scale(Colormap.SIGNED, "−" + number, number, width, GAP, size);
        return sheet.drawing(toString());
    }

    private double largest() {
        return Math.max(1e-12, Floats.largest(values));
    }

    @Override
    public String toString() {
        return Text.format(
                "%s of %d×%d weights, −%.2g to %.2g: %s",
                Text.count(names.size(), "picture"),
                side,
                side,
                largest(),
                largest(),
                String.join(", ", names));
    }
}
