package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.figures.Figures;
import convnets.plot.ChartImage;
import convnets.plot.ProgressBar;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.History.Ending;
import convnets.train.Progress;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel.Shown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page shows while a net is trained for two epochs of four batches. */
class LiveTrainingTest {

    private static final Epoch FIRST = new Epoch(1, 1.5, 0.25, 0.5, 10, 600);
    private static final Epoch SECOND = new Epoch(2, 0.5, 0.75, 0.625, 10, 600);
    private static final Map<String, Object> FIGURE = Map.of("text/plain", "the figure");

    private final OpenNotebook notebook = new OpenNotebook();
    private final LiveTraining view = new LiveTraining(history -> FIGURE);

    @BeforeEach
    void install() {
        assertEquals("JJava", Notebook.install());
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private List<Shown> shown() {
        return notebook.kernel.shown;
    }

    private void progress(List<Epoch> done, int batch, double loss) {
        view.progress(new Progress(done, 2, batch, 4, loss, 0.125, 1234.4));
    }

    private void end(Ending ending, String note) {
        view.end(new History(null, List.of(FIRST, SECOND), ending, note));
    }

    /** The curves, the bar below them and its words. */
    private static Map<String, Object> picture(
            List<Epoch> points, double worst, double share, String words) {
        return Map.of(
                "image/png",
                Notebook.png(
                        ProgressBar.below(
                                ChartImage.of(Figures.learning(points, 2, worst)), share, words)),
                "text/plain",
                words);
    }

    @Test
    void onePictureChangesInPlace() {
        progress(List.of(), 1, 2.5);
        progress(List.of(FIRST), 2, 0.75);
        progress(List.of(FIRST, SECOND), 4, 0.5);
        List<Shown> shown = shown();
        assertEquals(List.of(true, false, false), shown.stream().map(Shown::anew).toList());
        assertEquals(1, shown.stream().map(Shown::id).distinct().count());
        String rest = " train accuracy 0.125, 1,234 examples/sec";
        assertEquals(
                picture(
                        List.of(new Epoch(0, 2.5, 0.125, Double.NaN, 0, 0)),
                        2.5,
                        0.125,
                        "epoch 1 of 2, batch 1 of 4: loss 2.500," + rest),
                shown.get(0).bundle(),
                "before the first epoch is done, a point for what is known of it");
        assertEquals(
                picture(
                        List.of(FIRST),
                        2.5,
                        0.75,
                        "epoch 2 of 2, batch 2 of 4: loss 0.750," + rest),
                shown.get(1).bundle(),
                "the axis holds the largest loss so far");
        assertEquals(
                picture(
                        List.of(FIRST, SECOND),
                        2.5,
                        1,
                        "epoch 2 of 2, batch 4 of 4: loss 0.500," + rest),
                shown.get(2).bundle());
    }

    @Test
    void theFigureTakesThePlaceOfThePicture() {
        progress(List.of(), 1, 2.5);
        end(Ending.FINISHED, "");
        assertEquals(2, shown().size());
        assertEquals(new Shown(false, shown().get(0).id(), FIGURE), shown().get(1));
    }

    @Test
    void whatTheReaderMustKnowStandsBelowIt() {
        end(Ending.DIVERGED, "Diverged at epoch 2.");
        assertEquals(2, shown().size());
        Shown note = shown().get(1);
        assertTrue(shown().get(0).anew() && note.anew());
        assertNotEquals(shown().get(0).id(), note.id());
        assertEquals(FIGURE, shown().get(0).bundle());
        assertEquals(Map.of("text/plain", "Diverged at epoch 2."), note.bundle());
    }

    /** The kernel has closed the cell then. */
    @Test
    void nothingIsDrawnAfterAStop() {
        end(Ending.STOPPED, "Stopped in epoch 2.");
        assertEquals(List.of(), shown());
    }

    @Test
    void aStopWhileThePictureIsSentIsKeptForTheTraining() {
        Thread.currentThread().interrupt();
        try {
            progress(List.of(), 1, 2.5);
            assertEquals(1, shown().size());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
