package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a net sees a class: the maps before a final global average pooling, one for each class,
 * laid over the picture. Such a net has no dense layer, so it also takes pictures larger than those
 * that it learned from, here a sheet of several of them.
 *
 * @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al., 2016: class activation mapping</a>
 */
public final class ClassActivationMaps {

    /** What small pictures are enlarged to, all panels together, in screen pixels. */
    private static final int WIDTH = 780;

    private ClassActivationMaps() {}

    /**
     * Lays the first pictures out in a square and shows where the net sees the given classes.
     *
     * @param net that ends in global average pooling, trained
     * @param images at the size that the net learned from
     * @param side pictures in a row and in a column of the sheet
     * @param classes names of classes, a panel for each
     * @return the sheet, and beside it once more for each class, red where its map is above the
     *     mean of all classes' maps
     */
    public static Drawing of(SequentialBlock net, Images images, int side, String... classes) {
        List<Block> layers = net.getChildren().values();
        Block last = layers.get(layers.size() - 1);
        SequentialBlock before = new SequentialBlock();
        layers.subList(0, layers.size() - 1).forEach(before::add);
        Picture sheet = sheet(images, side);
        List<BufferedImage> panels = new ArrayList<>(List.of(sheet.toImage()));
        List<String> captions = new ArrayList<>(List.of("the picture"));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray maps = Nets.forward(before, sheet.toArray(manager));
            if (maps.getShape().dimension() != 4
                    || maps.getShape().get(1) != images.names().size()) {
                throw new CourseException(
                        "Heat-maps need a net that ends in global average pooling over one map for"
                                + " each class; the last layer of this one is %s after %s.",
                        Nets.outline(last), maps.getShape());
            }
            NDArray evidence = maps.get(0).sub(maps.get(0).mean(new int[] {0}, true));
            for (String name : classes) {
                int number = images.names().indexOf(name);
                if (number < 0) {
                    throw new CourseException(
                            "There is no class \"%s\": take one of %s.", name, images.names());
                }
                panels.add(heated(sheet, evidence.get(number), place(before)));
                captions.add(name);
            }
        }
        String words = "A sheet of pictures, and where the net sees " + String.join(", ", classes);
        int zoom = Math.max(1, WIDTH / (panels.size() * sheet.width()));
        return Gallery.of(panels, captions, panels.size(), zoom, words);
    }

    private static Picture sheet(Images images, int side) {
        int size = (int) images.shape(1).get(2);
        int whole = side * size;
        byte[] pixels = new byte[whole * whole];
        for (int i = 0; i < side * side; i++) {
            Picture picture = images.get(i);
            for (int y = 0; y < size; y++) {
                int to = (i / side * size + y) * whole + i % side * size;
                System.arraycopy(picture.pixels(), y * size, pixels, to, size);
            }
        }
        return new Picture(pixels, whole, whole, 0, "a sheet");
    }

    /** The middle of the first place of a net's last maps in the picture, and the step. */
    static double[] place(Block net) {
        double[] place = {0, 1};
        for (SlidingWindow window : Nets.windows(net)) {
            place[0] += ((window.kernelSize() - 1) / 2.0 - window.padding()) * place[1];
            place[1] *= window.stride();
        }
        return place;
    }

    private static BufferedImage heated(Picture sheet, NDArray map, double[] place) {
        int columns = (int) map.getShape().get(1);
        int rows = (int) map.getShape().get(0);
        float[] heat = map.toFloatArray();
        float hottest = 1e-6f;
        for (float value : heat) {
            hottest = Math.max(hottest, value);
        }
        BufferedImage image =
                new BufferedImage(sheet.width(), sheet.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < sheet.height(); y++) {
            int row = nearest(y, place, rows);
            for (int x = 0; x < sheet.width(); x++) {
                int gray = sheet.pixels()[y * sheet.width() + x] & 0xff;
                float value = heat[row * columns + nearest(x, place, columns)];
                float share = 0.75f * Math.max(0, value / hottest);
                int other = (int) ((1 - share) * gray);
                int red = (int) (other + share * 255);
                image.setRGB(x, y, new Color(red, other, other).getRGB());
            }
        }
        return image;
    }

    /** The place of a map whose middle is nearest to a pixel. */
    private static int nearest(int pixel, double[] place, int places) {
        long nearest = Math.round((pixel - place[0]) / place[1]);
        return (int) Math.max(0, Math.min(places - 1, nearest));
    }
}
