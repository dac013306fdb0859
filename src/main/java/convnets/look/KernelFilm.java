package convnets.look;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.plot.Drawing;
import convnets.plot.View;
import convnets.train.Epoch;
import convnets.train.Progress;
import convnets.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches a training and keeps the first layer's kernels: as they were at its beginning, and after
 * each epoch. All rows share one color scale.
 *
 * <pre>{@code
 * var film = KernelFilm.of(net);
 * Training.of(net, data).also(film).fit();
 * film
 * }</pre>
 */
public final class KernelFilm implements TrainingListener, View {

    /** More rows than this are not drawn. */
    private static final int MOST = 20;

    private final Block net;
    private final List<Kernels> kernels = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private KernelFilm(Block net) {
        this.net = net;
    }

    /**
     * Prepares to watch.
     *
     * @param net that is going to be trained
     * @return the film, empty still
     */
    public static KernelFilm of(Block net) {
        Given.of("net", net);
        return new KernelFilm(net);
    }

    @Override
    public void begin() {
        kernels.clear();
        names.clear();
        keep("at first");
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void epoch(Epoch epoch) {
        keep("epoch " + epoch.number());
    }

    private void keep(String name) {
        kernels.add(Kernels.of(net));
        names.add(name);
    }

    /**
     * The kernels at one time.
     *
     * @param epoch 0 for those before the training, else the number of the epoch
     * @return the kernels after it
     * @throws CourseException if the training has not come that far
     */
    public Kernels after(int epoch) {
        if (epoch < 0 || epoch >= kernels.size()) {
            throw new CourseException(
                    "The film holds the kernels of %s, so there is no epoch %d in it.",
                    epochs(), epoch);
        }
        return kernels.get(epoch);
    }

    @Override
    public Drawing drawing() {
        if (kernels.isEmpty()) {
            throw new CourseException("The film is empty: train the net with .also(film) first.");
        }
        int stride = (kernels.size() + MOST - 1) / MOST; // of many epochs, some are shown
        List<KernelRows.Row> some = new ArrayList<>();
        for (int i = 0; i < kernels.size(); i += stride) {
            some.add(kernels.get(i).row(names.get(i)));
        }
        return new KernelRows(some).together(toString());
    }

    @Override
    public String toString() {
        return "The kernels of the first layer at first and after each of " + epochs();
    }

    private String epochs() {
        return Text.count(Math.max(0, kernels.size() - 1), "epoch");
    }
}
