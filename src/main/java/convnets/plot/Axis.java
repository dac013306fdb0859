package convnets.plot;

import convnets.CourseException;
import convnets.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * One axis of a chart: where it begins and ends, and where its ticks stand with which words. Both
 * pictures of a chart are made from it.
 *
 * @param label with the unit, if there is one
 * @param log whether equal steps are equal factors
 * @param low its lower end
 * @param high its upper end
 * @param ticks from low to high
 */
record Axis(String label, boolean log, double low, double high, List<Tick> ticks) {

    /** A number with the words that stand for it. */
    record Tick(double value, String label) {}

    /** Of the label, in characters. */
    private static final int LONGEST = 80;

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    Axis {
        label = Text.shortened(label, LONGEST);
    }

    /** An axis of named places 0, 1, 2, … */
    static Axis categories(String label, List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ticks.add(new Tick(i, Text.shortened(names.get(i), 24)));
        }
        return new Axis(label, false, -0.5, Math.max(1, names.size()) - 0.5, ticks);
    }

    /**
     * An axis from one number to another.
     *
     * @param values that it must hold; without any it goes from 0 to 1, or from 1 to 10
     * @param room beyond the outermost values, as a share of the axis
     * @param wanted about how many ticks
     */
    static Axis around(String label, boolean log, double[] values, double room, int wanted) {
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        double low = all.getMin();
        double high = all.getMax();
        if (values.length == 0) {
            return between(label, log, log ? 1 : 0, log ? 10 : 1, wanted, false);
        }
        boolean flat = isFlat(low, high);
        if (log) {
            double factor = !flat ? Math.pow(10, room * decades(low, high)) : 2;
            double least = Math.max(Double.MIN_NORMAL, low / factor);
            return between(label, true, least, Math.min(1e308, high * factor), wanted, false);
        }
        if (!Double.isFinite(high - low)) {
            return between(label, false, low, high, wanted, false);
        }
        double more = !flat ? (high - low) * room : low == 0 ? 1 : Math.abs(low) / 2;
        return between(label, false, low - more, high + more, wanted, isWhole(values));
    }

    /** An axis with fixed ends; whole: no tick between two whole numbers, if it has one. */
    static Axis between(
            String label, boolean log, double low, double high, int wanted, boolean whole) {
        boolean possible = low < high && Double.isFinite(high - low);
        if (!possible || isFlat(low, high) || log && low <= 0) {
            String why =
                    log && low <= 0
                            ? ": a logarithmic axis begins above 0"
                            : possible ? ": that is too near" : "";
            throw new CourseException(
                    "The axis \"%s\" cannot reach from %.3g to %.3g%s.",
                    Text.shortened(label, LONGEST), low, high, why);
        }
        boolean factors = log && high / low > 5;
        List<Tick> ticks =
                factors
                        ? powers(low, high, wanted)
                        : multiples(low, high, wanted, whole && Math.floor(high) >= low);
        return new Axis(label, log, low, high, ticks);
    }

    /** Whether none of some numbers has a part behind the point. */
    static boolean isWhole(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == Math.rint(value));
    }

    /** Whether ticks between them could not be told apart, or there is nothing between them. */
    private static boolean isFlat(double low, double high) {
        return high - low <= 1e-10 * Math.max(Math.abs(low), Math.abs(high));
    }

    private static List<Tick> multiples(double low, double high, int wanted, boolean whole) {
        double rough = (high - low) / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step =
                rough <= 1.001 * power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10;
        step = whole ? Math.max(1, step * power) : step * power;
        int exponent = exponent(Math.max(Math.abs(low), Math.abs(high)));
        boolean scientific = exponent >= 7 || exponent <= -5;
        double unit = scientific ? Math.pow(10, exponent) : 1;
        boolean commas = !scientific && exponent > 3;
        int decimals = (int) Math.max(0, Math.min(12, -Math.floor(Math.log10(step / unit) + 1e-9)));
        List<Tick> ticks = new ArrayList<>();
        for (double i = Math.ceil(low / step); i * step <= high; i++) {
            String digits = number(i * step / unit, decimals, commas);
            boolean plain = !scientific || i == 0;
            ticks.add(new Tick(i * step, plain ? digits : digits + "×" + powerOfTen(exponent)));
        }
        return ticks;
    }

    /** All ticks are written in one way: as plain numbers where each is short, else as powers. */
    private static List<Tick> powers(double low, double high, int wanted) {
        double decades = decades(low, high);
        int stride = (int) Math.max(1, Math.ceil(decades / wanted));
        int[] factors = decades < 2.2 ? new int[] {1, 2, 5} : new int[] {1};
        boolean plain = low >= 1e-6 && high < 1e7;
        boolean commas = exponent(high) > 3;
        List<Tick> ticks = new ArrayList<>();
        for (int power = exponent(low); power <= exponent(high); power++) {
            for (int factor : factors) {
                double value = factor * Math.pow(10, power);
                if (value >= low && value <= high && Math.floorMod(power, stride) == 0) {
                    String label =
                            plain
                                    ? number(value, Math.max(0, -power), commas)
                                    : power(factor, power);
                    ticks.add(new Tick(value, label));
                }
            }
        }
        return ticks;
    }

    private static String power(int factor, int power) {
        if (power == 0 || power == 1) {
            return Integer.toString(power == 0 ? factor : 10 * factor);
        }
        return factor == 1 ? powerOfTen(power) : factor + "×" + powerOfTen(power);
    }

    /** With commas on an axis that reaches ten thousand; years are written without. */
    private static String number(double value, int decimals, boolean commas) {
        return Text.signed((commas ? "%,." : "%.") + decimals + "f", value);
    }

    private static String powerOfTen(int exponent) {
        StringBuilder text = new StringBuilder(exponent < 0 ? "10⁻" : "10");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }

    private static int exponent(double value) {
        return value == 0 ? 0 : (int) Math.floor(Math.log10(value) + 1e-9);
    }

    private static double decades(double low, double high) {
        return Math.log10(high) - Math.log10(low);
    }

    /** Where a value lies: 0 at the lower end, 1 at the upper. */
    double share(double value) {
        return log ? decades(low, value) / decades(low, high) : (value - low) / (high - low);
    }
}
