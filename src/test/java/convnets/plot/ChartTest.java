package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.CourseException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

    private static JsonNode json(Chart chart) {
        return new ObjectMapper().valueToTree(PlotlyJson.of(chart));
    }

    @Test
    void plotlyGetsNumbersTitlesAndColors() {
        Chart chart =
                Chart.lines("It's \"learning\"")
                        .x("epoch")
                        .y("loss")
                        .add("0.9", new double[] {1, 2, 3}, new double[] {2.3, Double.NaN, 1e-7});
        JsonNode json = json(chart);
        JsonNode trace = json.at("/data/0");
        assertEquals("0.9", trace.get("name").asText(), "a name that looks like a number");
        assertTrue(trace.get("name").isTextual());
        assertEquals(2.3, trace.at("/y/0").doubleValue());
        assertTrue(trace.at("/y/1").isNull(), "NaN is a gap");
        assertEquals(1e-7, trace.at("/y/2").doubleValue());
        assertEquals("lines+markers", trace.get("mode").asText());
        assertEquals("#4477aa", trace.at("/marker/color").asText());
        assertEquals("epoch", json.at("/layout/xaxis/title/text").asText());
        assertEquals("<b>It's &quot;learning&quot;</b>", json.at("/layout/title/text").asText());
        assertEquals(700, json.at("/layout/width").intValue(), "as the still picture");
    }

    @Test
    void barsKeepTheirCategoriesAndBecomeDotsOnLogarithmicAxes() {
        Chart chart = Chart.bars("Sizes", List.of("1", "2 conv 5×5")).add("side", 28, 14);
        JsonNode json = json(chart);
        assertEquals("bar", json.at("/data/0/type").asText());
        assertEquals("2 conv 5×5", json.at("/layout/xaxis/ticktext/1").asText());
        assertEquals(14, json.at("/data/0/y/1").intValue());
        assertEquals(0, json.at("/layout/yaxis/range/0").doubleValue(), "a bar begins at 0");
        json = json(chart.logY());
        assertEquals("log", json.at("/layout/yaxis/type").asText());
        assertEquals("scatter", json.at("/data/0/type").asText());
        assertEquals("markers", json.at("/data/0/mode").asText());
    }

    @Test
    void aHistogramCountsShares() {
        float[] values = {0, 0.1f, 0.9f, 1, 7};
        Chart chart = Chart.lines("").histogram("h", values, 0, 1, 2);
        assertArrayEquals(new double[] {0.25, 0.75}, chart.series.get(0).x());
        assertArrayEquals(new double[] {0.4, 0.4}, chart.series.get(0).y(), 1e-9);
        float[] lost = {Float.NaN, 0.9f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        Chart one = Chart.lines("").histogram("what is no number is in no bin", lost, 0, 1, 2);
        assertArrayEquals(new double[] {0, 0.25}, one.series.get(0).y());
    }

    static List<Executable> nulls() {
        double[] one = {1};
        List<String> names = Arrays.asList("a", null);
        Chart chart = Chart.lines("");
        return List.of(
                () -> Chart.lines(null),
                () -> Chart.points(null),
                () -> Chart.bars(null, List.of()),
                () -> Chart.bars("", null),
                () -> Chart.bars("", names),
                () -> Chart.lines("").x(null),
                () -> Chart.lines("").y(null),
                () -> chart.add(null, 1, 2),
                () -> chart.add("a", (double[]) null),
                () -> chart.add("a", null, one),
                () -> chart.add("a", one, null),
                () -> chart.bubbles("a", names, new double[2], new double[2], new double[2]),
                () -> chart.bubbles(null, List.of("b"), one, one, one),
                () -> chart.bubbles("a", List.of("b"), one, one, null),
                () -> chart.reference(null, one, one),
                () -> chart.curve("a", null, 0, 1),
                () -> chart.histogram("a", null, 0, 1, 2),
                () -> Chart.lines("").add("a", 1).errors((double[]) null),
                () -> Chart.lines("").add("a", 1).color((Color) null),
                () -> Chart.lines("").add("a", 1).color((Palette.Net) null));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void whatIsNullReadsAsASentence(Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.startsWith("There is no "), said);
        assertTrue(said.contains(" here, only null: run the cell that makes the "), said);
    }

    @Test
    void aHistogramNeedsBinsAndARange() {
        Chart chart = Chart.lines("");
        float[] one = {1};
        for (Executable code :
                List.<Executable>of(
                        () -> chart.histogram("h", one, 0, 1, 0),
                        () -> chart.histogram("h", one, 0, 1, -1),
                        () -> chart.histogram("h", one, 1, 1, 3),
                        () -> chart.histogram("h", one, 0, Double.NaN, 3))) {
            String said = assertThrows(CourseException.class, code).getMessage();
            assertTrue(said.startsWith("A histogram needs a range that rises"), said);
        }
        assertEquals(10_000, chart.histogram("h", one, 0, 1, 10_000).series().get(0).y().length);
        String many =
                assertThrows(CourseException.class, () -> chart.histogram("h", one, 0, 1, 10_001))
                        .getMessage();
        assertTrue(many.contains("1 bin or more, at most 10,000, not 0.0 to 1.0"), many);
    }

    @Test
    void seriesThatDoNotFitReadAsSentences() {
        CourseException lines =
                assertThrows(
                        CourseException.class,
                        () -> Chart.lines("").add("a", new double[2], new double[3]));
        assertEquals(
                "The series \"a\" has 2 x values and 3 y values; it needs as many of each.",
                lines.getMessage());
        CourseException bars =
                assertThrows(
                        CourseException.class,
                        () -> Chart.bars("", List.of("x", "y")).add("b", 1, 2, 3));
        assertEquals("The series \"b\" has 3 values for 2 categories.", bars.getMessage());
    }

    @Test
    void theStaticPictureShowsEachSeriesInItsColor() {
        Chart lines = Chart.lines("t").add("a", 1, 2, 3).add("b", 3, 2, 1);
        Chart bars = Chart.bars("t", List.of("x", "y")).logY().add("a", 1, 20).add("b", 5, 3);
        for (Chart chart : List.of(lines, bars)) {
            BufferedImage image = ChartImage.of(chart);
            assertEquals(700, image.getWidth());
            assertEquals(360, image.getHeight());
            assertTrue(pixels(image, 0x4477AA) > 50, "the first series");
            assertTrue(pixels(image, 0xEE6677) > 50, "the second series");
        }
    }

    @Test
    void theProgressBarFillsUp() {
        BufferedImage blank = new BufferedImage(700, 10, BufferedImage.TYPE_INT_RGB);
        int half = pixels(ProgressBar.below(blank, 0.5, "half"), 0x4477AA);
        int full = pixels(ProgressBar.below(blank, 1, "full"), 0x4477AA);
        assertEquals(2, (double) full / half, 0.05);
    }

    private static int pixels(BufferedImage image, int color) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == color ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void valuesAloneStandOverTheirPlaces() {
        Chart lines = Chart.lines("").add("a", 5, 6, 7);
        assertArrayEquals(new double[] {1, 2, 3}, lines.series().get(0).x());
        Chart bars = Chart.bars("", List.of("x", "y")).add("a", 5, 6);
        assertArrayEquals(new double[] {0, 1}, bars.series().get(0).x());
    }

    @Test
    void aChartKeepsItsOwnNumbers() {
        double[] numbers = {1, 2};
        Chart chart = Chart.lines("").add("a", numbers, numbers).errors(numbers);
        chart.bubbles("b", List.of("c", "d"), numbers, numbers, numbers);
        numbers[0] = 100;
        assertEquals(1, chart.series().get(0).x()[0]);
        assertEquals(1, chart.series().get(0).y()[0]);
        assertEquals(1, chart.series().get(0).errors[0]);
        assertEquals(1, chart.series().get(1).sizes[0]);
    }

    @Test
    void aLineOfReferenceTakesNoneOfTheColors() {
        double[] ends = {0, 1};
        Chart chart = Chart.lines("").reference("r", ends, ends).add("a", 1).add("b", 2);
        assertEquals(Canvas.INK, chart.series().get(0).color());
        assertEquals(Palette.color(0), chart.series().get(1).color());
        assertEquals(Palette.color(1), chart.series().get(2).color());
    }

    @Test
    void aSeriesHasOneColorOrOneForEachMark() {
        Chart chart = Chart.lines("").add("a", 1, 2, 3);
        chart.color(Palette.Net.VGG);
        assertEquals(Palette.of(Palette.Net.VGG), chart.series().get(0).color());
        chart.color(Palette.Net.VGG, Palette.Net.NIN, Palette.Net.LENET);
        assertEquals(Palette.of(Palette.Net.NIN), chart.series().get(0).color(1));
        assertEquals(Canvas.WRONG, chart.color(Canvas.WRONG).series().get(0).color());
        assertEquals(
                "The series \"a\" needs one color or 3, not 2.",
                refused(() -> chart.color(Palette.Net.VGG, Palette.Net.NIN)));
    }

    private static String refused(Executable code) {
        return assertThrows(CourseException.class, code).getMessage();
    }

    @Test
    void aCurveHasTwoHundredEqualStepsFromEndToEnd() {
        Series curve = Chart.lines("").curve("x²", x -> x * x, -2, 6).series().get(0);
        assertEquals(201, curve.x().length);
        assertEquals(-2, curve.x()[0]);
        assertEquals(-1.96, curve.x()[1], 1e-12);
        assertEquals(6, curve.x()[200], 1e-12);
        assertEquals(36, curve.y()[200], 1e-9);
    }

    @Test
    void aHistogramCountsFromItsLowestToItsHighestNumber() {
        float[] values = {1.9f, 2, 2.9f, 3, 4.1f, 6, 6.1f, 7.5f};
        Series bins = Chart.lines("").histogram("h", values, 2, 6, 4).series().get(0);
        assertArrayEquals(new double[] {2.5, 3.5, 4.5, 5.5}, bins.x(), 1e-12);
        assertArrayEquals(new double[] {2 / 8.0, 1 / 8.0, 1 / 8.0, 1 / 8.0}, bins.y(), 1e-12);
        Chart chart = Chart.lines("");
        assertEquals(1, chart.histogram("h", values, 0, 8, 1).series().get(0).y()[0], 1e-12);
        assertEquals(10_000, chart.histogram("h", values, 0, 8, 10_000).series().get(1).x().length);
        assertEquals(
                "A histogram needs a range that rises and 1 bin or more, at most 10,000, not 0.0 to"
                        + " 8.0 in 10,001 bins.",
                refused(() -> chart.histogram("h", values, 0, 8, 10_001)));
    }

    @Test
    void aChartBesideAnotherIsTold() {
        Chart right = Chart.lines("right").add("b", 3);
        Chart left = Chart.lines("left").add("a", 1, 2).beside(right);
        assertEquals("left — a 1.000 … 2.000; right — b 3.000 (one point)", left.toString());
    }
}
