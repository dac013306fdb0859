package convnets.plot;

import convnets.plot.Chart.Kind;
import convnets.plot.Chart.Series;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A {@link Chart} as a static picture, drawn by XChart on white. */
public final class ChartImage {

    private static final int WIDTH = 700;
    private static final int HEIGHT = 360;

    private static final DoublePredicate YEAR = x -> x >= 1900 && x <= 2100;

    private ChartImage() {}

    /**
     * Draws the chart.
     *
     * @param chart what to draw
     * @return 700×360 pixels
     */
    public static BufferedImage of(Chart chart) {
        return BitmapEncoder.getBufferedImage(
                chart.kind == Kind.BARS ? bars(chart) : scatter(chart));
    }

    private static XYChart scatter(Chart chart) {
        XYChart image = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(chart.title).build();
        image.setXAxisTitle(chart.xLabel);
        image.setYAxisTitle(chart.yLabel);
        style(image.getStyler(), chart);
        image.getStyler().setXAxisLogarithmic(chart.logX);
        if (chart.series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).allMatch(YEAR)) {
            image.getStyler().setXAxisDecimalPattern("0"); // 1990, not 1,990
        }
        image.getStyler()
                .setDefaultSeriesRenderStyle(
                        chart.kind == Kind.LINES
                                ? XYSeriesRenderStyle.Line
                                : XYSeriesRenderStyle.Scatter);
        for (Series series : chart.series) {
            if (series.x().length > 0) {
                image.addSeries(series.name(), series.x(), series.y())
                        .setMarker(marker(chart, series));
            }
        }
        return image;
    }

    private static Marker marker(Chart chart, Series series) {
        return chart.kind == Kind.POINTS || series.marked()
                ? SeriesMarkers.CIRCLE
                : SeriesMarkers.NONE;
    }

    private static CategoryChart bars(Chart chart) {
        CategoryChart image =
                new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(chart.title).build();
        image.setXAxisTitle(chart.xLabel);
        image.setYAxisTitle(chart.yLabel);
        style(image.getStyler(), chart);
        image.getStyler().setAvailableSpaceFill(0.8);
        if (chart.logY && chart.yRange == null) {
            image.getStyler().setYAxisMin(smallest(chart) / 2); // bars would start at log 0
        }
        int letters = chart.categories.stream().mapToInt(c -> c.length() + 2).sum();
        image.getStyler().setXAxisLabelRotation(letters > 70 ? 30 : 0);
        for (Series series : chart.series) {
            image.addSeries(
                    series.name(),
                    chart.categories,
                    Arrays.stream(series.y()).boxed().collect(Collectors.toList()));
        }
        return image;
    }

    private static double smallest(Chart chart) {
        return chart.series.stream().flatMapToDouble(s -> Arrays.stream(s.y())).min().orElse(1);
    }

    private static void style(AxesChartStyler style, Chart chart) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(new Color(0xDDDDDD));
        style.setChartTitleFont(font.deriveFont(Font.BOLD, 14f));
        style.setAxisTitleFont(font);
        style.setAxisTickLabelsFont(font.deriveFont(11f));
        style.setLegendFont(font);
        style.setLegendVisible(chart.series.size() > 1);
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setMarkerSize(6);
        style.setYAxisLogarithmic(chart.logY);
        Color[] colors = new Color[Math.max(1, chart.series.size())];
        Arrays.setAll(colors, Palette::color);
        style.setSeriesColors(colors);
        if (chart.yRange != null) {
            style.setYAxisMin(chart.yRange[0]);
            style.setYAxisMax(chart.yRange[1]);
        }
    }
}
