package convnets.notebook;

import convnets.Text;
import convnets.engine.Uninterruptibly;
import convnets.figures.Figures;
import convnets.plot.ChartImage;
import convnets.plot.ProgressBar;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Progress;
import convnets.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Draws a training while it runs: one picture with the curves and a progress bar that changes in
 * place, and the finished figure at the end.
 */
final class LiveTraining implements TrainingListener {

    private final Function<History, Map<String, Object>> view;
    private String shown;

    /** The largest loss so far: the axis holds it all the time. */
    private double worst;

    /** Shows the finished training in this way. */
    LiveTraining(Function<History, Map<String, Object>> view) {
        this.view = view;
    }

    @Override
    public void progress(Progress p) {
        // a stop while the picture is sent would cut the connection
        Uninterruptibly.run(Executors.callable(() -> draw(p)));
    }

    private void draw(Progress p) {
        List<Epoch> points = new ArrayList<>(p.done());
        if (points.isEmpty()) {
            points.add(new Epoch(0, p.loss(), p.trainAccuracy(), Double.NaN, 0, 0));
        }
        points.forEach(epoch -> worst = Math.max(worst, epoch.loss()));
        String words = words(p);
        BufferedImage chart = ChartImage.of(Figures.learning(points, p.epochs(), worst));
        BufferedImage picture = ProgressBar.below(chart, p.position() / p.epochs(), words);
        put(Map.of("image/png", Notebook.png(picture), "text/plain", words));
    }

    @Override
    public void end(History history) {
        if (history.ending() == History.Ending.STOPPED) {
            return; // the kernel closed the cell at the stop; drawing would only delay the next one
        }
        Uninterruptibly.run(Executors.callable(() -> finish(history)));
    }

    private void finish(History history) {
        put(view.apply(history));
        if (!history.note().isEmpty()) {
            Notebook.display(Map.of("text/plain", history.note()));
        }
    }

    private void put(Map<String, Object> bundle) {
        if (shown == null) {
            shown = Notebook.display(bundle);
        } else {
            Notebook.update(shown, bundle);
        }
    }

    private static String words(Progress p) {
        return Text.format(
                "epoch %d of %d, batch %d of %d: loss %.3f, train accuracy %.3f, %,.0f"
                        + " examples/sec",
                Math.min(p.epochs(), p.done().size() + 1),
                p.epochs(),
                p.batch(),
                p.batches(),
                p.loss(),
                p.trainAccuracy(),
                p.examplesPerSecond());
    }
}
