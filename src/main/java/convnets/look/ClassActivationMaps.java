package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.Floats;
import convnets.Given;
import convnets.Text;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a net sees a class: the maps before a final global average pooling, one for each class,
 * laid over the picture. Red is where the class's map is above the mean of all classes' maps, blue
 * where it is below.
 *
 * @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al., 2016: class activation mapping</a>
 */
public final class ClassActivationMaps implements View {

    private static final int SIDE = 190;
    private static final int GAP = 10;
    private static final int ROW = SIDE + 30;

    /** More pictures than this are not drawn. */
    private static final int MOST = 12;

    /** One picture with the evidence for each class and the classes' probabilities. */
    private record Seen(Picture picture, float[][] evidence, int rows, float[] probabilities) {

        /** The most probable class that is not the picture's own. */
        int other() {
            int best = picture.label() == 0 ? 1 : 0;
            for (int i = 0; i < probabilities.length; i++) {
                boolean higher = probabilities[i] > probabilities[best];
                best = i != picture.label() && higher ? i : best;
            }
            return best;
        }
    }

    private final List<String> names;
    private final ReceptiveField field;
    private final List<Seen> seen = new ArrayList<>();

    private ClassActivationMaps(List<String> names, ReceptiveField field) {
        this.names = names;
        this.field = field;
    }

    /**
     * Looks at pictures.
     *
     * @param net that ends in global average pooling, trained
     * @param images at the size that the net learned from
     * @param indices which of them, at most 12
     * @return for each picture the evidence for its own class and for the most probable other one
     * @throws CourseException if the net does not end in global average pooling over one map for
     *     each class
     */
    public static ClassActivationMaps of(SequentialBlock net, Images images, int... indices) {
        Given.of("set of pictures", images);
        Given.of("list of indices", indices);
        if (images.names().size() < 2) {
            throw new CourseException(
                    "Class activation maps compare a class with another one, and these pictures"
                            + " have %d.",
                    images.names().size());
        }
        LayerOutput.check(net, images.shape(1));
        List<Block> layers = Nets.layers(net);
        int last = layers.size() - 1;
        ReceptiveField field = ReceptiveField.of(net, images.shape(1), last);
        ClassActivationMaps all = new ClassActivationMaps(images.names(), field);
        int[] some = Arrays.copyOf(indices, Math.min(MOST, indices.length));
        for (Picture picture : images.subset(some)) {
            try (NDManager manager = HostArrays.newManager()) {
                List<NDArray> outputs = Nets.outputs(net, picture.toArray(manager));
                NDArray maps = last < 1 ? outputs.get(0) : outputs.get(last - 1);
                if (maps.getShape().dimension() != 4
                        || maps.getShape().get(1) != images.names().size()) {
                    throw new CourseException(
                            "Class activation maps need a net that ends in global average pooling"
                                    + " over one map for each class; the last layer of this one is"
                                    + " %s after %s.",
                            Nets.outline(layers.get(last)), maps.getShape());
                }
                NDArray evidence = maps.get(0).sub(maps.get(0).mean(new int[] {0}, true));
                float[][] classes = Grids.grid(evidence.reshape(images.names().size(), -1));
                float[] p = outputs.get(last).softmax(1).toFloatArray();
                all.seen.add(new Seen(picture, classes, (int) maps.getShape().get(2), p));
            }
        }
        return all;
    }

    @Override
    public Drawing drawing() {
        Canvas sheet = new Canvas(3 * (SIDE + GAP) + 70, Math.max(1, seen.size()) * ROW + GAP);
        for (int i = 0; i < seen.size(); i++) {
            Seen one = seen.get(i);
            int y = GAP + i * ROW;
            int own = one.picture.label();
            double top = Math.max(largest(one.evidence[own]), largest(one.evidence[one.other()]));
            panel(sheet, one.picture.toImage(), names.get(own), 0, y);
            panel(sheet, heated(one, own, top), words(one, own), 1, y);
            panel(sheet, heated(one, one.other(), top), words(one, one.other()), 2, y);
            String number = Text.number(Math.round(top * 10) / 10.0);
            sheet.scale(Colormap.SIGNED, "−" + number, number, 3 * (SIDE + GAP) + GAP, y, SIDE);
        }
        return sheet.drawing(toString());
    }

    private static void panel(Canvas sheet, BufferedImage image, String words, int column, int y) {
        int x = GAP + column * (SIDE + GAP);
        sheet.picture(image, x, y, SIDE, SIDE);
        sheet.words(words, x + SIDE / 2.0, y + SIDE + 14.0, 12, Canvas.INK, Align.CENTER);
    }

    private String words(Seen one, int label) {
        return Text.format("for %s: p = %.2f", names.get(label), one.probabilities[label]);
    }

    private static double largest(float[] evidence) {
        return Math.max(1e-6, Floats.largest(evidence));
    }

    /** The picture, pale, with the evidence for a class: the more, the stronger its color. */
    private BufferedImage heated(Seen one, int label, double top) {
        Picture gray = one.picture.gray();
        int columns = one.evidence[label].length / one.rows;
        BufferedImage image =
                new BufferedImage(gray.width(), gray.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < gray.height(); y++) {
            for (int x = 0; x < gray.width(); x++) {
                int row = field.nearest(y, one.rows);
                float value = one.evidence[label][row * columns + field.nearest(x, columns)];
                int color = Colormap.SIGNED.rgb(0.5 + value / (2 * top));
                double share = 0.8 * Math.abs(value) / top;
                int light = Byte.toUnsignedInt(gray.pixels()[y * gray.width() + x]);
                image.setRGB(x, y, Colormap.mixed(0x010101 * light, color, share));
            }
        }
        return image;
    }

    @Override
    public String toString() {
        return seen.stream()
                .map(this::words)
                .collect(Collectors.joining(", ", "Where the net sees a class: ", ""));
    }

    private String words(Seen one) {
        int own = one.picture.label();
        return names.get(own) + " (" + words(one, own) + "; " + words(one, one.other()) + ")";
    }
}
