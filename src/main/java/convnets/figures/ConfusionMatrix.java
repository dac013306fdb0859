package convnets.figures;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Palette;
import convnets.train.Evaluation;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * The confusion table as a picture: a row for each true class, a column for each answer. Right
 * answers stand on the framed diagonal, in blue; errors are red, the redder the larger their share
 * of the row. At the right, the share of the class that was found (recall).
 */
public final class ConfusionMatrix {

    /** More classes than this do not fit on a page. */
    public static final int MOST = 50;

    private static final int WIDTH = 700;
    private static final int LARGEST = 48;

    /** From here on the names are shortened more. */
    private static final int MANY = 30;

    /** For the column of recalls. */
    private static final int RIGHT = 50;

    /** The rows must be as high as the letters of their names. */
    private static final int SMALLEST = 11;

    /** In smaller cells the colors speak alone. */
    private static final int NUMBERED = 24;

    private final int[][] counts;
    private final List<String> names;
    private final int left;
    private final int top;

    /** Where the recalls stand. */
    private final int right;

    /** The side of a cell. */
    private final int cell;

    /** Slanted names would run into one another where the cells are small. */
    private final boolean upright;

    private final Canvas canvas;

    /**
     * Draws the table.
     *
     * @param evaluation of at most 50 classes
     * @return about 700 pixels wide at most; where the cells are too small for counts, the colors
     *     alone
     * @throws CourseException if there are more classes
     */
    public static Drawing of(Evaluation evaluation) {
        Given.of("evaluation", evaluation);
        int[][] counts = evaluation.confusion();
        int n = counts.length;
        int letters = n > MANY ? 10 : 16;
        List<String> names =
                evaluation.names().stream().map(name -> Text.shortened(name, letters)).toList();
        if (n > MOST) {
            throw new CourseException(
                    "A confusion matrix has room for %d classes, not for %d.", MOST, n);
        }
        ConfusionMatrix matrix = new ConfusionMatrix(counts, names);
        for (int row = 0; row < n; row++) {
            matrix.row(row);
        }
        return matrix.canvas.drawing(evaluation.toString());
    }

    /** Measures: the names need room at the left and above, the cells share the rest. */
    private ConfusionMatrix(int[][] counts, List<String> names) {
        this.counts = counts;
        this.names = names;
        int n = counts.length;
        int longest = (int) Canvas.widest(names.stream(), 12);
        left = longest + 24;
        cell = Math.max(SMALLEST, Math.min(LARGEST, (WIDTH - left - RIGHT) / Math.max(1, n)));
        upright = cell < NUMBERED;
        top = 44 + (int) ((upright ? 1 : 0.75) * longest);
        right = left + n * cell + 8;
        int rising = upright ? 0 : (int) (0.75 * longest - 0.6 * cell); // the last column's name
        canvas = new Canvas(left + n * cell + Math.max(RIGHT, rising), top + n * cell + 8);
        canvas.bold("is ↓  answer →", 8, 14, 11, Canvas.INK, Align.LEFT);
        canvas.bold("recall", right, top - 8, 11, Canvas.INK, Align.LEFT);
    }

    /** A class: its name as a row and as a column, its cells and its recall. */
    private void row(int row) {
        int size = Math.min(12, cell); // of letters
        int y = top + row * cell;
        double line = y + cell / 2.0 + 4;
        canvas.words(names.get(row), left - 8, line, size, Canvas.INK, Align.RIGHT);
        double middle = left + row * cell + (upright ? cell / 2.0 + 4 : 0.4 * cell);
        canvas.rising(names.get(row), middle, top - 6, upright ? 90 : 45, Align.LEFT);
        long all = Arrays.stream(counts[row]).asLongStream().sum();
        for (int column = 0; column < counts.length; column++) {
            int x = left + column * cell;
            cell(counts[row][column], all, row == column, x, y);
        }
        String recall = all == 0 ? "–" : Text.format("%.2f", (double) counts[row][row] / all);
        canvas.words(recall, right, line, size, Canvas.INK, Align.LEFT);
    }

    private void cell(int count, long all, boolean diagonal, int x, int y) {
        double share = all == 0 ? 0 : (double) count / all;
        Color color = diagonal ? Canvas.ACCENT : Canvas.WRONG;
        int alpha = (int) Math.round(255 * Math.min(1, diagonal ? share : 2 * share));
        canvas.box(x, y, cell - 1, cell - 1, Palette.glassy(color, alpha));
        if (diagonal) {
            canvas.frame(x, y, cell - 1, cell - 1, color);
        }
        if (cell < NUMBERED) {
            return;
        }
        Color ink = alpha > 100 ? Color.WHITE : Canvas.INK;
        canvas.words("" + count, x + cell / 2.0, y + cell / 2.0 + 4, 11, ink, Align.CENTER);
    }
}
