package convnets.plot;

import convnets.plot.Chart.Kind;
import convnets.plot.Chart.Series;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ScatterTrace.Mode;
import tech.tablesaw.plotly.traces.Trace;

/** A {@link Chart} as a tablesaw figure, to be drawn by Plotly. */
public final class ChartFigure {

    private ChartFigure() {}

    /**
     * Builds the figure.
     *
     * @param chart what to draw
     * @return tablesaw's figure
     */
    public static Figure of(Chart chart) {
        List<Trace> traces = new ArrayList<>();
        for (int i = 0; i < chart.series.size(); i++) {
            Series series = chart.series.get(i);
            Marker color = Marker.builder().color(Palette.hex(i)).build();
            traces.add(
                    chart.kind == Kind.BARS
                            ? bar(chart, series, color)
                            : scatter(chart, series, color));
        }
        Layout layout =
                Layout.builder()
                        .title(chart.title)
                        .xAxis(axis(chart.xLabel, chart.logX, null))
                        .yAxis(axis(chart.yLabel, chart.logY, chart.yRange))
                        .showLegend(traces.size() > 1)
                        .build();
        return new Figure(layout, traces.toArray(Trace[]::new));
    }

    private static Trace bar(Chart chart, Series series, Marker color) {
        Object[] names = chart.categories.toArray();
        return BarTrace.builder(names, series.y()).name(series.name()).marker(color).build();
    }

    private static Trace scatter(Chart chart, Series series, Marker color) {
        return ScatterTrace.builder(series.x(), series.y())
                .mode(mode(chart, series))
                .name(series.name())
                .marker(color)
                .build();
    }

    private static Mode mode(Chart chart, Series series) {
        if (chart.kind == Kind.POINTS) {
            return Mode.MARKERS;
        }
        return series.marked() ? Mode.LINE_AND_MARKERS : Mode.LINE;
    }

    private static Axis axis(String label, boolean log, double[] range) {
        Axis.AxisBuilder axis = Axis.builder().title(label);
        if (log) {
            axis.type(Axis.Type.LOG);
        }
        if (range != null) {
            axis.range(range[0], range[1]);
        }
        return axis.build();
    }
}
