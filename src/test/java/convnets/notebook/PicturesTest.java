package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.figures.Architecture;
import convnets.figures.ConfusionMatrix;
import convnets.figures.Figures;
import convnets.look.Activations;
import convnets.look.BestPath;
import convnets.look.DigitStrip;
import convnets.look.Kernels;
import convnets.look.LeNet5Figures;
import convnets.look.Reading;
import convnets.look.Scan;
import convnets.look.Shift;
import convnets.look.TopImages;
import convnets.look.TranslationFilm;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Chart;
import convnets.plot.ChartImage;
import convnets.plot.Gallery;
import convnets.plot.Palette;
import convnets.plot.ProgressBar;
import convnets.train.Epoch;
import convnets.train.Evaluation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * One picture of each type: no page shines through as a white slab, none is too wide. They lie in
 * target/pictures, on white and on a dark page, to be looked at.
 */
class PicturesTest {

    private static final int WIDEST = 710;
    private static final Shape GRAY_224 = new Shape(1, 1, 224, 224);

    @Test
    void allSuitLightAndDarkPages() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "pictures"));
        Map<String, BufferedImage> pictures = pictures();
        for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
            String name = picture.getKey();
            BufferedImage image = picture.getValue();
            ImageIO.write(onBoth(image), "png", folder.resolve(name + ".png").toFile());
            assertTrue(image.getWidth() <= WIDEST, name + " is " + image.getWidth() + " wide");
            assertEquals(0, image.getRGB(0, 0) >>> 24, name + " has a background");
            assertEquals(0, image.getRGB(image.getWidth() - 1, 0) >>> 24, name + ": background");
        }
    }

    private static BufferedImage onBoth(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        BufferedImage both = new BufferedImage(width, 2 * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = both.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(new Color(0x111111));
        g.fillRect(0, height, width, height);
        g.drawImage(image, 0, 0, null);
        g.drawImage(image, 0, height, null);
        g.dispose();
        return both;
    }

    private static Map<String, BufferedImage> pictures() {
        Map<String, BufferedImage> all = new LinkedHashMap<>();
        nets(all);
        charts(all);
        views(all);
        return all;
    }

    private static void nets(Map<String, BufferedImage> all) {
        LayerTable leNet = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        LayerTable alexNet = LayerTable.of(AlexNet.block(), GRAY_224);
        LayerTable vgg = LayerTable.of(Vgg.block(11), GRAY_224);
        LayerTable nin = LayerTable.of(Nin.block(), GRAY_224);
        all.put("net-lenet", Architecture.of(leNet).image());
        all.put("net-alexnet", Architecture.of(alexNet).image());
        all.put("net-vgg16", Architecture.of(Vgg.block(16), GRAY_224).image());
        all.put("net-nin", Architecture.of(nin).image());
        all.put(
                "columns-lenet-alexnet",
                Architecture.sideBySide(List.of("LeNet", "AlexNet"), leNet, alexNet).image());
        all.put(
                "columns-vgg-nin",
                Architecture.sideBySide(List.of("VGG-11", "NiN"), vgg, nin).image());
        all.put("chart-sizes", ChartImage.of(Figures.sizes(vgg)));
        all.put("chart-shares", ChartImage.of(Figures.shares(alexNet)));
    }

    private static void charts(Map<String, BufferedImage> all) {
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            epochs.add(new Epoch(i, 2.3 / i, 1 - 0.6 / i, 1 - 0.7 / i, 1, 1000));
        }
        all.put("chart-learning", ChartImage.of(Figures.learning(epochs, 10, 2.3)));
        BufferedImage live = ChartImage.of(Figures.learning(epochs.subList(0, 3), 10, 2.4));
        all.put("chart-live", ProgressBar.below(live, 0.3, "epoch 4 of 10, batch 3 of 80"));
        double[] year = {1970, 1980, 1990, 2000, 2010, 2020};
        all.put(
                "chart-log",
                ChartImage.of(
                        Chart.lines("Half a century of computing")
                                .x("year")
                                .y("times")
                                .logY()
                                .add(
                                        "examples",
                                        year,
                                        new double[] {1e2, 1e3, 1e4, 1e7, 1e10, 1e12})
                                .add(
                                        "memory",
                                        year,
                                        new double[] {1e3, 1e5, 1e7, 1e8, 1e9, 1e11})));
        all.put(
                "chart-bars",
                ChartImage.of(
                        Chart.bars(
                                        "Share of dense layers",
                                        List.of("LeNet", "AlexNet", "VGG-11", "NiN"))
                                .y("%")
                                .add("dense", 95.8, 92, 92.8, 0)));
        double[] speed = {16000, 900, 700, 850, 600};
        double[] accuracy = {0.82, 0.868, 0.858, 0.852, 0.9};
        all.put(
                "chart-bubbles",
                ChartImage.of(
                        Chart.points("Accuracy against speed; area = parameters")
                                .x("pictures a second")
                                .y("accuracy")
                                .logX()
                                .bubbles(
                                        "here",
                                        List.of(
                                                "LeNet",
                                                "AlexNet ÷ 4",
                                                "VGG-11 ÷ 8",
                                                "NiN ÷ 4",
                                                "x"),
                                        speed,
                                        accuracy,
                                        new double[] {6e4, 3e6, 2e6, 1e5, 5e6})
                                .errors(0.01, 0.01, 0.005, 0.02, 0.01)
                                .color(
                                        Palette.Net.LENET,
                                        Palette.Net.ALEXNET,
                                        Palette.Net.VGG,
                                        Palette.Net.NIN,
                                        Palette.Net.MLP)
                                .bubbles(
                                        "published",
                                        List.of("AlexNet", "VGG-11", "VGG-16", "VGG-19"),
                                        new double[] {12248, 1498, 753, 636},
                                        new double[] {0.559, 0.681, 0.732, 0.741},
                                        new double[] {61.1e6, 132.9e6, 138.4e6, 143.7e6})
                                .color(
                                        Palette.Net.ALEXNET,
                                        Palette.Net.VGG,
                                        Palette.Net.VGG,
                                        Palette.Net.VGG)
                                .hollow()));
        all.put(
                "chart-errors",
                ChartImage.of(
                        Chart.lines("Mean accuracy")
                                .x("MACs")
                                .y("accuracy")
                                .logX()
                                .add(
                                        "LeNet",
                                        new double[] {1e5, 1e6, 1e7},
                                        new double[] {.8, .83, .85})
                                .errors(0.02, 0.01, 0.01)
                                .color(Palette.Net.LENET)
                                .reference(
                                        "chance",
                                        new double[] {1e5, 1e7},
                                        new double[] {.78, .78})));
        all.put(
                "chart-one-over-x",
                ChartImage.of(Chart.lines("1/x").x("x").y("1/x").curve("1/x", x -> 1 / x, -1, 1)));
    }

    /** As many classes as EMNIST has, each now and then taken for the next one. */
    private static Evaluation many(int classes) {
        int[][] confusion = new int[classes][classes];
        for (int i = 0; i < classes; i++) {
            confusion[i][i] = 100 - i;
            confusion[i][(i + 1) % classes] = i;
        }
        List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
        return new Evaluation(names, confusion, 0, List.of());
    }

    private static void views(Map<String, BufferedImage> all) {
        Images digits = Mnist.sample().test().first(200);
        Picture digit = digits.get(3);
        Shape image = new Shape(1, 1, 28, 28);
        Block net = Nets.initialize(LeNet.block(), Init.glorot(2), 3, image);
        all.put("confusion", ConfusionMatrix.of(Evaluation.of(net, digits)).image());
        all.put("confusion-47", ConfusionMatrix.of(many(47)).image());
        all.put("activations", Activations.of(net, digit).image());
        all.put("kernels", Kernels.of(net).drawing().image());
        Kernels kernels = Kernels.of(net);
        all.put("kernels-sobel", kernels.above(kernels.sobel(), "learned", "Sobel").image());
        all.put("top-images", TopImages.of(net, digits, "C3", 4).drawing().image());
        all.put("shift", Shift.of(net, digits, 10, 5).drawing().image());
        all.put("film", TranslationFilm.of(net, digit).drawing().image());
        all.put("c3-table", LeNet5Figures.c3Table().image());
        all.put("bitmaps", LeNet5Figures.bitmaps().image());
        Reading reading = Scan.of(net).read(DigitStrip.bankCheck(digits, 1));
        all.put("reading", reading.drawing().image());
        Reading pair = Scan.of(net).read(DigitStrip.pair(digits, 5));
        all.put("best-path", BestPath.of(pair, 2).drawing().image());
        all.put(
                "gallery",
                Gallery.of(
                                digits.subList(0, 12).stream().map(Picture::toImage).toList(),
                                digits.subList(0, 12).stream().map(Picture::name).toList(),
                                10,
                                3,
                                "digits")
                        .image());
    }
}
