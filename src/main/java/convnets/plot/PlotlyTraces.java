package convnets.plot;

import convnets.TableView;
import convnets.plot.ChartLayout.Panel;
import convnets.plot.Series.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of a chart as Plotly's traces.
 *
 * @param layout where they lie
 */
record PlotlyTraces(ChartLayout layout) {

    List<Object> all() {
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
            marker.put("size", 8);
            marker.put("symbol", series.hollow ? "circle-open" : "circle");
        }
        if (series.style == Style.REFERENCE) {
            String[] text = new String[series.x().length];
            Arrays.setAll(text, i -> i == series.nameAt() ? plain(series.name()) : "");
            trace.put("text", text);
            trace.put("textposition", series.namedBelow() ? "bottom right" : "top left");
            trace.put("hoverinfo", "skip");
            trace.put("cliponaxis", false); // its name may rise above the axes
            trace.put("line", Map.of("color", color, "width", 1.5, "dash", "6px,4px"));
        }
        if (!series.labels.isEmpty()) {
            bubbles(panel, series, labels, trace, marker);
        }
        if (series.errors.length > 0) {
            trace.put("error_y", errors(series));
        }
        return trace;
    }

    private static Map<String, Object> errors(Series series) {
        Map<String, Object> bars = new LinkedHashMap<>();
        bars.put("type", "data");
        bars.put("array", numbers(series.errors));
        bars.put("color", "#777777");
        bars.put("thickness", 1);
        bars.put("width", 3);
        return bars;
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
        trace.put("text", series.labels.stream().map(PlotlyTraces::plain).toList());
        trace.put("textposition", places);
        marker.put("size", numbers(diameters));
        marker.put("opacity", series.hollow ? 1 : 0.45);
        marker.put("line", Map.of("width", series.hollow ? 2 : 0));
    }

    /** Numbers for JSON, which knows neither NaN nor infinity: null is a gap. */
    private static List<Double> numbers(double[] values) {
        return Arrays.stream(values).mapToObj(v -> Double.isFinite(v) ? (Double) v : null).toList();
    }

    /** Plotly reads some HTML in its texts; ours have none. */
    static String plain(String text) {
        return TableView.escape(text);
    }
}
