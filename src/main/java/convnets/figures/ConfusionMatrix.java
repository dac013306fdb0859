package convnets.figures;

import convnets.CourseException;
import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
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
    public static final int MOST = 20;

    private static final int WIDTH = 700;
    private static final int LARGEST = 48;

    private ConfusionMatrix() {}

    /**
     * Draws the table.
     *
     * @param evaluation of at most 20 classes
     * @return at most 700 pixels wide
     * @throws CourseException if there are more classes
     */
    public static Drawing of(Evaluation evaluation) {
        List<String> names =
                evaluation.names().stream().map(name -> Text.shortened(name, 16)).toList();
        int[][] counts = evaluation.confusion();
        int n = counts.length;
        if (n > MOST) {
            throw new CourseException(
                    "A confusion matrix has room for %d classes, not for %d.", MOST, n);
        }
        int longest = (int) names.stream().mapToDouble(s -> Canvas.width(s, 12)).max().orElse(0);
        int left = longest + 24;
        int top = 44 + (int) (0.75 * longest);
        int cell = Math.min(LARGEST, (WIDTH - left - 70) / Math.max(1, n));
        Canvas canvas = new Canvas(left + n * cell + 70, top + n * cell + 8);
        canvas.bold("is ↓  answer →", 8, 14, 11, Canvas.INK, Align.LEFT);
        canvas.bold("recall", left + n * cell + 8, top - 8, 11, Canvas.INK, Align.LEFT);
        for (int row = 0; row < n; row++) {
            int y = top + row * cell;
            double line = y + cell / 2.0 + 4;
            canvas.words(names.get(row), left - 8, line, 12, Canvas.INK, Align.RIGHT);
            canvas.rising(names.get(row), left + (row + 0.4) * cell, top - 6, 45, Align.LEFT);
            long all = Arrays.stream(counts[row]).asLongStream().sum();
            for (int column = 0; column < n; column++) {
                int x = left + column * cell;
                cell(canvas, counts[row][column], all, row == column, x, y, cell);
            }
            String recall = all == 0 ? "–" : Text.format("%.2f", (double) counts[row][row] / all);
            canvas.words(recall, left + n * cell + 8, line, 12, Canvas.INK, Align.LEFT);
        }
        return canvas.drawing(evaluation.toString());
    }

    private static void cell(
            Canvas canvas, int count, long all, boolean diagonal, int x, int y, int cell) {
        double share = all == 0 ? 0 : (double) count / all;
        Color color = diagonal ? Canvas.ACCENT : Canvas.WRONG;
        int alpha = (int) Math.round(255 * Math.min(1, diagonal ? share : 2 * share));
        canvas.box(
                x,
                y,
                cell - 1,
                cell - 1,
                new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha));
        if (diagonal) {
            canvas.frame(x, y, cell - 1, cell - 1, color);
        }
        Color ink = alpha > 100 ? Color.WHITE : Canvas.INK;
        canvas.words("" + count, x + cell / 2.0, y + cell / 2.0 + 4, 11, ink, Align.CENTER);
    }
}
