package convnets.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** What chapter 06 says of the growth of time, held to notebooks/measured/growth.csv. */
class StoredGrowthTest {

    private static final Table MEASURED = Table.read().csv("notebooks/measured/growth.csv");

    @Test
    void belowSomeWidthASmallerNetIsHardlyFaster() {
        assertEquals(9, macs("AlexNet", 8) / macs("AlexNet", 32), 0.5);
        assertEquals(7 / 6.0, width("AlexNet", 8) / width("AlexNet", 32), 0.02);
        assertEquals(8, macs("NiN", 8) / macs("NiN", 32), 0.5);
        assertEquals(8 / 7.0, width("NiN", 8) / width("NiN", 32), 0.02);
        for (String net : List.of("AlexNet", "VGG-11", "NiN")) {
            double hundredth = macs(net, 1) / macs(net, 16);
            assertTrue(hundredth > 100, net);
            assertTrue(width(net, 1) / width(net, 16) < hundredth / 2, net);
            assertTrue(rate(net, "width", "divisor", 1) > 0.9 * best(), "on the line: " + net);
        }
    }

    @Test
    void largerPicturesGoTowardsTheLine() {
        for (String net : List.of("LeNet", "AlexNet", "VGG-11", "NiN")) {
            assertTrue(largest(net) > smallest(net), net);
        }
        assertTrue(largest("LeNet") < largest("VGG-11"));
        assertTrue(largest("VGG-11") < largest("AlexNet"));
        assertTrue(largest("NiN") < largest("AlexNet"));
    }

    @Test
    void aPictureAloneInItsBatchIsDear() {
        assertEquals(15, alone("VGG-11"), 0.5);
        assertEquals(28, alone("LeNet"), 0.5);
        assertTrue(alone("AlexNet") > 15 && alone("AlexNet") < 28);
        assertTrue(alone("NiN") > 15 && alone("NiN") < 28);
        for (String net : List.of("AlexNet", "VGG-11", "NiN", "LeNet")) {
            assertTrue(time(net, "batch", "batch", 64) < 1.4 * time(net, "batch", "batch", 256));
        }
    }

    private static double alone(String net) {
        return time(net, "batch", "batch", 1) / time(net, "batch", "batch", 64);
    }

    private static double width(String net, int divisor) {
        return time(net, "width", "divisor", divisor);
    }

    private static double macs(String net, int divisor) {
        return row(net, "width", "divisor", divisor).numberColumn("MACs").getDouble(0);
    }

    private static double largest(String net) {
        return rate(net, "pixels", "pixels", (int) pixels(net).max());
    }

    private static double smallest(String net) {
        return rate(net, "pixels", "pixels", (int) pixels(net).min());
    }

    private static NumericColumn<?> pixels(String net) {
        return MEASURED.where(
                        t ->
                                t.stringColumn("net")
                                        .isEqualTo(net)
                                        .and(t.stringColumn("varied").isEqualTo("pixels")))
                .numberColumn("pixels");
    }

    private static double best() {
        return IntStream.range(0, MEASURED.rowCount())
                .mapToDouble(
                        i ->
                                1e-3
                                        * MEASURED.numberColumn("MACs").getDouble(i)
                                        / MEASURED.numberColumn("microseconds").getDouble(i))
                .max()
                .orElseThrow();
    }

    /** Microseconds a picture. */
    private static double time(String net, String varied, String column, int value) {
        return row(net, varied, column, value).numberColumn("microseconds").getDouble(0);
    }

    /** MACs a second, in billions. */
    private static double rate(String net, String varied, String column, int value) {
        Table row = row(net, varied, column, value);
        double macs = row.numberColumn("MACs").getDouble(0);
        return 1e-3 * macs / row.numberColumn("microseconds").getDouble(0);
    }

    private static Table row(String net, String varied, String column, int value) {
        return MEASURED.where(
                t ->
                        t.stringColumn("net")
                                .isEqualTo(net)
                                .and(t.stringColumn("varied").isEqualTo(varied))
                                .and(t.intColumn(column).isEqualTo(value)));
    }
}
