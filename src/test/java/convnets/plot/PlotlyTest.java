package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What Plotly is told lies where the still picture has it: see {@link ChartImageTest}. */
class PlotlyTest {

    private static final double LEFT = 34 + Seen.widest("0", "2", "4", "6", "8");
    private static final double[] ENDS = {0, 8};

    private static JsonNode json(Chart chart) {
        return new ObjectMapper().valueToTree(PlotlyJson.of(chart));
    }

    private static JsonNode trace(Chart chart) {
        return json(chart).at("/data/0");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<Double> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::doubleValue).toList();
    }

    private static Chart eight(Chart chart) {
        return chart.xRange(0, 8).yRange(0, 8);
    }

    private static void is(double expected, JsonNode found) {
        assertEquals(expected, found.doubleValue(), 1e-9);
    }

    @Test
    void theAxesLieWhereThePictureHasThem() {
        JsonNode layout = json(eight(Chart.lines("t").x("epoch"))).get("layout");
        is(LEFT / 700, layout.at("/xaxis/domain/0"));
        is(684 / 700.0, layout.at("/xaxis/domain/1"));
        is(46 / 360.0, layout.at("/yaxis/domain/0"));
        is(326 / 360.0, layout.at("/yaxis/domain/1"));
        is(350 / 360.0, layout.at("/title/y"));
        is(0, layout.at("/legend/y"));
        assertEquals("y", layout.at("/xaxis/anchor").asText());
        assertEquals("x", layout.at("/yaxis/anchor").asText());
        assertEquals(0, layout.at("/xaxis/tickangle").intValue());
        assertTrue(layout.at("/xaxis/showgrid").booleanValue());
        assertEquals(List.of("0", "2", "4", "6", "8"), texts(layout.at("/yaxis/ticktext")));
        assertEquals(List.of(0.0, 2.0, 4.0, 6.0, 8.0), numbers(layout.at("/yaxis/tickvals")));
        assertTrue(layout.path("xaxis2").isMissingNode());
        assertTrue(layout.path("annotations").isMissingNode());
    }

    @Test
    void twoChartsHaveTheirOwnAxes() {
        Chart right = eight(Chart.lines("")).add("right", 1, 2);
        JsonNode json = json(eight(Chart.lines("")).add("left", 3).beside(right));
        is((350 + LEFT) / 700, json.at("/layout/xaxis2/domain/0"));
        is(684 / 700.0, json.at("/layout/xaxis2/domain/1"));
        is(334 / 700.0, json.at("/layout/xaxis/domain/1"));
        assertEquals("y2", json.at("/layout/xaxis2/anchor").asText());
        assertEquals("x2", json.at("/layout/yaxis2/anchor").asText());
        assertEquals("left x y", axes(json.at("/data/0")));
        assertEquals("right x2 y2", axes(json.at("/data/1")));
    }

    private static String axes(JsonNode trace) {
        return String.join(
                " ",
                trace.get("name").asText(),
                trace.get("xaxis").asText(),
                trace.get("yaxis").asText());
    }

    @Test
    void namesRiseAndHaveNoLines() {
        String name = "m".repeat(24);
        JsonNode layout = json(Chart.bars("", Collections.nCopies(6, name))).get("layout");
        assertEquals(-45, layout.at("/xaxis/tickangle").intValue());
        assertFalse(layout.at("/xaxis/showgrid").booleanValue());
    }

    @Test
    void theLegendStandsOnTheNote() {
        JsonNode json = json(Chart.lines("").add("a", 1, 2).add("b", 3, 1.0 / 0));
        is(18 / 360.0, json.at("/layout/legend/y"));
        is((46 + 2 * 18) / 360.0, json.at("/layout/yaxis/domain/0"));
        assertEquals(
                "Not shown: infinite values (1).", json.at("/layout/annotations/0/text").asText());
        assertTrue(json.at("/data/0/showlegend").booleanValue());
        assertFalse(trace(Chart.lines("").add("a", 1)).get("showlegend").booleanValue());
    }

    @Test
    void aSeriesHasTheColorsOfThePicture() {
        JsonNode line = trace(Chart.lines("").add("a", 1, 2).color(Palette.color(1)));
        assertEquals("#ee6677", line.at("/marker/color").asText());
        assertEquals("#ee6677", line.at("/line/color").asText());
        assertEquals("circle", line.at("/marker/symbol").asText());
        is(8, line.at("/marker/size"));
        is(2, line.at("/line/width"));
        Chart bars = Chart.bars("", List.of("a", "b")).add("s", 1, 2);
        JsonNode each = trace(bars.color(Palette.Net.LENET, Palette.Net.VGG));
        assertEquals(List.of("#4477aa", "#228833"), texts(each.at("/marker/color")));
        assertTrue(each.path("mode").isMissingNode(), "a bar has no mark");
        JsonNode rings = trace(Chart.points("").add("a", 1).hollow());
        assertEquals("circle-open", rings.at("/marker/symbol").asText());
        assertEquals("markers", rings.get("mode").asText());
    }

    @Test
    void longLinesHaveNoMarks() {
        assertEquals(
                "lines+markers",
                trace(Chart.lines("").add("a", new double[60])).get("mode").asText());
        assertEquals("lines", trace(Chart.lines("").add("a", new double[61])).get("mode").asText());
    }

    @Test
    void errorBarsHaveTheLengthsOfThePicture() {
        JsonNode error = trace(Chart.points("").add("a", 1, 2).errors(0.5, 0.25)).get("error_y");
        assertEquals("data", error.get("type").asText());
        assertEquals(List.of(0.5, 0.25), numbers(error.get("array")));
        assertEquals("#777777", error.get("color").asText());
        is(1, error.get("thickness"));
        is(3, error.get("width"));
        assertTrue(trace(Chart.points("").add("a", 1)).path("error_y").isMissingNode());
    }

    @Test
    void aLineOfReferenceHasItsNameAtItsEndOrBelowItsMiddle() {
        JsonNode two = trace(Chart.lines("").reference("a<b", ENDS, ENDS));
        assertEquals("lines+text", two.get("mode").asText());
        assertEquals(List.of("", "a&lt;b"), texts(two.get("text")));
        assertEquals("top left", two.get("textposition").asText());
        assertEquals("6px,4px", two.at("/line/dash").asText());
        assertEquals("#777777", two.at("/line/color").asText());
        is(1.5, two.at("/line/width"));
        assertEquals("skip", two.get("hoverinfo").asText());
        assertFalse(two.get("cliponaxis").booleanValue());
        double[] three = {0, 4, 8};
        JsonNode below = trace(Chart.lines("").reference("name", three, three));
        assertEquals(List.of("", "name", ""), texts(below.get("text")));
        assertEquals("bottom right", below.get("textposition").asText());
        JsonNode line = trace(Chart.lines("").add("a", 1));
        assertTrue(line.path("text").isMissingNode() && line.at("/line/dash").isMissingNode());
    }

    private static Chart bubbles(int count) {
        double[] x = IntStream.range(0, count).mapToDouble(i -> 4 + 0.4 * i).toArray();
        double[] y = IntStream.range(0, count).mapToDouble(i -> 4 - 0.2 * (i % 3)).toArray();
        double[] sizes = IntStream.range(0, count).mapToDouble(i -> 4 - i % 4).toArray();
        List<String> names = IntStream.range(0, count).mapToObj(i -> "VGG " + i).toList();
        return eight(Chart.points("")).bubbles("<s>", names, x, y, sizes);
    }

    @Test
    void bubblesHaveTheirSizesAndNames() {
        JsonNode trace = trace(bubbles(4));
        assertEquals("markers+text", trace.get("mode").asText());
        assertEquals(List.of("VGG 0", "VGG 1", "VGG 2", "VGG 3"), texts(trace.get("text")));
        is(52, trace.at("/marker/size/0"));
        is(26, trace.at("/marker/size/3"));
        is(0.45, trace.at("/marker/opacity"));
        is(0, trace.at("/marker/line/width"));
        JsonNode rings = trace(bubbles(1).hollow());
        is(1, rings.at("/marker/opacity"));
        is(2, rings.at("/marker/line/width"));
        assertTrue(trace(Chart.points("").add("a", 1)).at("/marker/opacity").isMissingNode());
    }

    /** The still picture has the names on the sides of the bubbles that Plotly is told. */
    @Test
    void theNamesOfBubblesStandOnTheSamePlaces() {
        Chart chart = bubbles(4);
        ChartLayout.Panel panel = new ChartLayout(chart).panels.get(0);
        Seen names = Seen.drawn(700, 360, s -> new PanelImage(s, panel).names());
        JsonNode trace = trace(chart);
        Set<String> sides = new HashSet<>();
        double step = (684 - LEFT) / 8;
        for (int i = 0; i < 4; i++) {
            double x = LEFT + step * trace.at("/x/" + i).doubleValue();
            double y = 314 - 35 * trace.at("/y/" + i).doubleValue();
            String name = trace.at("/text/" + i).asText();
            String side = trace.at("/textposition/" + i).asText();
            double radius = trace.at("/marker/size/" + i).doubleValue() / 2;
            Rectangle2D box = place(side).box(x, y, radius, name);
            double line = box.getCenterY() + 4;
            names.shows(s -> s.words(name, box.getX(), line, 12, Canvas.INK, Canvas.Align.LEFT));
            sides.add(side);
        }
        assertTrue(sides.size() > 1, sides.toString());
    }

    private static Labels.Place place(String plotly) {
        return Arrays.stream(Labels.Place.values())
                .filter(place -> place.plotly.equals(plotly))
                .findFirst()
                .orElseThrow();
    }
}
