package convnets.figures;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.CourseException;
import convnets.cost.LayerTable;
import convnets.plot.Chart;
import convnets.plot.Palette;
import convnets.plot.PlotlyJson;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.LearningRateRun;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

class FiguresTest {

    private static final Table MEASURED =
            Table.read()
                    .usingOptions(
                            CsvReadOptions.builderFromString(
                                    """
                                    varied,net,batch,MACs,microseconds
                                    width,VGG,8,3000000,60
                                    width,VGG,8,1000000,40
                                    width,NiN,8,2000000,30
                                    batch,NiN,4,2000000,20
                                    batch,NiN,1,2000000,80
                                    """));

    @Test
    void growthDrawsALineForEachNetAndTheBestRateOfAll() {
        Chart chart = Figures.growth(MEASURED, "width");
        assertEquals(3, chart.series().size());
        assertEquals("NiN", chart.series().get(0).name());
        assertEquals("VGG", chart.series().get(1).name());
        assertArrayEquals(new double[] {1e6, 3e6}, chart.series().get(1).x());
        assertArrayEquals(new double[] {40, 60}, chart.series().get(1).y());
        assertEquals("100 billion MACs a second", chart.series().get(2).name());
        assertArrayEquals(new double[] {10, Math.sqrt(300), 30}, chart.series().get(2).y(), 1e-9);
    }

    @Test
    void growthWithTheBatchHasTheBatchBelow() {
        Chart chart = Figures.growth(MEASURED, "batch");
        assertEquals(1, chart.series().size());
        assertArrayEquals(new double[] {1, 4}, chart.series().get(0).x());
        assertArrayEquals(new double[] {80, 20}, chart.series().get(0).y());
    }

    @Test
    void aChartBySeedNamesItsNet() {
        String rows = "net,seed,epoch,loss\nNiN,0,1,2\nNiN,1,1,3\n";
        assertTitle("NiN", rows);
        assertTitle("A line for each seed", rows + "VGG,1,2,2\n");
    }

    private static void assertTitle(String title, String rows) {
        Table table = Table.read().usingOptions(CsvReadOptions.builderFromString(rows));
        assertEquals(title, Figures.bySeed(table, "loss").toString().split(" — ")[0]);
    }

    @Test
    void aVariantOfANetHasNoOtherFamilysColor() {
        Table epochs =
                Table.read()
                        .usingOptions(
                                CsvReadOptions.builderFromString(
                                        "net,epoch,loss\nNiN-0,1,2\nNiN,1,3\nNiN-1,1,4\n"));
        List<?> colors =
                ((List<?>) PlotlyJson.of(Figures.byNet(epochs, "loss")).get("data"))
                        .stream().map(trace -> marker(trace).get("color")).toList();
        assertEquals(List.of("#a68a00", "#aa3377", "#2a9fbf"), colors);
    }

    private static Map<?, ?> marker(Object trace) {
        return (Map<?, ?>) ((Map<?, ?>) trace).get("marker");
    }

    @Test
    void theEpochsOfANetAreALine() {
        Table epochs =
                Table.read()
                        .usingOptions(
                                CsvReadOptions.builderFromString(
                                        """
                                        net,epoch,test accuracy
                                        LeNet,1,0.5
                                        LeNet,2,0.6
                                        VGG-11 ÷ 4,1,0.7
                                        """));
        Chart chart = Figures.byNet(epochs, "test accuracy");
        assertEquals(2, chart.series().size());
        assertEquals("VGG-11 ÷ 4", chart.series().get(1).name());
        assertArrayEquals(new double[] {1, 2}, chart.series().get(0).x());
        assertArrayEquals(new double[] {0.5, 0.6}, chart.series().get(0).y());
    }

    @Test
    void aTableOfOtherColumnsIsASentence() {
        Table other =
                Table.create(
                        LongColumn.create("seed", 7L),
                        IntColumn.create("epoch", new int[] {1}),
                        StringColumn.create("loss", "0.5"));
        lacks("\"loss\" of numbers", () -> Figures.bySeed(other, "loss"));
        lacks("\"accuracy\" of numbers", () -> Figures.bySeed(other, "accuracy"));
        lacks("\"seed\" of numbers", () -> Figures.bySeed(Table.create("empty"), "loss"));
        lacks("\"net\" of words", () -> Figures.byNet(other, "loss"));
        lacks("\"varied\" of words", () -> Figures.growth(other, "width"));
        assertEquals("seed 7", Figures.bySeed(other, "epoch").series().get(0).name());
    }

    private static void lacks(String what, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(
                said.startsWith("The table has no column " + what + ": its columns are ["), said);
    }

    /** A chart is the same as one that is made by hand: words, axes, lines, colors. */
    private static void assertSame(Chart wanted, Chart found) {
        assertEquals(json(wanted), json(found));
    }

    private static JsonNode json(Chart chart) {
        return new ObjectMapper().valueToTree(PlotlyJson.of(chart));
    }

    private static List<Epoch> epochs(double... losses) {
        return IntStream.range(0, losses.length)
                .mapToObj(i -> new Epoch(i + 1, losses[i], 0.5 + 0.1 * i, 0.4 + 0.1 * i, 9, 9))
                .toList();
    }

    private static Chart learning(double end, double top, double[] numbers, double... losses) {
        double[] train = Arrays.copyOf(new double[] {0.5, 0.6}, numbers.length);
        double[] test = Arrays.copyOf(new double[] {0.4, 0.5}, numbers.length);
        return Chart.lines("Learning")
                .x("epoch")
                .y("train loss (nats)")
                .xRange(0, end)
                .yRange(0, top)
                .add("train loss", numbers, losses)
                .beside(
                        Chart.lines("")
                                .x("epoch")
                                .y("accuracy")
                                .xRange(0, end)
                                .yRange(0, 1)
                                .add("train accuracy", numbers, train)
                                .add("test accuracy", numbers, test));
    }

    @Test
    void aHistoryHasTheLossBesideTheAccuracies() {
        History two = new History(null, epochs(2, 1), History.Ending.FINISHED, "");
        double[] numbers = {1, 2};
        assertSame(learning(2.08, 2.1, numbers, 2, 1), Figures.learning(two));
        History one = new History(null, epochs(2), History.Ending.STOPPED, "");
        assertSame(learning(2.08, 2.1, new double[] {1}, 2), Figures.learning(one));
    }

    @Test
    void theAxesOfARunningTrainingStay() {
        Chart begun = learning(10.4, 2.1, new double[] {1}, 1.5);
        assertSame(begun, Figures.learning(epochs(1.5), 10, 2));
        Chart nothing = learning(10.4, 1, new double[0]);
        for (double worst : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertSame(nothing, Figures.learning(List.of(), 10, worst));
        }
    }

    @Test
    void whatLiesFarAboveTheFirstLossIsCutAndTheSuggestionIsMarked() {
        double[] rates = {0.001, 0.01, 0.1};
        double[] losses = {12, 9, 90};
        double[] smoothed = {12, 10, 50};
        Chart chart =
                Chart.lines("The loss while the learning rate rises")
                        .x("learning rate")
                        .y("loss of a batch (nats)")
                        .logX()
                        .yRange(9, 13.5) // from 0.9 × 10, and half as much above 12 as below it
                        .add("loss", rates, losses)
                        .add("smoothed", rates, smoothed);
        LearningRateRun none = new LearningRateRun(rates, losses, smoothed, Double.NaN);
        assertSame(chart, Figures.learningRates(none));
        LearningRateRun run = new LearningRateRun(rates, losses, smoothed, 0.002);
        chart.reference("0.002", new double[] {0.002, 0.002}, new double[] {9, 13.05});
        assertSame(chart, Figures.learningRates(run));
    }

    @Test
    void growthNamesItsAxesAndColorsFamilies() {
        assertSame(
                Chart.lines("Time of a picture: batch")
                        .logX()
                        .logY()
                        .x("pictures in a batch")
                        .y("µs a picture")
                        .add("NiN", new double[] {1, 4}, new double[] {80, 20})
                        .color(Palette.Net.NIN),
                Figures.growth(MEASURED, "batch"));
        JsonNode width = json(Figures.growth(MEASURED, "width"));
        assertEquals("MACs a picture", width.at("/layout/xaxis/title/text").asText());
    }

    @Test
    void growthKnowsOnlyWhatWasVaried() {
        for (String word : List.of("pixels", "batches")) {
            assertEquals(
                    "The table has no measurement in which \""
                            + word
                            + "\" was varied: give \"width\", \"pixels\" or \"batch\", whichever it"
                            + " has.",
                    assertThrows(CourseException.class, () -> Figures.growth(MEASURED, word))
                            .getMessage());
        }
    }

    /** 3 × 1 + 3 and 12 × 2 + 2 parameters, 3 × 4 and 12 × 2 MACs, 12 and 2 activations. */
    private static final LayerTable SMALL =
            LayerTable.of(
                    sequential(conv(3, 1), relu(), flatten(), dense(2)), new Shape(1, 1, 2, 2));

    private static final List<String> LAYERS = List.of("1 conv 1×1", "2 dense");

    @Test
    void aDenseLayerHasChannelsOfOnePixel() {
        assertSame(
                Chart.bars("Sizes of the maps", LAYERS)
                        .y("pixels or channels")
                        .logY()
                        .add("side of a map", 2, 1)
                        .add("channels", 3, 2),
                Figures.sizes(SMALL));
    }

    @Test
    void sharesAreOfTheWholeNet() {
        assertSame(
                Chart.bars("Where the costs lie", LAYERS)
                        .y("share of the whole net (%)")
                        .add("parameters", 18.75, 81.25)
                        .add("MACs", 100 / 3.0, 200 / 3.0)
                        .add("activations", 600 / 7.0, 100 / 7.0),
                Figures.shares(SMALL));
    }
}
