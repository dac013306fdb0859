package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import convnets.train.Evaluation;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader sees of a confusion matrix: colors, counts, names and recalls at their places. */
class ConfusionMatrixTest {

    private static Drawing drawn(List<String> names, int[][] counts) {
        return ConfusionMatrix.of(new Evaluation(names, counts, 0.5, List.of()));
    }

    /** Each class has one picture, and it was taken for what it is. */
    private static Drawing rightOnes(List<String> names) {
        int[][] counts = new int[names.size()][names.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i][i] = 1;
        }
        return drawn(names, counts);
    }

    private static void titles(Canvas sheet, int right, int y) {
        sheet.bold("is ↓  answer →", 8, 14, 11, Canvas.INK, Align.LEFT);
        sheet.bold("recall", right, y, 11, Canvas.INK, Align.LEFT);
    }

    /** A cell of 48 pixels, one of them between it and the next. */
    private static void cell(Canvas sheet, int x, int y, Color color, int alpha) {
        Color share = new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
        sheet.box(x, y, 47, 47, share);
        if (color == Canvas.ACCENT) {
            sheet.frame(x, y, 47, 47, color);
        }
    }

    private static void count(Canvas sheet, int x, int y, String count, Color ink) {
        sheet.words(count, x + 24, y + 28, 11, ink, Align.CENTER);
    }

    @Test
    void aCellIsAsDarkAsItsShareOfTheRow() {
        List<String> names = List.of("cat", "sheep", "owl");
        int longest = (int) names.stream().mapToDouble(s -> Canvas.width(s, 12)).max().orElse(0);
        int left = longest + 24;
        int top = 44 + (int) (0.75 * longest);
        Seen.same(
                drawn(names, new int[][] {{20, 31, 0}, {1, 2, 5}, {0, 0, 0}}),
                left + 194,
                top + 152,
                sheet -> {
                    titles(sheet, left + 152, top - 8);
                    for (int i = 0; i < 3; i++) {
                        String name = names.get(i);
                        String recall = List.of("0.39", "0.25", "–").get(i);
                        int line = top + 48 * i + 28;
                        sheet.words(name, left - 8, line, 12, Canvas.INK, Align.RIGHT);
                        sheet.rising(name, left + 48 * i + 19.2, top - 6, 45, Align.LEFT);
                        sheet.words(recall, left + 152, line, 12, Canvas.INK, Align.LEFT);
                    }
                    // 20 of 51: 100 of 255; of the errors twice the share, and 31 of 51 is all
                    cell(sheet, left, top, Canvas.ACCENT, 100);
                    count(sheet, left, top, "20", Canvas.INK);
                    cell(sheet, left + 48, top, Canvas.WRONG, 255);
                    count(sheet, left + 48, top, "31", Color.WHITE);
                    count(sheet, left + 96, top, "0", Canvas.INK);
                    // 1, 2 and 5 of 8
                    cell(sheet, left, top + 48, Canvas.WRONG, 64);
                    count(sheet, left, top + 48, "1", Canvas.INK);
                    cell(sheet, left + 48, top + 48, Canvas.ACCENT, 64);
                    count(sheet, left + 48, top + 48, "2", Canvas.INK);
                    cell(sheet, left + 96, top + 48, Canvas.WRONG, 255);
                    count(sheet, left + 96, top + 48, "5", Color.WHITE);
                    // of a class without pictures nothing was found
                    count(sheet, left, top + 96, "0", Canvas.INK);
                    count(sheet, left + 48, top + 96, "0", Canvas.INK);
                    cell(sheet, left + 96, top + 96, Canvas.ACCENT, 0);
                    count(sheet, left + 96, top + 96, "0", Canvas.INK);
                });
    }

    @Test
    void ofTwentyFiveClassesTheNumbersAreSeen() {
        int name = (int) Canvas.width("a", 12); // 2 to 26 pixels, so that 24 are left for each cell
        int left = name + 24;
        int top = 44 + (int) (0.75 * name);
        Seen.same(
                rightOnes(Collections.nCopies(25, "a")),
                left + 650,
                top + 608,
                sheet -> {
                    titles(sheet, left + 608, top - 8);
                    for (int i = 0; i < 25; i++) {
                        int y = top + 24 * i;
                        sheet.words("a", left - 8, y + 16, 12, Canvas.INK, Align.RIGHT);
                        sheet.rising("a", left + 24 * i + 9.6, top - 6, 45, Align.LEFT);
                        for (int j = 0; j < 25; j++) {
                            int x = left + 24 * j;
                            if (i == j) {
                                sheet.box(x, y, 23, 23, Canvas.ACCENT);
                                sheet.frame(x, y, 23, 23, Canvas.ACCENT);
                            }
                            Color ink = i == j ? Color.WHITE : Canvas.INK;
                            String count = i == j ? "1" : "0";
                            sheet.words(count, x + 12, y + 16, 11, ink, Align.CENTER);
                        }
                        sheet.words("1.00", left + 608, y + 16, 12, Canvas.INK, Align.LEFT);
                    }
                });
    }

    @Test
    void ofTwentySixTheColorsSpeakAloneAndTheNamesStandUpright() {
        int name = (int) Canvas.width("a", 12); // 2 to 28 pixels, so that 23 are left for each cell
        int left = name + 24;
        int top = 44 + name;
        Seen.same(
                rightOnes(Collections.nCopies(26, "a")),
                left + 648,
                top + 606,
                sheet -> {
                    titles(sheet, left + 606, top - 8);
                    for (int i = 0; i < 26; i++) {
                        int x = left + 23 * i;
                        int y = top + 23 * i;
                        sheet.words("a", left - 8, y + 15.5, 12, Canvas.INK, Align.RIGHT);
                        sheet.rising("a", x + 15.5, top - 6, 90, Align.LEFT);
                        sheet.box(x, y, 22, 22, Canvas.ACCENT);
                        sheet.frame(x, y, 22, 22, Canvas.ACCENT);
                        sheet.words("1.00", left + 606, y + 15.5, 12, Canvas.INK, Align.LEFT);
                    }
                });
    }

    /** Whether the names of so many classes are told apart by one of their letters. */
    private static boolean sees(int letter, int classes) {
        StringBuilder other = new StringBuilder("iiiiiiiiiiiiiiiiiiii");
        List<String> names = Collections.nCopies(classes, other.toString());
        other.setCharAt(letter - 1, 'j');
        List<String> others = Collections.nCopies(classes, other.toString());
        return !Arrays.equals(pixels(rightOnes(names)), pixels(rightOnes(others)));
    }

    private static int[] pixels(Drawing drawing) {
        BufferedImage image = drawing.image();
        int width = image.getWidth();
        return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    }

    @Test
    void manyClassesHaveShorterNames() {
        assertEquals(List.of(true, false), List.of(sees(15, 30), sees(16, 30)), "15 letters and …");
        assertEquals(List.of(true, false), List.of(sees(9, 31), sees(10, 31)), "9 letters and …");
    }

    @Test
    void fiftyClassesHaveRoom() {
        String name = "WWWWWWWWWW"; // leaves less than the 11 pixels that a cell needs
        int longest = (int) Canvas.width(name, 12);
        BufferedImage image = rightOnes(Collections.nCopies(50, name)).image();
        assertEquals(longest + 24 + 550 + 50, image.getWidth());
        assertEquals(44 + longest + 550 + 8, image.getHeight());
        List<String> more = Collections.nCopies(51, "a");
        assertEquals(
                "A confusion matrix has room for 50 classes, not for 51.",
                assertThrows(CourseException.class, () -> rightOnes(more)).getMessage());
    }

    @Test
    void theSlantedNameOfTheLastClassIsNotCut() {
        String name = "MMMMMMMMMMMMMMMM"; // too wide for the column of recalls to have room for it
        int longest = (int) Canvas.width(name, 12);
        BufferedImage image = rightOnes(List.of(name, name)).image();
        assertEquals(longest + 24 + 96 + (int) (0.75 * longest - 28.8), image.getWidth());
        for (int y = 0; y < image.getHeight(); y++) {
            assertEquals(0, image.getRGB(image.getWidth() - 1, y) >>> 24, "row " + y);
        }
    }

    @Test
    void itsWordsAreThoseOfTheEvaluation() {
        Evaluation evaluation =
                new Evaluation(List.of("a", "b"), new int[][] {{3, 1}, {0, 4}}, 0.5, List.of());
        assertEquals(evaluation.toString(), ConfusionMatrix.of(evaluation).description());
    }
}
