package convnets.look;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.models.LeNet5;
import convnets.nn.DigitBitmaps;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Drawings that explain the LeNet-5 of 1998. */
public final class LeNet5Figures {

    private static final int CELL = 26;

    private LeNet5Figures() {}

    /**
     * Which maps of S2 each map of C3 reads: table I of the paper.
     *
     * @return a square for each of the 60 connected pairs
     */
    public static Drawing c3Table() {
        int[][] table = LeNet5.table();
        int left = 90;
        int top = 40;
        Canvas sheet = new Canvas(left + 16 * CELL + 10, top + 6 * CELL + 10);
        sheet.bold("map of C3", left, 14, 12, Canvas.INK, Align.LEFT);
        sheet.bold("map of S2", 4, top - 8, 12, Canvas.INK, Align.LEFT);
        for (int row = 0; row < 6; row++) {
            double y = top + (row + 0.5) * CELL + 4;
            sheet.words("" + (row + 1), left - 10, y, 12, Canvas.INK, Align.RIGHT);
            for (int column = 0; column < table.length; column++) {
                int map = row;
                boolean reads = Arrays.stream(table[column]).anyMatch(m -> m == map);
                Color color = reads ? Canvas.ACCENT : Canvas.GRID;
                int x = left + column * CELL;
                sheet.box(x, top + row * CELL, CELL - 2, CELL - 2, color);
            }
        }
        for (int column = 0; column < table.length; column++) {
            double x = left + (column + 0.5) * CELL - 1;
            sheet.words("" + (column + 1), x, top - 8, 12, Canvas.INK, Align.CENTER);
        }
        return sheet.drawing("The 60 of 96 pairs of maps of S2 and C3 that are connected");
    }

    /**
     * What F6 draws of a picture, beside the bitmap that it should draw. The output unit whose
     * bitmap is nearest gives the answer.
     *
     * @param net {@link LeNet5#block()} with weights
     * @param picture 28×28 pixels, a digit
     * @return 7×12 pixels each: F6, the bitmap of the picture's class if it has one, and that of
     *     the answer if it is another
     * @throws convnets.CourseException if the net has no weights or no such layer, or the picture
     *     does not fit
     */
    public static Drawing f6(Block net, Picture picture) {
        Given.of("picture", picture);
        List<LayerOutput> layers;
        try (NDManager manager = HostArrays.newManager()) {
            layers = LayerOutput.of(net, picture.toArray(manager));
        }
        LayerOutput f6 = layers.size() < 2 ? null : layers.get(layers.size() - 2);
        if (f6 == null || f6.values().length != DigitBitmaps.PIXELS) {
            throw new CourseException(
                    "This needs a net whose last but one layer has %d units, such as"
                            + " LeNet5.block().",
                    DigitBitmaps.PIXELS);
        }
        int answer = layers.get(layers.size() - 1).answer();
        int label = picture.label();
        boolean known = label >= 0 && label < DigitBitmaps.COUNT; // a photo is of no class
        List<BufferedImage> images = new ArrayList<>(List.of(image(f6.values())));
        List<String> names = new ArrayList<>(List.of("F6"));
        if (known) {
            images.add(bitmap(label));
            names.add("bitmap of " + label);
        }
        if (answer != label) {
            images.add(bitmap(answer));
            names.add("answer: " + answer);
        }
        String words =
                Text.format(
                        "F6 of %s as %d×%d pixels beside the bitmap of %d; the answer is %d",
                        known ? "the digit " + label : "a picture",
                        DigitBitmaps.WIDTH,
                        DigitBitmaps.HEIGHT,
                        known ? label : answer,
                        answer);
        return Gallery.of(images, names, 3, 14, words);
    }

    private static BufferedImage bitmap(int digit) {
        int from = digit * DigitBitmaps.PIXELS;
        return image(Arrays.copyOfRange(DigitBitmaps.targets(), from, from + DigitBitmaps.PIXELS));
    }

    /** Black is 1, white is −1, as ink on paper. */
    private static BufferedImage image(float[] values) {
        return Colormap.GRAY.image(values, DigitBitmaps.HEIGHT, 1, -1);
    }

    /**
     * The ten bitmaps that the output units compare F6 with; drawn for this course.
     *
     * @return 7×12 pixels each
     */
    public static Drawing bitmaps() {
        List<BufferedImage> images = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int digit = 0; digit < DigitBitmaps.COUNT; digit++) {
            images.add(bitmap(digit));
            names.add("" + digit);
        }
        String words =
                Text.format(
                        "Ten digits in %d×%d black and white pixels",
                        DigitBitmaps.WIDTH, DigitBitmaps.HEIGHT);
        return Gallery.of(images, names, 10, 8, words);
    }
}
