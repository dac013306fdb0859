package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.CourseException;
import convnets.TableView;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Charts that are hard to draw: each is drawn, or refused in one sentence. */
class HardChartsTest {

    private static final double[] X = {1, 2, 3};

    static List<Chart> hard() {
        double[] many = IntStream.range(0, 1_000_000).asDoubleStream().toArray();
        List<String> names = Collections.nCopies(500, "a category with a long name");
        double[] zeros = new double[500];
        Chart crowd = Chart.lines("a crowd");
        for (int i = 0; i < 1000; i++) {
            crowd.add("series " + i, 1, 2, 3);
        }
        return List.of(
                Chart.lines("").curve("1/x", x -> 1 / x, -1, 1),
                Chart.lines("all gaps").add("a", Double.NaN, Double.NaN),
                Chart.lines("no series"),
                Chart.lines("no points").add("a").add("b"),
                Chart.bars("no categories", List.of()),
                Chart.bars("no categories, logarithmic", List.of()).logY().add("a"),
                Chart.lines("one point").add("a", 7),
                Chart.lines("one point, logarithmic").logX().logY().add("a", 7),
                Chart.lines("equal").add("a", 5, 5, 5).add("a", -5, -5, -5),
                Chart.lines("zero").add("a", 0, 0),
                Chart.lines("logarithm of 0").logX().logY().add("a", X, new double[] {0, -1, 10}),
                Chart.lines("logarithm of nothing else").logY().add("a", 0, -1),
                Chart.bars("negative", List.of("a", "b")).add("a", -3, 2),
                Chart.bars("two of a name", List.of("a", "a")).add("s", 1, 2).add("s", 3, 4),
                Chart.lines("tiny").add("a", 1e-300, 2e-300, 3e-300),
                Chart.lines("huge").add("a", 1e300, 2e300, 3e300),
                Chart.lines("wide").logY().add("a", 1e-300, 1e300),
                Chart.lines("close").add("a", 1e15, 1e15 + 1),
                Chart.lines("a title\nof two lines\r\nand\ttabs").add("a\nname", 1, 2),
                Chart.lines("<b>bold</b> & <script>").x("<i>").add("<a href='x'>", 1, 2),
                Chart.lines("x".repeat(5000))
                        .x(LONG)
                        .y(LONG + "\n")
                        .add("y".repeat(5000), 1, 2)
                        .add("b", 2, 1),
                Chart.lines("many points").add("a", many),
                Chart.bars("many names", names).add("a", new double[500]),
                crowd,
                Chart.points("bubbles of nothing")
                        .bubbles("a", List.of("b"), X1, X1, new double[1]),
                Chart.points("many bubbles").bubbles("a", names, zeros, zeros, zeros),
                Chart.lines("errors").logY().add("a", 1, 2).errors(3, 3),
                Chart.lines("as good as one").logY().add("a", 1, Math.nextUp(1.0)),
                Chart.bars("no logarithm of names", names.subList(0, 2)).logX().add("a", 1, 2));
    }

    private static final double[] X1 = {1};
    private static final String LONG = "a long name".repeat(10_000);

    /** The bound is for what would never end. */
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest
    @MethodSource("hard")
    void bothPicturesSayTheSame(Chart chart) {
        ChartLayout drawn = new ChartLayout(chart);
        assertTrue(ChartImage.of(chart).getHeight() < 800);
        JsonNode json = new ObjectMapper().valueToTree(PlotlyJson.of(chart));
        assertEquals(drawn.height, json.at("/layout/height").intValue());
        assertEquals(Palette.hex(Canvas.INK), json.at("/layout/font/color").asText());
        assertEquals(
                "<b>" + TableView.escape(drawn.title) + "</b>",
                json.at("/layout/title/text").asText());
        ChartLayout.Panel panel = drawn.panels.get(0);
        same(panel.x(), json.at("/layout/xaxis"));
        same(panel.y(), json.at("/layout/yaxis"));
        assertEquals(panel.series().size(), json.get("data").size());
        for (int i = 0; i < panel.series().size(); i++) {
            JsonNode trace = json.at("/data/" + i);
            assertEquals(
                    TableView.escape(panel.series().get(i).name()), trace.get("name").asText());
            assertEquals(panel.series().get(i).x().length, trace.get("x").size());
        }
        assertEquals(
                drawn.note.isEmpty() ? "" : TableView.escape(drawn.note),
                json.at("/layout/annotations/0/text").asText());
        assertTrue(json.toString().length() < 600_000, "bounded");
        assertTrue(chart.toString().length() < 4000, "its words are bounded too");
    }

    private static void same(Axis axis, JsonNode json) {
        assertEquals(axis.log() ? "log" : "linear", json.get("type").asText());
        double low = json.at("/range/0").doubleValue();
        assertEquals(axis.log() ? Math.log10(axis.low()) : axis.low(), low);
        assertEquals(TableView.escape(axis.label()), json.at("/title/text").asText());
        assertEquals(axis.ticks().size(), json.get("ticktext").size());
        assertFalse(json.at("/range/1").isNull());
    }

    @Test
    void saysWhatIsLeftOut() {
        Chart hole = Chart.lines("").curve("1/x", x -> 1 / x, -1, 1);
        assertEquals("Not shown: infinite values (1).", new ChartLayout(hole).note);
        Chart log = Chart.lines("").logY().add("a", 0, 1, -2);
        assertEquals("Not shown: values ≤ 0 on a logarithmic axis (2).", new ChartLayout(log).note);
        Chart long_ = Chart.lines("").add("a", new double[25_000]);
        assertEquals("Not shown: points of 25,000 (16,666).", new ChartLayout(long_).note);
        assertTrue(Chart.lines("").add("a", 7).toString().endsWith("7.000 (one point)"));
    }

    @Test
    void refusesWhatNoAxisHolds() {
        says("cannot reach from -1.00e+308 to 1", Chart.lines("").add("a", -1e308, 1e308));
        says("begins above 0", Chart.lines("").logY().yRange(0, 1).add("a", 1));
        says("cannot reach from 2", Chart.lines("").yRange(2, 1).add("a", 1));
        says("to 1.00: that is too near", Chart.lines("").yRange(1, Math.nextUp(1.0)).add("a", 1));
        says("too near", Chart.lines("").logX().xRange(1e15, 1e15 + 0.25).add("a", 1));
        assertThrows(CourseException.class, () -> Chart.lines("").errors(1));
    }

    private static void says(String part, Chart chart) {
        String image = assertThrows(CourseException.class, () -> ChartImage.of(chart)).getMessage();
        String json = assertThrows(CourseException.class, () -> PlotlyJson.of(chart)).getMessage();
        assertTrue(image.contains(part), image);
        assertEquals(image, json);
    }

    @Test
    void ticksAreShortAndRound() {
        assertEquals(List.of("0", "2", "4", "6"), ticks(Axis.between("", false, 0, 7, 4, true)));
        assertEquals(
                List.of("1", "2"), ticks(Axis.between("", false, 0.9, 2.1, 9, true)), "no 1.5");
        assertEquals(
                List.of("0.0120", "0.0125", "0.0130"),
                ticks(Axis.between("", false, 0.0119, 0.0131, 3, false)));
        assertEquals(
                List.of("−5.2", "−5.1", "−5.0"),
                ticks(Axis.between("", false, -5.21, -4.99, 3, false)));
        assertEquals(
                List.of("0", "1×10⁷", "2×10⁷"), ticks(Axis.between("", false, 0, 2e7, 3, false)));
        assertEquals(
                List.of("0.01", "1", "100", "10,000", "1,000,000"),
                ticks(Axis.between("", true, 0.01, 1e6, 5, false)));
        assertEquals(
                List.of("500,000", "1,000,000", "2,000,000"),
                ticks(Axis.between("", true, 3e5, 3e6, 5, false)),
                "one way of writing on one axis");
        assertEquals(
                List.of("0.00001", "0.0001", "0.001", "0.01", "0.1"),
                ticks(Axis.between("", true, 8e-6, 0.5, 5, false)));
        assertEquals(
                List.of("1", "10²", "10⁴", "10⁶", "10⁸"),
                ticks(Axis.between("", true, 1, 1e8, 5, false)));
        assertEquals(
                List.of("5×10⁶", "10⁷", "2×10⁷"),
                ticks(Axis.between("", true, 4e6, 3e7, 5, false)));
        assertEquals(
                List.of("1980", "2000", "2020"),
                ticks(Axis.between("", false, 1979, 2021, 3, true)));
    }

    private static List<String> ticks(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    @Test
    void wordsAtTheAxisDoNotTouch() {
        List<String> names = IntStream.range(0, 50).mapToObj(i -> "category " + i).toList();
        ChartLayout.Panel panel =
                new ChartLayout(Chart.bars("", names).add("a", new double[50])).panels.get(0);
        assertEquals(45, panel.rise());
        List<Axis.Tick> ticks = panel.x().ticks();
        for (int i = 1; i < ticks.size(); i++) {
            double apart = panel.x(ticks.get(i).value()) - panel.x(ticks.get(i - 1).value());
            assertTrue(apart >= 17, "apart " + apart);
        }
    }

    @Test
    void namesOfBubblesDoNotCoverEachOther() {
        double[] x = {636, 753, 700, 690};
        double[] y = {0.741, 0.732, 0.735, 0.738};
        List<String> names = List.of("VGG-19", "VGG-16", "NiN ÷ 4", "VGG-11 ÷ 8");
        Chart chart = Chart.points("").logX().bubbles("a", names, x, y, new double[] {4, 3, 1, 1});
        ChartLayout.Panel panel = new ChartLayout(chart).panels.get(0);
        Labels labels = new Labels(panel);
        List<Rectangle2D> boxes = new ArrayList<>();
        double[] diameters = panel.series().get(0).diameters();
        for (int i = 0; i < x.length; i++) {
            double at = panel.x(x[i]);
            double up = panel.y(y[i]);
            Rectangle2D box =
                    labels.next(at, up, diameters[i] / 2, names.get(i))
                            .box(at, up, diameters[i] / 2, names.get(i));
            assertTrue(boxes.stream().noneMatch(box::intersects), names.get(i));
            boxes.add(box);
        }
        assertEquals(4, diameters[0] * diameters[0] / (diameters[2] * diameters[2]), 1e-9);
    }

    @Test
    void colorsShowOnLightAndDarkPages() {
        List<Color> colors =
                new ArrayList<>(IntStream.range(0, 7).mapToObj(Palette::color).toList());
        colors.add(Canvas.INK);
        for (Color color : colors) {
            double light = luminance(color);
            assertTrue(1.05 / (light + 0.05) >= 2.9, "on white: " + color);
            assertTrue((light + 0.05) / (luminance(new Color(0x111111)) + 0.05) >= 2.9, "" + color);
        }
        long families = Arrays.stream(Palette.Net.values()).map(Palette::of).distinct().count();
        assertEquals(Palette.Net.values().length, families);
    }

    /** As the web's guidelines for accessibility define it. */
    private static double luminance(Color color) {
        double[] parts = new double[3];
        float[] rgb = color.getRGBColorComponents(null);
        Arrays.setAll(
                parts,
                i -> rgb[i] <= 0.03928 ? rgb[i] / 12.92 : Math.pow((rgb[i] + 0.055) / 1.055, 2.4));
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    @Test
    void twoStandSideBySide() {
        Chart one = Chart.lines("one").add("a", 1, 2);
        Chart two = Chart.lines("two").add("b", 3, 4);
        assertEquals("one — a 1.000 … 2.000; two — b 3.000 … 4.000", one.beside(two).toString());
        assertEquals("", new ChartLayout(one).note);
        two.beside(one);
        assertEquals("Not shown: charts beside the second (1).", new ChartLayout(one).note);
        assertEquals("one — a 1.000 … 2.000; two — b 3.000 … 4.000", one.toString());
    }

    @Test
    void aChartCannotStandBesideItself() {
        Chart chart = Chart.lines("one").add("y", 1, 2);
        assertThrows(CourseException.class, () -> chart.beside(chart));
    }
}
