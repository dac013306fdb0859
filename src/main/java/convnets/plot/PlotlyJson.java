package convnets.plot;

import convnets.plot.Chart.Series;
import convnets.plot.Chart.Style;
import convnets.plot.ChartLayout.Panel;
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
        String color = Palette.hex(series.color());
        trace.put("type", series.style() == Style.BARS ? "bar" : "scatter");
        trace.put("name", plain(series.name()));
        trace.put("x", numbers(series.x()));
        trace.put("y", numbers(series.y()));
        trace.put("showlegend", layout.legend.contains(series));
        Map<String, Object> marker = new LinkedHashMap<>();
        marker.put("color", series.colors().size() == 1 ? color : colors(series));
        if (series.style() == Style.LINE) {
            trace.put("line", Map.of("color", color, "width", 2));
        }
        if (series.hollow()) {
            marker.put("symbol", "circle-open");
        }
        switch (series.style()) {
            case BARS -> {}
            case LINE -> {
                trace.put("mode", ChartLayout.marked(series) ? "lines+markers" : "lines");
                marker.put("size", 7);
            }
            case POINTS -> {
                trace.put("mode", series.labels().isEmpty() ? "markers" : "markers+text");
                marker.put("size", 7);
            }
            case REFERENCE -> {
                trace.put("mode", "lines+text");
                trace.put("line", Map.of("color", color, "width", 1.5, "dash", "6px,4px"));
                String[] text = new String[series.x().length];
                Arrays.fill(text, "");
                if (text.length > 0) {
                    text[text.length - 1] = plain(series.name());
                }
                trace.put("text", List.of(text));
                trace.put("textposition", "top left");
                trace.put("hoverinfo", "skip");
            }
        }
        if (!series.labels().isEmpty()) {
            bubbles(panel, series, labels, trace, marker);
        }
        if (series.errors().length > 0) {
            Map<String, Object> errors = new LinkedHashMap<>();
            errors.put("type", "data");
            errors.put("array", numbers(series.errors()));
            errors.put("color", Palette.hex(Canvas.INK));
            errors.put("thickness", 1);
            errors.put("width", 3);
            trace.put("error_y", errors);
        }
        trace.put("marker", marker);
        return trace;
    }

    private static List<String> colors(Series series) {
        return series.colors().stream().map(Palette::hex).toList();
    }

    private static void bubbles(
            Panel panel,
            Series series,
            Labels labels,
            Map<String, Object> trace,
            Map<String, Object> marker) {
        double[] diameters = ChartLayout.diameters(series);
        List<String> places = new ArrayList<>();
        for (int i = 0; i < diameters.length; i++) {
            double x = panel.x(series.x()[i]);
            double y = panel.y(series.y()[i]);
            places.add(labels.next(x, y, diameters[i] / 2, series.labels().get(i)).plotly);
        }
        trace.put("text", series.labels().stream().map(PlotlyJson::plain).toList());
        trace.put("textposition", places);
        marker.put("size", numbers(diameters));
        marker.put("opacity", series.hollow() ? 1 : 0.45);
    }

    private Map<String, Object> layout() {
        Map<String, Object> json = new LinkedHashMap<>();
        String font = "DejaVu Sans, Verdana, sans-serif";
        String ink = Palette.hex(Canvas.INK);
        json.put("width", ChartLayout.WIDTH);
        json.put("height", layout.height);
        json.put("autosize", false);
        json.put("margin", Map.of("l", 0, "r", 0, "t", 0, "b", 0));
        json.put("paper_bgcolor", "rgba(0,0,0,0)");
        json.put("plot_bgcolor", "rgba(0,0,0,0)");
        json.put("font", Map.of("family", font, "size", 12, "color", ink));
        json.put("bargap", 0.2);
        Map<String, Object> title = new LinkedHashMap<>();
        title.put("text", "<b>" + plain(layout.title) + "</b>");
        title.put("font", Map.of("size", 14));
        title.put("x", 0.5);
        title.put("y", 1 - 15.0 / layout.height);
        json.put("title", title);
        for (int i = 0; i < layout.panels.size(); i++) {
            Panel panel = layout.panels.get(i);
            double left = panel.area().getX() / ChartLayout.WIDTH;
            double right = panel.area().getMaxX() / ChartLayout.WIDTH;
            double top = 1 - panel.area().getY() / layout.height;
            double bottom = (double) layout.bottom / layout.height;
            Map<String, Object> x = axis(panel.x(), List.of(left, right), i == 0 ? "y" : "y2");
            x.put("tickangle", -panel.rise());
            x.put("showgrid", !panel.categories());
            json.put(i == 0 ? "xaxis" : "xaxis2", x);
            json.put(
                    i == 0 ? "yaxis" : "yaxis2",
                    axis(panel.y(), List.of(bottom, top), i == 0 ? "x" : "x2"));
        }
        Map<String, Object> legend = new LinkedHashMap<>();
        legend.put("orientation", "h");
        legend.put("x", 0.5);
        legend.put("xanchor", "center");
        legend.put("y", layout.missing.isEmpty() ? 0 : 18.0 / layout.height);
        legend.put("yanchor", "bottom");
        json.put("legend", legend);
        if (!layout.missing.isEmpty()) {
            Map<String, Object> note = new LinkedHashMap<>();
            note.put("text", plain(layout.note()));
            note.put("showarrow", false);
            note.put("xref", "paper");
            note.put("yref", "paper");
            note.put("x", 0.5);
            note.put("y", 0);
            json.put("annotations", List.of(note));
        }
        return json;
    }

    private static Map<String, Object> axis(Axis axis, List<Double> domain, String anchor) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", Map.of("text", plain(axis.label()), "standoff", 6));
        json.put("type", axis.log() ? "log" : "linear");
        json.put(
                "range",
                axis.log()
                        ? List.of(Math.log10(axis.low()), Math.log10(axis.high()))
                        : List.of(axis.low(), axis.high()));
        json.put("tickmode", "array");
        json.put("tickvals", axis.ticks().stream().map(Axis.Tick::value).toList());
        json.put("ticktext", axis.ticks().stream().map(t -> plain(t.label())).toList());
        json.put("hoverformat", ".4~g");
        json.put("domain", domain);
        json.put("anchor", anchor);
        json.put("gridcolor", "rgba(128,128,128,0.33)");
        json.put("zeroline", false);
        return json;
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
