package convnets.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import convnets.plot.ChartLayout.Panel;
import convnets.plot.Series.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Chart} as the JSON that JupyterLab's Plotly extension draws, in the size, the letters
 * and the colors of {@link ChartImage}.
 *
 * @see <a href="https://plotly.com/javascript/reference/">Plotly's attributes</a>
 */
public final class PlotlyJson {

    /** The media type under which JupyterLab knows such JSON. */
    public static final String MIME = "application/vnd.plotly.v1+json";

    /** What is the same in all charts. */
    private static final String LAYOUT =
            """
            {'autosize': false, 'margin': {'l': 0, 'r': 0, 't': 0, 'b': 0}, 'bargap': 0.2,
             'paper_bgcolor': 'rgba(0,0,0,0)', 'plot_bgcolor': 'rgba(0,0,0,0)',
             'font': {'family': 'DejaVu Sans, Verdana, sans-serif', 'size': 12, 'color': '#777777'}}
            """;

    private static final String AXIS =
            """
            {'tickmode': 'array', 'hoverformat': '.4~g', 'zeroline': false,
             'gridcolor': 'rgba(128,128,128,0.33)'}
            """;

    private static final String LEGEND =
            "{'orientation': 'h', 'x': 0.5, 'xanchor': 'center', 'yanchor': 'bottom'}";
    private static final String NOTE =
            "{'showarrow': false, 'xref': 'paper', 'yref': 'paper', 'x': 0.5, 'y': 0}";
    private static final String ERRORS =
            "{'type': 'data', 'color': '#777777', 'thickness': 1, 'width': 3}";

    private static final ObjectMapper LENIENT =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final ChartLayout layout;

    private PlotlyJson(ChartLayout layout) {
        this.layout = layout;
    }

    /**
     * Describes a chart for Plotly.
     *
     * @param chart what to draw
     * @return data, layout and config, as maps, lists, strings and numbers
     * @throws convnets.CourseException if the values do not fit on an axis
     */
    public static Map<String, Object> of(Chart chart) {
        PlotlyJson json = new PlotlyJson(new ChartLayout(chart));
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("data", json.traces());
        figure.put("layout", json.layout());
        figure.put("config", Map.of("displaylogo", false));
        return figure;
    }

    private List<Object> traces() {
        List<Object> traces = new ArrayList<>();
        for (int i = 0; i < layout.panels.size(); i++) {
            Panel panel = layout.panels.get(i);
            Labels labels = new Labels(panel);
            for (Series series : panel.series()) {
                Map<String, Object> trace = trace(panel, series, labels);
                trace.put("xaxis", i == 0 ? "x" : "x2");
                trace.put("yaxis", i == 0 ? "y" : "y2");
                traces.add(trace);
            }
        }
        return traces;
    }

    private Map<String, Object> trace(Panel panel, Series series, Labels labels) {
        Map<String, Object> trace = new LinkedHashMap<>();
        trace.put("type", series.style == Style.BARS ? "bar" : "scatter");
        trace.put("name", plain(series.name()));
        trace.put("x", numbers(series.x()));
        trace.put("y", numbers(series.y()));
        trace.put("showlegend", layout.legend.contains(series));
        String color = Palette.hex(series.color());
        boolean one = series.colors.size() == 1;
        Map<String, Object> marker = new LinkedHashMap<>();
        marker.put("color", one ? color : series.colors.stream().map(Palette::hex).toList());
        trace.put("marker", marker);
        if (series.style != Style.BARS) {
            trace.put("mode", mode(series));
            trace.put("line", Map.of("color", color, "width", 2));
            marker.put("size", 7);
            marker.put("symbol", series.hollow ? "circle-open" : "circle");
        }
        if (series.style == Style.REFERENCE) {
            String[] text = new String[series.x().length];
            Arrays.setAll(text, i -> i == text.length - 1 ? plain(series.name()) : "");
            trace.put("text", text);
            trace.put("textposition", "top left");
            trace.put("hoverinfo", "skip");
            trace.put("line", Map.of("color", color, "width", 1.5, "dash", "6px,4px"));
        }
        if (!series.labels.isEmpty()) {
            bubbles(panel, series, labels, trace, marker);
        }
        if (series.errors.length > 0) {
            Map<String, Object> errors = parsed(ERRORS);
            errors.put("array", numbers(series.errors));
            trace.put("error_y", errors);
        }
        return trace;
    }

    private static String mode(Series series) {
        return switch (series.style) {
            case REFERENCE -> "lines+text";
            case LINE -> series.marked() ? "lines+markers" : "lines";
            default -> series.labels.isEmpty() ? "markers" : "markers+text";
        };
    }

    private static void bubbles(
            Panel panel,
            Series series,
            Labels labels,
            Map<String, Object> trace,
            Map<String, Object> marker) {
        double[] diameters = series.diameters();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < diameters.length; i++) {
            double x = panel.x(series.x()[i]);
            double y = panel.y(series.y()[i]);
            places.add(labels.next(x, y, diameters[i] / 2, series.labels.get(i)).plotly);
        }
        trace.put("text", series.labels.stream().map(PlotlyJson::plain).toList());
        trace.put("textposition", places);
        marker.put("size", numbers(diameters));
        marker.put("opacity", series.hollow ? 1 : 0.45);
    }

    private Map<String, Object> layout() {
        Map<String, Object> json = parsed(LAYOUT);
        json.put("width", ChartLayout.WIDTH);
        json.put("height", layout.height);
        Map<String, Object> title = parsed("{'font': {'size': 14}, 'x': 0.5}");
        title.put("text", "<b>" + plain(layout.title) + "</b>");
        title.put("y", 1 - 15.0 / layout.height);
        json.put("title", title);
        double note = layout.note.isEmpty() ? 0 : (double) ChartLayout.LINE / layout.height;
        Map<String, Object> legend = parsed(LEGEND);
        legend.put("y", note);
        json.put("legend", legend);
        if (!layout.note.isEmpty()) {
            Map<String, Object> words = parsed(NOTE);
            words.put("text", plain(layout.note));
            json.put("annotations", List.of(words));
        }
        for (int i = 0; i < layout.panels.size(); i++) {
            axes(json, layout.panels.get(i), i == 0 ? "" : Integer.toString(i + 1));
        }
        return json;
    }

    private void axes(Map<String, Object> json, Panel panel, String number) {
        Map<String, Object> x = axis(panel.x(), "y" + number);
        double left = panel.area().getX() / ChartLayout.WIDTH;
        x.put("domain", List.of(left, panel.area().getMaxX() / ChartLayout.WIDTH));
        x.put("tickangle", -panel.rise());
        x.put("showgrid", !panel.categories());
        json.put("xaxis" + number, x);
        Map<String, Object> y = axis(panel.y(), "x" + number);
        double top = 1 - panel.area().getY() / layout.height;
        y.put("domain", List.of((double) layout.bottom / layout.height, top));
        json.put("yaxis" + number, y);
    }

    private static Map<String, Object> axis(Axis axis, String anchor) {
        Map<String, Object> json = parsed(AXIS);
        List<Double> ends = List.of(axis.low(), axis.high());
        json.put("title", Map.of("text", plain(axis.label()), "standoff", 6));
        json.put("type", axis.log() ? "log" : "linear");
        json.put("range", axis.log() ? ends.stream().map(Math::log10).toList() : ends);
        json.put("tickvals", axis.ticks().stream().map(Axis.Tick::value).toList());
        json.put("ticktext", axis.ticks().stream().map(t -> plain(t.label())).toList());
        json.put("anchor", anchor);
        return json;
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return LENIENT.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // cannot happen: the texts stand above
        }
    }

    /** Numbers for JSON, which knows neither NaN nor infinity: null is a gap. */
    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).mapToObj(v -> Double.isFinite(v) ? (Double) v : null).toList();
    }

    /** Plotly reads some HTML in its texts; ours have none. */
    private static String plain(String text) {
        return TableView.escape(text);
    }
}
