package convnets.notebook;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.DigitPhoto;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.exercises.LearningChecks;
import convnets.exercises.Verdict;
import convnets.experiments.Comparison;
import convnets.experiments.SeedStudy;
import convnets.experiments.StoredExperiment;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Animation;
import convnets.plot.Chart;
import convnets.plot.Drawing;
import convnets.plot.PlotlyJson;
import convnets.plot.View;
import convnets.train.Epoch;
import convnets.train.Evaluation;
import convnets.train.History;
import convnets.train.History.Ending;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dflib.jjava.jupyter.kernel.BaseKernel.Shown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** As what a kernel that the course is installed in shows its types. */
class CourseViewsTest {

    private static final Set<String> TABLE = Set.of("text/html", "text/plain");
    private static final Set<String> PICTURE = Set.of("image/png", "text/plain");
    private static final Set<String> CHART = Set.of(PlotlyJson.MIME, "image/png", "text/plain");
    private static final Set<String> WORDS = Set.of("text/plain");
    private static final BufferedImage IMAGE = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);

    private final OpenNotebook notebook = new OpenNotebook();

    @BeforeEach
    void install() {
        assertEquals("JJava", Course.install());
    }

    @AfterEach
    void close() {
        notebook.close();
        Training.watchWith(() -> TrainingListener.PRINTING);
    }

    /** The words that are shown of a value, in a bundle of these media types. */
    private <T> String shown(Class<T> type, T value, Set<String> media) {
        Map<String, Object> bundle = notebook.kernel.rendered(type, value);
        assertEquals(media, bundle.keySet(), type.getName());
        return (String) bundle.get("text/plain");
    }

    private static void contains(String part, String words) {
        assertTrue(words.contains(part), words);
    }

    private static Images images(int count) {
        byte[] labels = new byte[count];
        IntStream.range(0, count).forEach(i -> labels[i] = (byte) (i % 2));
        return new Images(new byte[count * 784], labels, 28, 28, List.of("a", "b"));
    }

    private static Block net() {
        return Nets.initialize(
                sequential(flatten(), dense(2)), Init.he(), 0, new Shape(1, 1, 28, 28));
    }

    private static Training training() {
        ImageData data = ImageData.of("tiny", images(4), images(4));
        return Training.of(sequential(flatten(), dense(2)), data).batchSize(4).epochs(1);
    }

    @Test
    void tablesAreTables() {
        LayerTable layers = LayerTable.of(net(), new Shape(1, 1, 28, 28));
        contains("1,570", shown(LayerTable.class, layers, TABLE));
        Table table = Table.create(StringColumn.create("net", "LeNet"));
        assertEquals(" net   \n-------\n LeNet ", shown(Table.class, table, TABLE));
        Comparison none = Comparison.of(ImageData.of("tiny", images(4), images(4)), 1);
        contains("inference/sec", shown(Comparison.class, none, TABLE));
        StoredExperiment stored = StoredExperiment.of("pooling");
        contains("±", shown(StoredExperiment.class, stored, TABLE));
        contains("gap", shown(SeedStudy.class, SeedStudy.over(2), TABLE));
    }

    @Test
    void chartsAreForEveryReader() {
        Chart chart = Chart.lines("A line").add("it", 1, 2);
        assertEquals(chart.toString(), shown(Chart.class, chart, CHART));
        Epoch epoch = new Epoch(1, 0.5, 0.8, 0.7, 10, 6000);
        History whole = new History(null, List.of(epoch), Ending.FINISHED, "");
        List<String> lines = shown(History.class, whole, CHART).lines().toList();
        assertEquals(3, lines.size(), "a head, a line and a row");
        contains("0.800", lines.get(2));
        History stopped = new History(null, List.of(epoch), Ending.STOPPED, "Stopped.");
        assertEquals(String.join("\n", lines) + "\nStopped.", shown(History.class, stopped, CHART));
    }

    @Test
    void aTrainingIsDrawnLiveAndItsHistoryIsItsView() {
        Training run = training().fit();
        List<Shown> shown = notebook.kernel.shown;
        Map<String, Object> last = shown.get(shown.size() - 1).bundle();
        assertEquals(CHART, last.keySet());
        assertEquals(last.get("text/plain"), shown(Training.class, run, CHART));
    }

    @Test
    void outsideOfANotebookATrainingPrintsItsEpochs() {
        close();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            assertEquals("no notebook", Course.install());
            training().fit();
        } finally {
            System.setOut(before);
        }
        List<String> lines = printed.toString(UTF_8).lines().toList();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("epoch 1: loss "), lines.get(0));
    }

    @Test
    void aConfusionMatrixIsAPictureWhereItFitsOnAPage() {
        contains("accuracy 1.000", shown(Evaluation.class, evaluation(50), PICTURE));
        shown(Evaluation.class, evaluation(51), TABLE);
    }

    private static Evaluation evaluation(int classes) {
        int[][] confusion = new int[classes][classes];
        Arrays.setAll(
                confusion, i -> IntStream.range(0, classes).map(j -> i == j ? 1 : 0).toArray());
        List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
        return new Evaluation(names, confusion, 0, List.of());
    }

    @Test
    void drawingsArePicturesWithTheirWords() {
        Drawing drawing = new Drawing(IMAGE, "a square");
        assertEquals("a square", shown(Drawing.class, drawing, PICTURE));
        assertEquals("a square", shown(View.class, () -> drawing, PICTURE));
        Animation film = new Animation(List.of(IMAGE), 10, "a film");
        assertEquals("a film", shown(Animation.class, film, Set.of("image/gif", "text/plain")));
        DigitPhoto photo = DigitPhoto.of("notebooks/images/digit.jpg");
        contains("A photo of a digit, step by step: ", shown(DigitPhoto.class, photo, PICTURE));
    }

    @Test
    void ofASetSomePicturesAreShown() {
        Picture picture = images(4).get(1);
        assertEquals("picture 28×28 of class 1 (b)", shown(Picture.class, picture, PICTURE));
        assertEquals("4 of 4 pictures: a, b, a, b", shown(Images.class, images(4), PICTURE));
        String some = shown(Images.class, images(1_001), PICTURE);
        assertEquals("20 of 1,001 pictures: a, b" + ", a, b".repeat(9), some);
    }

    @Test
    void aPadIsAWidget() {
        DrawingPad pad = DrawingPad.of(net(), List.of("a", "b"), images(1).get(0));
        String words =
                shown(
                        DrawingPad.class,
                        pad,
                        Set.of(
                                "application/vnd.jupyter.widget-view+json",
                                "image/png",
                                "text/plain"));
        contains("A pad to draw on, in JupyterLab.", words);
        assertEquals("jupyter.widget", notebook.kernel.comms.opened.get(0).target());
    }

    @Test
    void aVerdictIsGreenOrOrange() {
        Verdict right = LearningChecks.softmax(CourseViewsTest::softmax);
        assertEquals(right.toString(), shown(Verdict.class, right, TABLE));
        contains("border-left: 6px solid #2ca02c; padding-left: 1em\">✓ <b>2.3", html(right));
        Verdict wrong = LearningChecks.softmax(z -> z);
        contains("border-left: 6px solid #ff7f0e; padding-left: 1em\">✗ <b>2.3", html(wrong));
    }

    private String html(Verdict verdict) {
        return (String) notebook.kernel.rendered(Verdict.class, verdict).get("text/html");
    }

    private static double[] softmax(double[] z) {
        double largest = Arrays.stream(z).max().orElseThrow();
        double sum = Arrays.stream(z).map(v -> Math.exp(v - largest)).sum();
        return Arrays.stream(z).map(v -> Math.exp(v - largest) / sum).toArray();
    }

    @Test
    void anythingElseIsWords() {
        assertEquals("a word", shown(String.class, "a word", WORDS));
        assertEquals("[1, 2]", shown(Collection.class, List.of(1, 2), WORDS));
        assertEquals("{a=1}", shown(Map.class, Map.of("a", 1), WORDS));
        StringBuilder million = new StringBuilder("x".repeat(1_000_000));
        contains("… and 980,000 more characters", shown(CharSequence.class, million, WORDS));
        contains("… and 980,010 more characters", shown(Object.class, Optional.of(million), WORDS));
        String smiles = "a" + "🙂".repeat(10_000);
        String shown = shown(String.class, smiles, WORDS);
        contains("🙂… and 2 more characters", shown.replace(System.lineSeparator(), ""));
        Object nameless =
                new Object() {
                    @Override
                    public String toString() {
                        return null;
                    }
                };
        assertEquals("null", shown(Object.class, nameless, WORDS));
    }
}
