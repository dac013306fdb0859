package convnets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * How the course writes numbers and words, for people and for files: the same on every computer,
 * whatever its language. Java's own {@link String#format} would write 10.000 for ten thousand in
 * German, and other digits in Arabic.
 */
public final class Text {

    /** What a reader takes for one: a letter with its accents, an emoji with its color. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /** The sign of a number below zero in all that is read; what programs read has the hyphen. */
    private static final char MINUS = '−';

    private Text() {}

    /**
     * {@link String#format} in no language: a point before decimals, a comma between thousands.
     *
     * @param pattern with placeholders
     * @param values the placeholders' values
     * @return the text
     */
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /**
     * A number as it is drawn or printed.
     *
     * @param pattern of one number and nothing else, such as {@code %.3f}
     * @param value any
     * @return such as 0.062 or −0.062
     */
    public static String signed(String pattern, double value) {
        String text = format(pattern, value + 0.0); // no zero below zero
        return value < 0 ? MINUS + text.substring(1) : text;
    }

    /**
     * A number with the digits that matter: four, and all before the point.
     *
     * @param value any
     * @return such as 61,706, 77.98, −0.7512 or 1.234E-7, as Java writes powers of ten
     */
    public static String number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return signed("%.0f", value);
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        if (exponent < -4 || exponent > 14) {
            return formatter("0.###E0").format(value).replace("E" + MINUS, "E-");
        }
        return formatter("#,##0" + (exponent > 2 ? "" : "." + "#".repeat(3 - exponent)))
                .format(value);
    }

    /**
     * A count with its noun.
     *
     * @param count how many
     * @param noun what is counted, such as "new run", whose plural ends in s
     * @return such as 1 new run or 10,000 new runs
     */
    public static String count(long count, String noun) {
        return count(count, noun, noun + "s");
    }

    /**
     * A count with its noun.
     *
     * @param count how many
     * @param one the noun, such as "class"
     * @param many its plural, such as "classes"
     * @return such as 1 class or 10,000 classes
     */
    public static String count(long count, String one, String many) {
        return format("%,d %s", count, count == 1 ? one : many);
    }

    /**
     * Small letters by the rules of no language: in Turkish, I would become an ı without a dot.
     *
     * @param text any
     * @return the same in small letters
     */
    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * A text as one line of bounded length, for a title or a cell of a table.
     *
     * @param text any
     * @param most characters of the result, as {@link String#length} counts them
     * @return the text, line breaks and other control characters as spaces; "…" for what is cut,
     *     which is never part of what a reader takes for one character; nothing if most is below 1
     */
    public static String shortened(String text, int most) {
        if (most < 1) {
            return "";
        }
        String start =
                text.length() > most ? text.substring(0, fitting(text, most - 1)) + "…" : text;
        return start.replaceAll("\\R|\\p{Cntrl}", " ");
    }

    /** The end of the last whole character, with its accents, that ends there or before. */
    private static int fitting(String text, int most) {
        Matcher characters = CHARACTER.matcher(text);
        int end = 0;
        while (characters.find() && characters.end() <= most) {
            end = characters.end();
        }
        return end;
    }

    /**
     * How a column of a table writes its numbers.
     *
     * @param decimals after the point, always so many
     * @return a formatter with commas between thousands
     */
    public static NumberColumnFormatter decimals(int decimals) {
        return formatter("#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals)));
    }

    /**
     * How a column of a table writes its numbers, by a pattern of Java's. A number is rounded as
     * {@link #format} rounds it, so that a table and a sentence never give one value two ways.
     *
     * @param pattern as {@link DecimalFormat} reads it
     * @return the formatter
     */
    public static NumberColumnFormatter formatter(String pattern) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign(MINUS);
        DecimalFormat format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return new NumberColumnFormatter(format) {
            @Override
            public String format(double value) {
                if (Double.isNaN(value)) {
                    return ""; // what is missing
                }
                return Double.isFinite(value)
                        ? format.format(BigDecimal.valueOf(value))
                        : format.format(value);
            }
        };
    }
}
