package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class TextTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "tr-TR", "ar-EG", "hi-IN-u-nu-deva"})
    void numbersAndWordsAreTheSameInEveryLanguage(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertEquals("10,000 and 95.8 %", Text.format("%,d and %.1f %%", 10_000, 95.8));
        assertEquals("title", Text.lower("TITLE"));
        assertEquals("61,706.0", cell(61_706, "#,##0.0"));
        DoubleColumn column = DoubleColumn.create("n", 416_520.25);
        column.setPrintFormatter(Text.decimals(2));
        assertEquals("416,520.25", column.getString(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0 new runs; 0 classes",
                "1; 1 new run; 1 class",
                "2; 2 new runs; 2 classes",
                "1001; 1,001 new runs; 1,001 classes"
            })
    void oneIsCountedWithoutAPlural(long count, String runs, String classes) {
        assertEquals(runs, Text.count(count, "new run"));
        assertEquals(classes, Text.count(count, "class", "classes"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7675, 0.9215, 0.0005, 0.5, 2.5, 1.0045, -0.7675})
    void aTableRoundsAsASentenceDoes(double value) {
        assertEquals(Text.signed("%.3f", value), cell(value, "#,##0.000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "61706; 61,706",
                "1000; 1,000",
                "999.94; 999.9",
                "77.98; 77.98",
                "1; 1",
                "0.7512; 0.7512",
                "-0.5; −0.5",
                "-1000; −1,000",
                "-0.000012; −1.2E-5",
                "0.0001; 0.0001",
                "0.00001; 1E-5",
                "1.2344E-7; 1.234E-7",
                "1E14; 100,000,000,000,000",
                "1E15; 1E15",
                "0; 0",
                "NaN; NaN",
                "-Infinity; −Infinity"
            })
    void aNumberHasTheDigitsThatMatter(double value, String text) {
        assertEquals(text, Text.number(value));
    }

    /** One sign in figures, tables and sentences; what is no number's sign stays. */
    @Test
    void aNumberThatIsRoundedUpToAThousandHasItsComma() {
        assertEquals("1,000", Text.number(999.96));
        assertEquals("−1,000", Text.number(-999.96));
        assertEquals("1,000", Text.number(1000));
    }

    @Test
    void aMinusIsNoHyphen() {
        assertEquals("−0.062", Text.signed("%.3f", -0.062));
        assertEquals("−1,234.50", Text.signed("%,.2f", -1234.5));
        assertEquals("+0.010", Text.signed("%+.3f", 0.01));
        assertEquals("−1.2e-05", Text.signed("%.1e", -1.2e-5));
        assertEquals("0.0", Text.signed("%.1f", -0.0));
        assertEquals("NaN", Text.signed("%.1f", Double.NaN));
        assertEquals("−0.228", Text.decimals(3).format(-0.228));
        DoubleColumn column = DoubleColumn.create("n", -0.5);
        column.setPrintFormatter(Text.decimals(1));
        StringWriter csv = new StringWriter();
        Table.create(column).write().csv(csv);
        assertEquals("n\n-0.5\n", csv.toString(), "a file keeps the hyphen");
    }

    @Test
    void aLongTextIsCutAndStaysInItsLine() {
        assertEquals("abc", Text.shortened("abc", 3));
        assertEquals("ab…", Text.shortened("abcd", 3));
        assertEquals("a b c", Text.shortened("a\r\nb\tc", 10));
        assertEquals("…", Text.shortened("abc", 1));
        assertEquals("", Text.shortened("abc", 0));
        assertEquals("", Text.shortened("abc", -3));
    }

    @Test
    void whatAReaderTakesForOneCharacterIsNotCut() {
        String dog = "\ud83d\udc36";
        String woman = "\ud83d\udc69\u200d\ud83d\udd2c"; // a scientist: woman, joiner, microscope
        assertEquals("…", Text.shortened(dog + dog, 2));
        assertEquals(dog + "…", Text.shortened(dog + dog, 3));
        assertEquals("a…", Text.shortened("ae\u0301b", 3), "an e with its accent");
        assertEquals("ae\u0301…", Text.shortened("ae\u0301bc", 4));
        assertEquals("a…", Text.shortened("a" + woman + "b", 6));
        assertEquals("a…", Text.shortened("a\r\nbc", 3), "a line break of two characters");
    }

    private static String cell(double value, String pattern) {
        DoubleColumn column = DoubleColumn.create("n", value);
        column.setPrintFormatter(Text.formatter(pattern));
        return column.getString(0);
    }
}
