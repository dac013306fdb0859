package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    private static Axis linear(double low, double high, int wanted) {
        return Axis.between("", false, low, high, wanted, false);
    }

    private static Axis around(boolean log, double room, double... values) {
        return Axis.around("time", log, values, room, 4);
    }

    private static List<String> words(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::label).toList();
    }

    private static void reaches(double low, double high, Axis axis) {
        assertEquals(low, axis.low(), 1e-12 * Math.abs(low));
        assertEquals(high, axis.high(), 1e-12 * Math.abs(high));
    }

    @Test
    void namesStandInTheMiddleOfTheirPlaces() {
        Axis axis = Axis.categories("net", List.of("LeNet", "NiN"));
        reaches(-0.5, 1.5, axis);
        assertEquals(List.of(new Axis.Tick(0, "LeNet"), new Axis.Tick(1, "NiN")), axis.ticks());
        assertEquals(0.25, axis.share(0));
        assertEquals(0.75, axis.share(1));
        reaches(-0.5, 0.5, Axis.categories("net", List.of()));
    }

    @Test
    void thereIsRoomAroundTheValues() {
        reaches(0, 12, around(false, 0.25, 10, 2));
        reaches(0.1, 1000, around(true, 0.5, 1, 100));
        reaches(0, 1, around(false, 0.25));
        reaches(1, 10, around(true, 0.25));
    }

    @Test
    void oneValueStandsInTheMiddle() {
        reaches(-1, 1, around(false, 0.1, 0));
        reaches(2, 6, around(false, 0.1, 4, 4));
        reaches(-6, -2, around(false, 0.1, -4));
        reaches(2.5, 10, around(true, 0.1, 5));
        reaches(0.5e9, 1.5e9, around(false, 0.1, 1e9, 1e9 + 1e-4));
    }

    @Test
    void theLargestAndSmallestNumbersHaveTheirPlace() {
        reaches(Double.MIN_NORMAL, 1e308, around(true, 0.5, Double.MIN_NORMAL, 1e308));
        assertEquals(
                "The axis \"time\" cannot reach from -1.00e+308 to 1.00e+308.",
                refused(() -> around(false, 0.1, -1e308, 1e308)));
        assertEquals(
                "The axis \"\" cannot reach from 1.00 to 1.00.", refused(() -> linear(1, 1, 4)));
        assertEquals(
                "The axis \"\" cannot reach from 0.00 to 1.00: a logarithmic axis begins above 0.",
                refused(() -> Axis.between("", true, 0, 1, 4, false)));
    }

    private static String refused(Runnable axis) {
        return assertThrows(CourseException.class, axis::run).getMessage();
    }

    @Test
    void stepsAreOneTwoOrFiveTimesAPowerOfTen() {
        assertEquals(List.of("0", "1", "2", "3", "4"), words(linear(0, 4, 4)));
        assertEquals(List.of("0", "2", "4", "6", "8"), words(linear(0, 8, 4)));
        assertEquals(List.of("0", "5", "10"), words(linear(0, 10, 4)));
        assertEquals(List.of("0", "5", "10", "15", "20"), words(linear(0, 20, 4)));
        assertEquals(List.of("0", "10", "20"), words(linear(0, 24, 4)));
        assertEquals(List.of("−0.2", "0.0", "0.2"), words(linear(-0.2, 0.2, 2)));
        assertEquals(0.2, linear(-0.2, 0.2, 2).ticks().get(2).value());
    }

    @Test
    void countsHaveNoTicksBetween() {
        assertEquals(List.of("1", "2"), words(around(false, 0.1, 1, 2)));
        assertTrue(words(around(false, 0.1, 1, 2.5)).contains("1.5"));
    }

    @Test
    void countsHaveTicksBetweenWhereTheAxisHoldsNone() {
        Axis axis = Axis.between("", false, 1.2, 1.8, 4, true);
        assertEquals(List.of("1.2", "1.4", "1.6", "1.8"), words(axis));
    }

    @Test
    void largeAndSmallNumbersArePowersOfTen() {
        assertEquals(List.of("0", "5,000,000"), words(linear(0, 9e6, 3)));
        assertEquals(List.of("0", "1×10⁷"), words(linear(0, 1e7, 1)));
        assertEquals(List.of("0", "2×10⁻⁵", "4×10⁻⁵"), words(linear(0, 4e-5, 2)));
        assertEquals(List.of("0.0000", "0.0002", "0.0004"), words(linear(0, 4e-4, 2)));
        assertEquals(List.of("9,980", "10,000"), words(linear(9975, 10_005, 2)));
    }

    @Test
    void equalStepsAreEqualFactorsOnALogarithmicAxis() {
        Axis axis = Axis.between("", true, 1, 100, 4, false);
        assertEquals(List.of("1", "2", "5", "10", "20", "50", "100"), words(axis));
        assertEquals(0.5, axis.share(10), 1e-12);
        Axis few = Axis.between("", true, 1, 5, 4, false);
        assertEquals(List.of("1", "2", "3", "4", "5"), words(few), "as on a linear axis");
        Axis small = Axis.between("", true, 1e-5, 1, 6, false);
        assertEquals(List.of("0.00001", "0.0001", "0.001", "0.01", "0.1", "1"), words(small));
        Axis tenfold = Axis.between("", true, 0.1, 1, 4, false);
        assertEquals(List.of("0.1", "0.2", "0.5", "1"), words(tenfold));
        Axis threefold = Axis.between("", true, 2, 6, 4, false);
        assertEquals(List.of("2", "3", "4", "5", "6"), words(threefold));
        Axis many = Axis.between("", true, 1e-3, 1e9, 4, false);
        assertEquals(List.of("10⁻³", "1", "10³", "10⁶", "10⁹"), words(many));
        Axis large = Axis.between("", true, 1e6, 1e8, 4, false);
        assertEquals(
                List.of("10⁶", "2×10⁶", "5×10⁶", "10⁷", "2×10⁷", "5×10⁷", "10⁸"), words(large));
    }

    @Test
    void aTickMayStandAtEitherEnd() {
        assertEquals(List.of("−5", "0", "5"), words(linear(-5, 5, 2)));
    }

    @Test
    void powersOfTenAreWrittenOutWhereAllAreShort() {
        assertEquals(
                List.of("1", "2", "5", "10", "20", "50"),
                words(Axis.between("", true, 1, 60, 4, false)));
        assertEquals("0.000001", words(Axis.between("", true, 1e-6, 1, 9, false)).get(0));
        assertEquals("10⁻⁵", words(Axis.between("", true, 0.9e-6, 1, 9, false)).get(1));
        assertEquals("1,000,000", words(Axis.between("", true, 1, 9.9e6, 9, false)).get(6));
        assertEquals("10⁷", words(Axis.between("", true, 1, 1e7, 9, false)).get(7));
    }
}
