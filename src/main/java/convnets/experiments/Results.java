package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import convnets.data.ImageData;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The folder in which the chapters keep what they trained, for later chapters: a history and
 * weights for each net and seed. What was trained otherwise, or on another machine, is never used.
 */
public final class Results {

    private final Path folder;
    private final Consumer<String> say;

    Results(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /**
     * The course's own folder: notebooks/results, unless the environment variable CONVNETS_RESULTS
     * names another.
     *
     * @return the results in it, saved now or earlier
     */
    public static Results course() {
        String wish = System.getenv("CONVNETS_RESULTS");
        if (wish != null && !wish.isBlank()) {
            return new Results(
                    Path.of(wish), line -> System.out.print(line + System.lineSeparator()));
        }
        Path folder = CourseFolder.notebooks("results");
        return new Results(folder, line -> System.out.print(line + System.lineSeparator()));
    }

    /**
     * Saves a training that is done: its history and its weights.
     *
     * @param run the training
     * @return one line that says where
     */
    public String save(Training run) {
        run.save(file(run));
        return Text.format("Saved as %s with its weights.", file(run).getFileName());
    }

    /**
     * The histories of a net, one for each seed from 0 up. Those that were saved with just these
     * settings, data and machine are read; the others are trained now, and saved.
     *
     * @param recipe how it is trained
     * @param data what it learns from
     * @param seeds how many
     * @return the histories, in the order of the seeds
     */
    public List<History> of(Recipe recipe, ImageData data, int seeds) {
        List<History> histories = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            Training training = recipe.training(data).seed(seed);
            training.listener(TrainingListener.SILENT);
            histories.add(of(training, recipe.name() + ", seed " + seed));
        }
        return histories;
    }

    private History of(Training training, String what) {
        String reason = "nothing was saved";
        if (Files.exists(file(training))) {
            try {
                History saved = History.load(file(training));
                reason = saved.difference(training.settings(), Set.of());
                if (reason.isEmpty() && saved.ending() == History.Ending.FINISHED) {
                    say.accept(what + ": read from " + file(training).getFileName());
                    return saved;
                }
                reason = reason.isEmpty() ? "the saved one was not finished" : "saved " + reason;
            } catch (CourseException problem) {
                reason = problem.getMessage();
            }
        }
        long begin = System.nanoTime();
        save(training.fit());
        say.accept(
                Text.format(
                        "%s: trained in %.0f s (%s)",
                        what, (System.nanoTime() - begin) / 1e9, reason));
        return training.history();
    }

    private Path file(Training run) {
        String name = run.settings().get("net") + "-seed-" + run.settings().get("seed");
        String plain = Text.lower(name).replaceAll("[^a-z0-9]+", "-");
        return folder.resolve(plain + ".json");
    }
}
