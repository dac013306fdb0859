package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.plot.Chart;
import convnets.plot.PlotlyJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
