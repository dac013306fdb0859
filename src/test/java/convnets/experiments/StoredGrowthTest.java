package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** What chapter 08 says of the growth of time, held to notebooks/measured/growth.csv. */
class StoredGrowthTest {

    private static final Table MEASURED = Table.read().csv("notebooks/measured/growth.csv");

    /** Of all points, in MACs a microsecond. */
    private static final DoubleColumn RATES =
            MEASURED.numberColumn("MACs")
                    .divide(MEASURED.numberColumn("microseconds"))
                    .setName("rate");

    static {
        MEASURED.addColumns(RATES);
    }

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
            assertTrue(rate(net, "width", "divisor", 1) > 0.9 * RATES.max(), "on the line: " + net);
        }
    }

    @Test
    void largerPicturesGoTowardTheLine() {
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

    /** Microseconds a picture. */
    private static double time(String net, String varied, String column, int value) {
        return row(net, varied, column, value).numberColumn("microseconds").getDouble(0);
    }

    private static double rate(String net, String varied, String column, int value) {
        return row(net, varied, column, value).numberColumn("rate").getDouble(0);
    }

    private static NumericColumn<?> pixels(String net) {
        return rows(net, "pixels").numberColumn("pixels");
    }

    private static Table row(String net, String varied, String column, int value) {
        return rows(net, varied).where(t -> t.intColumn(column).isEqualTo(value));
    }

    private static Table rows(String net, String varied) {
        return MEASURED.where(
                t ->
                        t.stringColumn("net")
                                .isEqualTo(net)
                                .and(t.stringColumn("varied").isEqualTo(varied)));
    }
}
