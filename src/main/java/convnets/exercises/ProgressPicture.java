package convnets.exercises;

import convnets.Text;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Palette;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Draws the progress: a row for each chapter, a square for each exercise. */
final class ProgressPicture {

    private static final int CELL = 30;
    private static final int LEFT = 100;

    private enum State {
        SOLVED("✓", Palette.color(2)),
        TRIED("○", Palette.color(3)),
        OPEN("·", Canvas.INK);

        private final String sign;
        private final Color color;

        State(String sign, Color color) {
            this.sign = sign;
            this.color = color;
        }
    }

    private ProgressPicture() {}

    static Drawing of(Map<String, LogbookEntry> entries) {
        List<Integer> chapters = chapters();
        int widest = chapters.stream().mapToInt(c -> Exercise.checked(c).size()).max().orElse(0);
        Canvas canvas = new Canvas(LEFT + widest * CELL + 10, (chapters.size() + 1) * CELL);
        for (int row = 0; row < chapters.size(); row++) {
            int y = row * CELL + 4;
            int chapter = chapters.get(row);
            canvas.words("chapter " + chapter, LEFT - 10, y + 18, 13, Canvas.INK, Align.RIGHT);
            int x = LEFT;
            for (Exercise exercise : Exercise.checked(chapter)) {
                draw(canvas, state(entries, exercise), exercise, x, y);
                x += CELL;
            }
        }
        int bottom = chapters.size() * CELL + 18;
        canvas.words(summary(entries), LEFT, bottom, 12, Canvas.INK, Align.LEFT);
        return canvas.drawing(words(entries));
    }

    /** Filled if solved, framed in color if tried, framed pale if open. */
    private static void draw(Canvas canvas, State state, Exercise exercise, int x, int y) {
        String number = Integer.toString(exercise.place());
        if (state == State.SOLVED) {
            canvas.box(x, y, CELL - 4, CELL - 4, state.color);
        } else {
            canvas.frame(x, y, CELL - 4, CELL - 4, state.color);
        }
        Color ink = state == State.SOLVED ? Color.WHITE : Canvas.INK;
        canvas.words(number, x + CELL / 2.0 - 2, y + 18, 11, ink, Align.CENTER);
    }

    static String words(Map<String, LogbookEntry> entries) {
        StringJoiner lines = new StringJoiner("\n");
        for (int chapter : chapters()) {
            StringJoiner line = new StringJoiner(" ");
            Exercise.checked(chapter).forEach(e -> line.add(e.number() + state(entries, e).sign));
            lines.add("chapter " + chapter + ": " + line);
        }
        return lines.add(summary(entries)).toString();
    }

    private static String summary(Map<String, LogbookEntry> entries) {
        List<State> states =
                Exercise.ALL.stream()
                        .filter(Exercise::checked)
                        .map(e -> state(entries, e))
                        .toList();
        return Text.format(
                "%d of %d solved (filled, ✓), %d tried (○)",
                states.stream().filter(s -> s == State.SOLVED).count(),
                states.size(),
                states.stream().filter(s -> s == State.TRIED).count());
    }

    private static State state(Map<String, LogbookEntry> entries, Exercise exercise) {
        LogbookEntry entry = entries.get(exercise.number());
        return entry == null ? State.OPEN : entry.solved() == null ? State.TRIED : State.SOLVED;
    }

    private static List<Integer> chapters() {
        return Exercise.ALL.stream().map(Exercise::chapter).distinct().sorted().toList();
    }
}
