package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.basicdataset.cv.classification.Cifar10;
import ai.djl.basicdataset.cv.classification.ImageFolder;
import ai.djl.basicdataset.cv.classification.Mnist;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.Resize;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.repository.Repository;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Record;
import ai.djl.util.Progress;
import convnets.CourseException;
import convnets.nn.Layers;
import convnets.train.Evaluation;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What DJL reads can be looked at, trained on and tested on like the course's own sets. */
class DatasetReaderTest {

    private static final List<Integer> COLORS = List.of(0xffff0000, 0xff00ff80, 0xff1020ff);

    @RegisterExtension final TemporaryCache cache = new TemporaryCache();
    @TempDir Path home;
    @TempDir Path elsewhere;
    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aFolderPerClassIsReadInColor() throws IOException {
        Images images = Images.of(folder(12, 20, List.of("süß", "A", "a b")));
        assertEquals(List.of("A", "a b", "süß"), images.names());
        assertEquals("6 color pictures of 12×20 pixels, 3 classes", images.toString());
        for (int i = 0; i < 6; i++) {
            Picture picture = images.get(i);
            int color = COLORS.get(List.of("süß", "A", "a b").indexOf(picture.name()));
            BufferedImage image = picture.toImage();
            assertEquals(color, image.getRGB(3, 4), picture.toString());
            assertEquals(0xff000000, image.getRGB(0, 0), "the mark is at the upper left");
        }
    }

    @Test
    void aFolderPerClassIsReadInGray() throws IOException {
        write(4, 6, List.of("one", "two"));
        ImageFolder gray =
                ImageFolder.builder()
                        .setRepositoryPath(home)
                        .optFlag(Image.Flag.GRAYSCALE)
                        .addTransform(new ToTensor())
                        .setSampling(2, true)
                        .build();
        Images images = Images.of(gray);
        assertEquals(new Shape(1, 1, 4, 6), images.shape(1));
        assertEquals(new Picture(images.get(0).pixels(), 4, 6, 0, "one"), images.get(0));
        assertEquals(76, images.get(0).at(0, 23), "a pure red is 0.299 of white");
    }

    @Test
    void picturesOfManySizesNeedOne() throws IOException {
        RandomAccessDataset mixed = folder(12, 20, List.of("one"));
        Files.createDirectories(home.resolve("two"));
        ImageIO.write(new BufferedImage(5, 5, 1), "png", home.resolve("two/x.png").toFile());
        String sentence = problem(mixed);
        assertTrue(sentence.contains("the first is (3, 12, 20), a later one (3, 5, 5)"), sentence);
        ImageFolder resized =
                ImageFolder.builder()
                        .setRepositoryPath(home)
                        .addTransform(new Resize(16))
                        .addTransform(new ToTensor())
                        .setSampling(7, true)
                        .build();
        assertEquals(new Shape(3, 3, 16, 16), Images.of(resized).shape(3));
    }

    @Test
    void aFolderThatIsMissingAndLabelsThatAreNoneAreNamed() {
        ImageFolder missing =
                ImageFolder.builder()
                        .setRepositoryPath(home.resolve("nowhere"))
                        .setSampling(1, false)
                        .build();
        String sentence = problem(missing);
        assertTrue(sentence.startsWith("DJL cannot read this data set: "), sentence);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray pictures = manager.zeros(new Shape(2, 1, 4, 4));
            ArrayDataset.Builder builder = new ArrayDataset.Builder().setData(pictures);
            assertEquals(
                    "This data set of DJL has no labels: give its builder some.",
                    problem(builder.setSampling(2, false).build()));
            NDArray far = manager.create(new float[] {0, 2e9f});
            sentence = problem(builder.optLabels(far).build());
            assertTrue(sentence.startsWith("There is a label 2,000,000,000"), sentence);
        }
    }

    @Test
    void aPictureThatIsNoneIsNamed() throws IOException {
        RandomAccessDataset dataset = folder(4, 6, List.of("one"));
        Files.writeString(home.resolve("one/3.png"), "no picture");
        String sentence = problem(dataset);
        assertEquals(
                "DJL cannot read this data set: Failed to read image from: "
                        + home.resolve("one/3.png")
                        + " (IOException).",
                sentence);
    }

    @Test
    void cifarHasColorsAndNames() throws IOException {
        byte[] file = new byte[2 * 3073];
        file[0] = 9;
        file[3073] = 2;
        for (int i = 0; i < 3072; i++) {
            file[1 + i] = (byte) (i % 251);
            file[3074 + i] = (byte) (255 - i % 199);
        }
        Path folder = home.resolve("dataset/cv/ai/djl/basicdataset/cifar10");
        Files.createDirectories(folder.resolve("1.0"));
        // DJL 0.36 measures the one and reads the other.
        Files.write(folder.resolve("1.0/data_batch.bin"), file);
        Files.write(folder.resolve("data_batch.bin"), file);
        Files.writeString(
                folder.resolve("metadata.json"),
                """
                {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv",
                 "groupId": "ai.djl.basicdataset", "artifactId": "cifar10", "name": "cifar10",
                 "artifacts": [{"version": "1.0", "snapshot": false, "files": {
                   "data_batch.bin": {"uri": "data_batch.bin"}}}]}
                """);
        Cifar10 dataset =
                Cifar10.builder()
                        .optManager(manager)
                        .optRepository(Repository.newInstance("stand-in", home))
                        .optUsage(Usage.TRAIN)
                        .setSampling(2, true)
                        .build();
        Images images = Images.of(dataset);
        assertEquals(new Shape(2, 3, 32, 32), images.shape(2));
        assertEquals(List.of("truck", "bird"), images.stream().map(Picture::name).toList());
        for (int i = 0; i < 3072; i++) {
            assertEquals(file[1 + i], images.get(0).pixels()[i]);
            assertEquals(file[3074 + i], images.get(1).pixels()[i]);
        }
    }

    @Test
    void mnistIsTheCoursesOwn() throws IOException {
        try (StandInRepository standIn = new StandInRepository()) {
            ImageData read =
                    ImageData.of("MNIST", mnist(standIn, Usage.TRAIN), mnist(standIn, Usage.TEST));
            ImageData own = convnets.data.Mnist.sample();
            assertEquals(own.train().checksum(), read.train().checksum());
            assertEquals(own.test().checksum(), read.test().checksum());
            assertEquals(
                    "MNIST: 8,000 training and 2,000 test pictures, read by DJL", read.toString());
        }
    }

    private Mnist mnist(StandInRepository standIn, Usage usage) {
        return Mnist.builder()
                .optManager(manager)
                .optRepository(standIn.repository())
                .optUsage(usage)
                .setSampling(64, true)
                .build();
    }

    @Test
    void testPicturesHaveTheClassesOfTheTrainingPictures() throws IOException {
        Images both = Images.of(folder(4, 4, List.of("one", "two")));
        assertEquals(List.of("eins", "zwei"), both.named(List.of("eins", "zwei")).names());
        RandomAccessDataset first = folder(4, 4, List.of("one", "two"));
        home = elsewhere;
        RandomAccessDataset second = folder(4, 4, List.of("two"));
        String sentence =
                assertThrows(CourseException.class, () -> ImageData.of("x", first, second))
                        .getMessage();
        assertEquals(
                "The training pictures have the classes [one, two], and the test pictures [two]:"
                        + " they do not belong together.",
                sentence);
    }

    @Test
    void aNetLearnsFromWhatDjlReads() throws IOException {
        ImageData data =
                ImageData.of(
                        "colors",
                        folder(12, 20, List.of("one", "two")),
                        folder(12, 20, List.of("one", "two")));
        Block net = Layers.sequential(Layers.flatten(), Layers.dense(2));
        Training training =
                Training.of(net, data)
                        .listener(TrainingListener.SILENT)
                        .learningRate(0.01f)
                        .epochs(30)
                        .fit();
        assertEquals(1, training.history().best().testAccuracy());
        assertEquals(1, Evaluation.of(net, data.test()).accuracy());
    }

    @Test
    void anyDatasetOfPicturesServes() {
        NDArray x = manager.arange(48).reshape(4, 2, 6, 1);
        ArrayDataset rows =
                new ArrayDataset.Builder()
                        .setData(x)
                        .optLabels(manager.create(new float[] {0, 1, 300, 1}))
                        .setSampling(3, false)
                        .build();
        Images images = Images.of(rows);
        assertEquals("4 pictures of 2×6 pixels, 301 classes", images.toString());
        assertEquals("300", images.get(2).name());
        assertEquals(47, images.get(3).pixels()[11]);
        String few =
                assertThrows(CourseException.class, () -> images.named(List.of("a", "b")))
                        .getMessage();
        assertEquals(
                "This is no set of labels: there is a label 300, and the classes end at 1.", few);
    }

    @Test
    void whatNoByteCanHoldIsRefused() {
        ArrayDataset normal =
                new ArrayDataset.Builder()
                        .setData(manager.full(new Shape(2, 4, 4, 3), 128f))
                        .optLabels(manager.zeros(new Shape(2)))
                        .addTransform(new ToTensor())
                        .addTransform(
                                new Normalize(new float[] {.9f, .9f, .9f}, new float[] {1, 1, 1}))
                        .setSampling(2, false)
                        .build();
        String sentence = problem(normal);
        assertTrue(sentence.startsWith("A picture's values are to be from 0 to 1"), sentence);
        assertTrue(sentence.endsWith("leave out what changes them, such as Normalize."), sentence);
        ArrayDataset flat =
                new ArrayDataset.Builder()
                        .setData(manager.zeros(new Shape(2, 16)))
                        .optLabels(manager.zeros(new Shape(2)))
                        .setSampling(2, false)
                        .build();
        assertTrue(problem(flat).endsWith("with 1 or 3 channels, not (2, 16)."), problem(flat));
    }

    @Test
    void whatLiesJustOutsideOfAByteOrOfTheClassesIsRefused() {
        for (float value : new float[] {-0.5f, 255.5f}) {
            String sentence = problem(pictureOf(value, 0));
            assertTrue(sentence.startsWith("A picture's values are to be from 0 to 255"), sentence);
            assertTrue(sentence.contains("here is " + value + ":"), sentence);
        }
        assertEquals(255, Images.of(pictureOf(255.4f, 0)).get(0).pixels()[0] & 0xFF);
        assertEquals("999999", Images.of(pictureOf(1, 999_999)).get(0).name());
        String sentence = problem(pictureOf(1, 1_000_000));
        assertTrue(sentence.startsWith("There is a label 1,000,000, and classes"), sentence);
    }

    private ArrayDataset pictureOf(float value, int label) {
        return new ArrayDataset.Builder()
                .setData(manager.full(new Shape(1, 2, 2, 1), value))
                .optLabels(manager.create(new float[] {label}))
                .setSampling(1, false)
                .build();
    }

    /** As one of the reader's own may be. */
    @Test
    void aDataSetThatFailsIsOneSentence() {
        assertTrue(problem(null).contains("only null"));
        for (int index : new int[] {-1, 0, 1}) {
            String sentence = problem(new Failing(index));
            assertTrue(sentence.startsWith("DJL cannot read this data set: "), sentence);
        }
    }

    /** Has no number of pictures, or pictures that are null, or none in its records. */
    private static final class Failing extends RandomAccessDataset {

        private final int what;

        Failing(int what) {
            super(new Settings());
            this.what = what;
        }

        @Override
        public Record get(NDManager manager, long index) {
            return what == 0
                    ? null
                    : new Record(new NDList(), new NDList(manager.ones(new Shape())));
        }

        @Override
        protected long availableSize() {
            return what < 0 ? Long.MAX_VALUE : 3;
        }

        @Override
        public void prepare(Progress progress) {
            // it is there
        }

        private static final class Settings extends BaseBuilder<Settings> {

            Settings() {
                setSampling(1, false);
            }

            @Override
            protected Settings self() {
                return this;
            }
        }
    }

    @Test
    void aPictureHasOneLabel() {
        String row =
                "A picture needs one label, the number of its class counted from 0, and here each"
                        + " has a row of 3 numbers: where the largest of a row stands at the class,"
                        + " give the builder optLabels(labels.argMax(1)).";
        NDArray oneHot = manager.eye(3);
        assertEquals(row, problem(labeled(oneHot)));
        assertEquals(row, problem(labeled(oneHot.reshape(3, 1, 3))));
        assertEquals(3, Images.of(labeled(oneHot.argMax(1))).names().size());
        assertEquals(3, Images.of(labeled(manager.arange(3).reshape(3, 1))).names().size());
        for (float wrong : new float[] {0.5f, -1, Float.NaN, 3e9f}) {
            String sentence = problem(labeled(manager.create(new float[] {0, 1, wrong})));
            assertTrue(
                    sentence.startsWith("A label is the number of a class, 0, 1, 2, …, and here"),
                    sentence);
        }
    }

    private ArrayDataset labeled(NDArray labels) {
        return new ArrayDataset.Builder()
                .setData(manager.zeros(new Shape(3, 1, 4, 4)))
                .optLabels(labels)
                .setSampling(2, false)
                .build();
    }

    private static String problem(RandomAccessDataset dataset) {
        return assertThrows(CourseException.class, () -> Images.of(dataset)).getMessage();
    }

    private ImageFolder folder(int height, int width, List<String> classes) throws IOException {
        write(height, width, classes);
        return ImageFolder.builder()
                .setRepositoryPath(home)
                .addTransform(new ToTensor())
                .setSampling(2, true)
                .build();
    }

    /** Two pictures a class, of one color with a black dot at the upper left. */
    private void write(int height, int width, List<String> classes) throws IOException {
        for (String name : classes) {
            Path folder = Files.createDirectories(home.resolve(name));
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int i = 1; i < height * width; i++) {
                image.setRGB(i % width, i / width, COLORS.get(classes.indexOf(name)));
            }
            ImageIO.write(image, "png", folder.resolve("1.png").toFile());
            ImageIO.write(image, "png", folder.resolve("2.png").toFile());
        }
    }
}
