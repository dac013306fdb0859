package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import convnets.CourseException;
import convnets.Floats;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.models.LeNet;
import convnets.models.LeNet5;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Drawing;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.Table;

class LookTest {

    private static final Shape IMAGE = new Shape(1, 1, 28, 28);
    private static final ImageData DATA = Mnist.sample();
    private static final Images FEW = DATA.test().first(20);

    private static Block fresh() {
        return Nets.initialize(LeNet.block(), Init.glorot(2), 3, IMAGE);
    }

    private static List<float[]> weights(Block net) {
        List<float[]> all = new ArrayList<>();
        for (Parameter parameter : net.getParameters().values()) {
            all.add(parameter.getArray().toFloatArray());
        }
        return all;
    }

    @Test
    void noViewChangesTheNet() {
        Block net = fresh();
        List<float[]> before = weights(net);
        Activations.of(net, FEW.get(0));
        Shift.of(net, FEW, 2, 2).drawing();
        TranslationFilm crossing = TranslationFilm.of(net, FEW.get(0));
        crossing.drawing();
        crossing.animation();
        Kernels.of(net).drawing();
        TopImages.of(net, FEW, "C3", 16).drawing();
        Features.nearestCentroid(net, new ImageData("few", "", false, FEW, FEW), "F6");
        Scan scan = Scan.of(net);
        Reading reading = scan.read(DigitStrip.pair(FEW, 1));
        reading.drawing();
        BestPath.of(reading, 2).drawing();
        List<float[]> after = weights(net);
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
    }

    @Test
    void namesTheLayersAsLeCunDid() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<LayerOutput> stages = LayerOutput.of(fresh(), FEW.get(0).toArray(manager));
            List<String> names = stages.stream().map(LayerOutput::name).toList();
            assertEquals(List.of("C1", "S2", "C3", "S4", "F5", "F6", "output"), names);
            assertEquals(6 * 28 * 28, stages.get(0).values().length);
            assertEquals(120, stages.get(4).values().length);
            var c1 = Floats.summary(stages.get(0).values());
            assertTrue(c1.getMin() > 0 && c1.getMax() < 1, "after the sigmoid");
            double sum = 0;
            for (float p : stages.get(6).values()) {
                sum += p;
            }
            assertEquals(1, sum, 1e-5);
            Block old = Nets.initialize(LeNet5.block(), Init.glorot(), 1, IMAGE);
            stages = LayerOutput.of(old, FEW.get(0).toArray(manager));
            names = stages.stream().map(LayerOutput::name).toList();
            assertEquals(List.of("C1", "S2", "C3", "S4", "C5", "F6", "output"), names);
        }
    }

    @Test
    void drawsAnyNet() {
        Drawing lenet = Activations.of(fresh(), FEW.get(0));
        assertEquals(700, lenet.image().getWidth());
        assertTrue(lenet.toString().contains("F6 (84)"), lenet.toString());
        Block wide = sequential(conv(64, 3), relu(), conv(10, 1), globalAvgPool(), flatten());
        Nets.initialize(wide, Init.he(), 1, new Shape(1, 1, 40, 40));
        Picture large = new Picture(new byte[1600], 40, 40, 0, "");
        String words = Activations.of(wide, large).toString();
        assertTrue(words.contains("C1 (64, 38, 38), C2 (10, 38, 38), output (10)"), words);
    }

    @Test
    void saysWhatDoesNotFit() {
        Block net = fresh();
        Picture small = new Picture(new byte[256], 16, 16, 0, "");
        says("made for images of 28×28 pixels with 1 channel", () -> Activations.of(net, small));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray color = manager.zeros(new Shape(1, 3, 28, 28));
            says("and this is images of 28×28 pixels with 3 c", () -> Activations.of(net, color));
        }
        for (Executable view :
                List.<Executable>of(
                        () -> Activations.of(LeNet.block(), FEW.get(0)),
                        () -> Shift.of(LeNet.block(), FEW),
                        () -> TranslationFilm.of(LeNet.block(), FEW.get(0)),
                        () -> Kernels.of(LeNet.block()),
                        () -> TopImages.of(LeNet.block(), FEW, "C1", 1),
                        () -> Scan.of(LeNet.block()))) {
            says("train it first", view);
        }
        says("the channels 1 to 6, and no channel 7", () -> TopImages.of(net, FEW, "C1", 7));
        says("only C1, S2, C3, S4", () -> TopImages.of(net, FEW, "F6", 1));
        says("a step that divides the reach", () -> Shift.of(net, FEW, 10, 3));
        says("no kernels", () -> Kernels.of(denseNet()));
        says("28 pixels high", () -> Scan.of(net).read(new DigitStrip(small, List.of())));
        List<Picture> digits = List.of(FEW.get(0), FEW.get(1));
        says("here are 0 with a gap of 3", () -> DigitStrip.of(List.of(), 3));
        says("here are 2 with a gap of -28", () -> DigitStrip.of(digits, -28));
        says("at most 4,096 pixels", () -> DigitStrip.of(digits, 1_000_000_000));
        Reading reading = Scan.of(net).read(DigitStrip.of(digits, 3));
        says("1 digit or more, not -1", () -> BestPath.of(reading, -1));
        says("1 pair or more, not 0", () -> BestPath.rate(Scan.of(net), FEW, 0));
        says("The film is empty", () -> KernelFilm.of(net).drawing());
        says(
                "cannot be made a convolution",
                () -> Scan.of(Nets.initialize(LeNet5.block(), Init.glorot(), 1, IMAGE)));
    }

    /**
     * What a value sees through branches, or through a class of the reader's own, is not guessed.
     */
    @Test
    void netsWithBranches() {
        Function<List<NDList>, NDList> sum =
                ends -> new NDList(ends.get(0).head().add(ends.get(1).head()));
        Block residual = new ParallelBlock(sum, List.of(Blocks.identityBlock(), conv(1, 3).pad(1)));
        Block net = sequential(residual, relu(), conv(5, 5), flatten(), dense(10));
        Nets.initialize(net, Init.he(), 1, IMAGE);
        assertEquals(3, Kernels.of(net).size());
        assertEquals("C2", NamedLayer.of(net).get(1).name());
        String words = "\"parallel (identity | conv 3×3, 1, pad 1)\" has windows inside";
        says(words, () -> ReceptiveFields.of(net, FEW.get(0), "C2"));
        says(words, () -> TopImages.of(net, FEW, "C2", 1));
        says(words, () -> Nets.windows(net));
    }

    private static Block denseNet() {
        return Nets.initialize(sequential(flatten(), dense(2)), Init.glorot(), 1, IMAGE);
    }

    private static void says(String part, Executable action) {
        String message = assertThrows(CourseException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void movesPictures() {
        Picture digit = FEW.get(0);
        Picture moved = digit.shifted(-2, 3);
        for (int row = 0; row < 26; row++) {
            for (int column = 3; column < 28; column++) {
                assertEquals(
                        digit.pixels()[(row + 2) * 28 + column - 3],
                        moved.pixels()[row * 28 + column]);
            }
        }
        for (int row = 0; row < 28; row++) {
            assertEquals(0, moved.pixels()[row * 28] | moved.pixels()[row * 28 + 2]);
        }
        assertArrayEquals(new byte[784], digit.shifted(0, 28).pixels());
    }

    @Test
    void measuresShiftsAsOneByOne() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(3), 5, IMAGE);
        Shift shift = Shift.of(net, FEW, 4, 2);
        assertEquals(Training.accuracy(net, FEW), shift.at(0, 0), 1e-9);
        int right = 0;
        try (NDManager manager = NDManager.newBaseManager()) {
            for (Picture picture : FEW) {
                NDArray x = picture.shifted(-2, 4).toArray(manager);
                right += Nets.forward(net, x).argMax(1).getLong(0) == picture.label() ? 1 : 0;
            }
        }
        assertEquals(right / 20.0, shift.at(4, -2), 1e-9);
        says("in steps of 2", () -> shift.at(3, 0));
    }

    @Test
    void scattersPicturesReproducibly() {
        ImageData few = new ImageData("few", "", false, FEW, FEW);
        Images a = Shift.scatter(few, 5, 1).train();
        assertArrayEquals(a.get(7).pixels(), Shift.scatter(few, 5, 1).train().get(7).pixels());
        assertFalse(Arrays.equals(a.get(7).pixels(), FEW.get(7).pixels()));
        assertEquals(FEW.get(7).label(), a.get(7).label());
    }

    @Test
    void comparesKernelsWithSobel() {
        Kernels three = new Kernels(3, List.of(new float[9])).sobel();
        assertArrayEquals(new float[] {-1, 0, 1, -2, 0, 2, -1, 0, 1}, three.values().get(0));
        assertEquals(List.of("edge |", "edge —", "edge ╱", "edge ╲"), three.names());
        float[] edge = three.values().get(1);
        float[] opposite = new float[9];
        for (int i = 0; i < 9; i++) {
            opposite[i] = 5 - 2 * edge[i];
        }
        var table = new Kernels(3, List.of(edge, opposite, new float[9])).likeSobel();
        assertEquals("edge —", table.stringColumn("most like").get(1));
        assertEquals(1, table.doubleColumn("correlation").get(0), 1e-6);
        assertEquals(-1, table.doubleColumn("correlation").get(1), 1e-6);
        assertEquals(0, table.doubleColumn("correlation").get(2), 1e-6);
    }

    @Test
    void filmsTheKernelsOfATraining() {
        Block net = LeNet.block();
        KernelFilm film = KernelFilm.of(net);
        AtomicInteger epochs = new AtomicInteger();
        ImageData few = new ImageData("few", "", false, FEW, FEW);
        Training.of(net, few)
                .epochs(2)
                .seed(4)
                .listener(TrainingListener.SILENT)
                .also(film)
                .also(p -> epochs.get())
                .fit();
        Block first = Nets.initialize(LeNet.block(), Init.glorot(), 4, IMAGE);
        assertArrayEquals(
                Kernels.of(first).values().get(5), film.after(0).values().get(5), "at first");
        assertArrayEquals(Kernels.of(net).values().get(5), film.after(2).values().get(5));
        assertFalse(Arrays.equals(film.after(1).values().get(5), film.after(2).values().get(5)));
        says("no epoch 3", () -> film.after(3));
    }

    @Test
    void channelsThatStartEqualStayEqual() {
        Block net = LeNet.block();
        ImageData few = new ImageData("few", "", false, DATA.train().first(500), FEW);
        Training.of(net, few)
                .epochs(2)
                .batchSize(50)
                .weights(Init.equal(0.1))
                .listener(TrainingListener.SILENT)
                .fit();
        assertEquals(0, Kernels.of(net).spread(), 1e-6);
        assertTrue(Kernels.of(fresh()).spread() > 0.1);
    }

    @Test
    void findsTheStrongestAnswers() {
        Block net = fresh();
        TopImages top = TopImages.of(net, FEW, "C1", 2);
        assertEquals(10, top.hits().size());
        assertTrue(top.hits().get(0).value() >= top.hits().get(9).value());
        assertEquals(5, top.hits().get(0).size());
        // the field holds exactly what the value was computed from: alone, it gives the same value
        TopImages deep = TopImages.of(net, FEW, "S4", 3);
        TopImages.Hit hit = deep.hits().get(0);
        assertEquals(16, hit.size());
        byte[] cut = hit.picture().pixels().clone();
        for (int i = 0; i < cut.length; i++) {
            int x = i % 28 - hit.x();
            int y = i / 28 - hit.y();
            cut[i] = x >= 0 && x < 16 && y >= 0 && y < 16 ? cut[i] : 0;
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = new Picture(cut, 28, 28, 0, "").toArray(manager);
            NDArray map = Nets.outputs(net, x).get(5).get(":, 2");
            int place = (hit.y() + 2) / 4 * 5 + (hit.x() + 2) / 4;
            assertEquals(hit.value(), map.toFloatArray()[place], 1e-6);
        }
    }

    @Test
    void sixteenChannelsReadSixByAddingUp() {
        Block net = fresh();
        try (NDManager manager = NDManager.newBaseManager()) {
            var outputs = Nets.outputs(net, FEW.pixels(manager, 0));
            var c3 = Nets.layers(net).get(3).getParameters();
            NDArray w = Nets.copy(c3.get("weight").getArray(), manager);
            for (int k = 0; k < 16; k++) {
                NDArray sum = Nets.copy(c3.get("bias").getArray(), manager).get(k);
                for (int c = 0; c < 6; c++) {
                    NDArray map = outputs.get(2).get(":, {}:{}", c, c + 1);
                    NDArray kernel = w.get("{}:{}, {}:{}", k, k + 1, c, c + 1);
                    sum = sum.add(Conv2d.conv2d(map, kernel).head());
                }
                NDArray channel = outputs.get(3).get(":, {}:{}", k, k + 1);
                assertEquals(0, channel.sub(sum).abs().max().getFloat(), 1e-5);
            }
        }
    }

    @Test
    void picturesBecomeATableOfALayersValues() {
        Block net = fresh();
        Table table = Features.table(net, FEW, "F6");
        assertEquals(FEW.size(), table.rowCount());
        assertEquals(85, table.columnCount());
        assertEquals(FEW.get(2).name(), table.stringColumn("class").get(2));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray f6 = Nets.outputs(net, FEW.get(2).toArray(manager)).get(10);
            assertEquals(f6.getFloat(0, 83), table.floatColumn("unit 84").get(2), 1e-5);
        }
    }

    @Test
    void classifiesByTheNearestMean() {
        Images images = DATA.train().first(300);
        ImageData same = new ImageData("same", "", false, images, images);
        double pixels = Features.nearestCentroid(fresh(), same, "image");
        assertTrue(pixels > 0.75 && pixels < 1, "pixels " + pixels);
        says("only C1, S2, C3", () -> Features.nearestCentroid(fresh(), same, "C9"));
    }
}
