package convnets.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import convnets.plot.ChartLayout.Panel;
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
            """
            {'orientation': 'h', 'x': 0.5, 'xanchor': 'center', 'yanchor': 'bottom',
             'itemsizing': 'constant'}
            """;
    private static final String NOTE =
            "{'showarrow': false, 'xref': 'paper', 'yref': 'paper', 'x': 0.5, 'y': 0}";
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
        figure.put("data", new PlotlyTraces(json.layout).all());
        figure.put("layout", json.layout());
        figure.put("config", Map.of("displaylogo", false));
        return figure;
    }

    private Map<String, Object> layout() {
        Map<String, Object> json = parsed(LAYOUT);
        json.put("width", ChartLayout.WIDTH);
        json.put("height", layout.height);
        Map<String, Object> title = parsed("{'font': {'size': 14}, 'x': 0.5}");
        title.put("text", "<b>" + PlotlyTraces.plain(layout.title) + "</b>");
        title.put("y", 1 - 10.0 / layout.height);
        json.put("title", title);
        double note = layout.note.isEmpty() ? 0 : (double) ChartLayout.LINE / layout.height;
        Map<String, Object> legend = parsed(LEGEND);
        legend.put("y", note);
        json.put("legend", legend);
        if (!layout.note.isEmpty()) {
            Map<String, Object> words = parsed(NOTE);
            words.put("text", PlotlyTraces.plain(layout.note));
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
        Map<String, Object> title = parsed("{'font': {'size': 12}, 'standoff': 6}");
        title.put("text", PlotlyTraces.plain(axis.label()));
        json.put("title", title);
        json.put("type", axis.log() ? "log" : "linear");
        json.put("range", axis.log() ? ends.stream().map(Math::log10).toList() : ends);
        json.put("tickvals", axis.ticks().stream().map(Axis.Tick::value).toList());
        json.put(
                "ticktext", axis.ticks().stream().map(t -> PlotlyTraces.plain(t.label())).toList());
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
}
