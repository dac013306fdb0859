package convnets.cost;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class CostsTest {

    private static final Shape GRAY = new Shape(1, 1, 224, 224);
    private static final LayerTable LENET = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
    private static final LayerTable ALEXNET = LayerTable.of(AlexNet.block(), GRAY);

    @Test
    void theDenseShareIsTheCurseOfTheLastLayer() {
        Table table =
                Costs.of(
                        List.of("LeNet", "AlexNet", "VGG-11", "NiN"),
                        LENET,
                        ALEXNET,
                        LayerTable.of(Vgg.block(11), GRAY),
                        LayerTable.of(Nin.block(), GRAY));
        assertEquals(
                List.of("95.8", "92.0", "92.8", "0.0"),
                List.of(0, 1, 2, 3).stream()
                        .map(row -> table.column("dense %").getString(row))
                        .toList());
        assertEquals(
                List.of("LeNet", "61,706", "95.8", "416,520", "8,094", "0.2"),
                IntStream.range(0, 6).mapToObj(column -> table.getString(0, column)).toList());
        assertEquals(0.246824, table.doubleColumn("weights MB").get(0), 1e-12);
    }

    @Test
    void theIncreaseFromLeNetToAlexNet() {
        Table table = Costs.increase(List.of("LeNet", "AlexNet"), LENET, ALEXNET);
        assertEquals(
                List.of(150L, 2_400L, 0L, 48_000L, 10_080L, 840L, 61_706L),
                table.longColumn("LeNet weights").asList());
        assertEquals(
                List.of(
                        33_872_256L,
                        415_334_400L,
                        445_906_944L,
                        26_214_400L,
                        16_777_216L,
                        40_960L,
                        938_146_176L),
                table.longColumn("AlexNet MACs").asList());
        assertEquals("758", table.stringColumn("× weights").get(6));
        assertEquals("2,252", table.stringColumn("× MACs").get(6));
        Table vgg =
                Costs.increase(
                        List.of("AlexNet", "VGG-11"), ALEXNET, LayerTable.of(Vgg.block(11), GRAY));
        assertEquals("2.75", vgg.stringColumn("× weights").get(6));
        assertEquals("8.04", vgg.stringColumn("× MACs").get(6));
        assertEquals("new", table.stringColumn("× MACs").get(2));
        LayerTable wide = LayerTable.of(dense(1000), new Shape(1, 1));
        Table tenfold =
                Costs.increase(
                        List.of("a", "b"), wide, LayerTable.of(dense(1000), new Shape(1, 10)));
        assertEquals("10", tenfold.stringColumn("× MACs").get(6), "no decimals from ten on");
        assertThrows(CourseException.class, () -> Costs.of(List.of("a"), LENET, ALEXNET));
    }

    @Test
    void anIncreaseIsWithoutBiasesAlsoWhereThereAreNone() {
        Block twice = conv(3, 3).pad(1);
        Shape rgb = new Shape(1, 3, 16, 16);
        Table table =
                Costs.increase(
                        List.of("a", "b"),
                        LayerTable.of(sequential(conv(6, 5).withoutBias(), twice), rgb),
                        LayerTable.of(sequential(twice, twice, dense(4)), rgb));
        assertEquals(
                List.of(450L, 162L, 0L, 0L, 0L, 0L, 450L + 162 + 3),
                table.longColumn("a weights").asList());
        assertEquals(
                List.of(81L, 0L, 0L, 64L, 0L, 0L, 81L + 3 + 64 + 4),
                table.longColumn("b weights").asList());
    }

    @Test
    void twoNetsMayHaveOneName() {
        Table table = Costs.increase(List.of("LeNet", "lenet"), LENET, ALEXNET);
        assertEquals(
                List.of("LeNet weights", "LeNet MACs", "lenet weights (2)", "lenet MACs (2)"),
                table.columnNames().subList(1, 5));
        assertEquals("758", table.stringColumn("× weights").get(6));
    }
}
