package convnets.figures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Palette;
import convnets.plot.View;
import convnets.train.Evaluation;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * What nets answer everywhere in a plane: each place in the pale color of its class, and the points
 * to be told apart in the full one. Nets stand side by side.
 */
public final class DecisionRegions implements View {

    /** Places that are asked in each direction, and pixels for each of them. */
    private static final int GRID = 110;

    private static final int ZOOM = 2;
    private static final int SIDE = GRID * ZOOM;
    private static final int GAP = 14;
    private static final int TOP = 26;
    private static final int MOST = 400;

    private final Images points;
    private final List<BufferedImage> regions = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    private DecisionRegions(Images points) {
        this.points = points;
    }

    /**
     * Begins with the points alone.
     *
     * @param points two pixels each, such as those of {@link convnets.data.Points}
     * @return a picture without a net yet: the points alone
     * @throws CourseException if they are no points of a plane
     */
    public static DecisionRegions of(Images points) {
        Given.of("set of points", points);
        if (!points.shape(1).equals(new Shape(1, 1, 1, 2))) {
            throw new CourseException(
                    "Regions are drawn in a plane, so they need pictures of two pixels, not of %s.",
                    points.shape(1));
        }
        return new DecisionRegions(points);
    }

    /**
     * Adds what a net answers.
     *
     * @param name above its square; its accuracy on the points is added
     * @param net with weights, (N, 1, 1, 2) → (N, classes)
     * @return this
     */
    public DecisionRegions add(String name, Block net) {
        double accuracy = Evaluation.of(net, points).accuracy();
        titles.add(Text.format("%s: accuracy %.3f", name, accuracy));
        regions.add(region(net));
        return this;
    }

    private static BufferedImage region(Block net) {
        float[] places = new float[2 * GRID * GRID];
        for (int i = 0; i < GRID * GRID; i++) {
            places[2 * i] = (i % GRID + 0.5f) / GRID;
            places[2 * i + 1] = 1 - (i / GRID + 0.5f) / GRID;
        }
        BufferedImage image = new BufferedImage(GRID, GRID, BufferedImage.TYPE_INT_ARGB);
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = HostArrays.array(manager, places, new Shape(GRID * GRID, 1, 1, 2));
            long[] answers = Nets.forward(net, x).argMax(1).toLongArray();
            for (int i = 0; i < answers.length; i++) {
                image.setRGB(i % GRID, i / GRID, pale((int) answers[i]));
            }
        }
        return image;
    }

    /** The page shows through, so that it is pale on white, and dark on black. */
    private static int pale(int label) {
        return Palette.glassy(Palette.color(label), 64).getRGB();
    }

    @Override
    public Drawing drawing() {
        int squares = Math.max(1, regions.size());
        Canvas sheet = new Canvas(GAP + squares * (SIDE + GAP), TOP + SIDE + GAP);
        for (int i = 0; i < squares; i++) {
            int left = GAP + i * (SIDE + GAP);
            if (!regions.isEmpty()) {
                sheet.picture(regions.get(i), left, TOP, SIDE, SIDE);
                sheet.words(titles.get(i), left, TOP - 8, 12, Canvas.INK, Align.LEFT);
            }
            points(sheet, left);
            sheet.frame(left, TOP, SIDE, SIDE, Canvas.INK);
        }
        return sheet.drawing(toString());
    }

    private void points(Canvas sheet, int left) {
        for (int i = 0; i < Math.min(MOST, points.size()); i++) {
            byte[] point = points.image(i).pixels();
            double x = left + (point[0] & 0xff) / 255.0 * SIDE;
            double y = TOP + (1 - (point[1] & 0xff) / 255.0) * SIDE;
            Color ink = Palette.color(points.image(i).label());
            sheet.fill(new Ellipse2D.Double(x - 2.5, y - 2.5, 5, 5), ink);
        }
    }

    @Override
    public String toString() {
        String names = String.join(" and ", points.names());
        String words =
                Text.format("%s of the classes %s", Text.count(points.size(), "point"), names);
        return titles.isEmpty()
                ? words
                : words + ", and what a net answers where: " + String.join("; ", titles);
    }
}
