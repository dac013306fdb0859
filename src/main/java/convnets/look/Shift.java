package convnets.look;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Augmentation;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.StopButton;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Chart;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import convnets.train.Prediction;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * How well a net reads pictures that are moved: the share of right answers for each shift, left to
 * right and up and down. What leaves the picture is lost, what enters is background.
 *
 * @param reach the largest shift, in pixels
 * @param step between two shifts, in pixels
 * @param pictures how many were read at each shift
 * @param accuracy share of right answers, 0 to 1; the row is the shift downward and the column the
 *     shift to the right, both from −reach to reach
 */
public record Shift(int reach, int step, int pictures, double[][] accuracy) implements View {

    private static final int CELL = 36;

    /**
     * Measures shifts up to 10 pixels in steps of 2.
     *
     * @param net with weights
     * @param images that are moved and read
     * @return the accuracies
     * @throws CourseException if the net has no weights or the pictures do not fit
     */
    public static Shift of(Block net, Images images) {
        return of(net, images, 10, 2);
    }

    /**
     * Measures other shifts.
     *
     * @param net with weights
     * @param images that are moved and read
     * @param reach the largest shift, in pixels
     * @param step between two shifts, a divisor of the reach
     * @return the accuracies
     * @throws CourseException if the net has no weights, the pictures do not fit or the step does
     *     not
     */
    public static Shift of(Block net, Images images, int reach, int step) {
        Given.of("set of pictures", images);
        if (step < 1 || reach < step || reach % step != 0) {
            throw new CourseException(
                    "The shifts need a step that divides the reach, such as 2 and 10, not %d and"
                            + " %d.",
                    step, reach);
        }
        LayerOutput.check(net, images.shape(1));
        if (reach > images.shape(1).get(3)) {
            throw new CourseException(
                    "A shift by %s leaves nothing of a picture %s wide: give a smaller reach.",
                    Text.count(reach, "pixel"), Text.count(images.shape(1).get(3), "pixel"));
        }
        int side = 2 * reach / step + 1;
        double[][] accuracy = new double[side][side];
        Images still = images.map(picture -> picture); // enlarged once, if it is at all
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int down = row * step - reach;
                int right = column * step - reach;
                accuracy[row][column] =
                        accuracy(net, still.map(picture -> picture.shifted(down, right)));
            }
        }
        return new Shift(reach, step, images.size(), accuracy);
    }

    private static double accuracy(Block net, Images images) {
        List<Prediction> answers = Prediction.all(net, images);
        StopButton.check();
        return (double) answers.stream().filter(Prediction::right).count() / answers.size();
    }

    /**
     * Moves each training picture of a data set once, by chance; it is tested on unmoved pictures.
     *
     * @param data any
     * @param reach the largest shift in each direction, in pixels
     * @param seed of the random numbers
     * @return the data set with moved training pictures
     */
    public static ImageData scatter(ImageData data, int reach, int seed) {
        Given.of("data set", data);
        String name = data.name() + ", moved by up to " + Text.count(reach, "pixel");
        Images moved = data.train().augmented(Augmentation.shift(reach), seed);
        return new ImageData(name, data.origin(), data.full(), moved, data.test());
    }

    /**
     * The share of right answers at one shift.
     *
     * @param right pixels to the right; a multiple of the step
     * @param down pixels downward; a multiple of the step
     * @return 0 to 1
     */
    public double at(int right, int down) {
        int column = right + reach;
        int row = down + reach;
        int last = 2 * reach;
        if (column < 0 || row < 0 || column > last || row > last || (column | row) % step != 0) {
            throw new CourseException(
                    "Only shifts from %d to %d pixels in steps of %d were measured.",
                    -reach, reach, step);
        }
        return accuracy[row / step][column / step];
    }

    /**
     * The two axes of the surface as lines.
     *
     * @return accuracy over the shift to the right, and over the shift downward
     */
    public Chart chart() {
        int middle = reach / step;
        double[] shifts = new double[accuracy.length];
        Arrays.setAll(shifts, i -> (double) i * step - reach);
        double[] down = Arrays.stream(accuracy).mapToDouble(row -> row[middle]).toArray();
        return Chart.lines("Accuracy against shift")
                .x("shift (pixels)")
                .y("accuracy")
                .yRange(0, 1)
                .add("to the right", shifts, accuracy[middle])
                .add("downward", shifts, down);
    }

    @Override
    public Drawing drawing() {
        int side = accuracy.length;
        int left = 70;
        int top = 40;
        int map = side * CELL;
        String title = "Right answers in percent, " + Text.count(pictures, "picture");
        int wide = (int) Math.max(map + 90, 1.2 * Canvas.width(title, 14));
        Canvas sheet = new Canvas(left + wide, top + map + 56);
        sheet.bold(title, left, 24, 14, Canvas.INK, Align.LEFT);
        for (int row = 0; row < side; row++) { // a row has the number of its column
            int y = top + row * CELL;
            String shift = signed(row * step - reach);
            double middle = left + (row + 0.5) * CELL;
            sheet.words(shift, left - 8, y + CELL / 2.0 + 4, 11, Canvas.INK, Align.RIGHT);
            sheet.words(shift, middle, top + map + 16, 11, Canvas.INK, Align.CENTER);
            for (int column = 0; column < side; column++) {
                double share = accuracy[row][column];
                int x = left + column * CELL;
                sheet.box(x, y, CELL - 1, CELL - 1, Colormap.HEAT.color(share));
                Color ink = share > 0.55 ? Color.BLACK : Color.WHITE;
                String words = Long.toString(Math.round(100 * share));
                sheet.words(words, x + CELL / 2.0, y + CELL / 2.0 + 4, 12, ink, Align.CENTER);
            }
        }
        double middle = left + map / 2.0;
        sheet.words("pixels to the right", middle, top + map + 38, 12, Canvas.INK, Align.CENTER);
        sheet.words("down", 10, top + map / 2.0 + 4, 12, Canvas.INK, Align.LEFT);
        sheet.scale(Colormap.HEAT, "0", "100", left + map + 20, top, map);
        return sheet.drawing(toString());
    }

    /** A shift with its sign: +3, −3 or 0. */
    static String signed(int shift) {
        return shift > 0 ? "+" + shift : shift < 0 ? "−" + -shift : "0";
    }

    @Override
    public String toString() {
        int middle = reach / step;
        return Text.format(
                "Accuracy of %s: %.3f unmoved; %.3f and %.3f %s left and right;"
                        + " %.3f and %.3f up and down",
                Text.count(pictures, "shifted picture"),
                accuracy[middle][middle],
                accuracy[middle][0],
                accuracy[middle][2 * middle],
                Text.count(reach, "pixel"),
                accuracy[0][middle],
                accuracy[2 * middle][middle]);
    }
}
