package convnets.experiments;

import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Given;
import convnets.SetAside;
import convnets.Text;
import convnets.data.ImageData;
import convnets.train.Checkpoint;
import convnets.train.History;
import convnets.train.History.Ending;
import convnets.train.Training;
import convnets.train.TrainingListener;
import convnets.train.TrainingSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder in which the chapters keep what they trained, for later chapters: a file with history
 * and weights for each net and seed. What was trained otherwise, or on another machine, is never
 * used.
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
        Path folder = CourseFolder.chosen("CONVNETS_RESULTS", "results");
        return new Results(folder, System.out::println);
    }

    /**
     * Saves a training that is done: its history and its weights. A file of that name that is no
     * training of this edition is kept under another name.
     *
     * @param run the training
     * @return one line that says where
     * @throws CourseException if it did not finish, or cannot be written
     */
    public String save(Training run) {
        requireFinished(Given.of("training", run), run.settings().name());
        String kept = write(run);
        Path file = file(run.settings());
        return Text.format("Saved as %s with its weights.%s", file.getFileName(), kept);
    }

    /** Says what became of a file that was there and is no training of this edition. */
    private String write(Training run) {
        Path file = file(run.settings());
        String kept = "";
        if (Files.exists(file) && !isTraining(file)) {
            kept =
                    Text.format(
                            " What bore that name is now %s.",
                            SetAside.rename(file, "old").getFileName());
        }
        run.save(file);
        return kept;
    }

    /**
     * Reads the histories of a net, one for each seed from 0 up, or trains the net now, which may
     * take minutes for each seed. Those that were saved with just these settings, data and machine
     * are read; the others are trained, and saved.
     *
     * @param recipe how it is trained
     * @param data what it learns from
     * @param seeds how many
     * @return the histories, in the order of the seeds
     * @throws CourseException if the folder cannot be written, or a training is stopped or
     *     diverges; what was saved before stays
     */
    public List<History> of(Recipe recipe, ImageData data, int seeds) {
        Given.of("recipe", recipe);
        Given.of("data set", data);
        if (seeds < 1) {
            throw new CourseException(
                    "%s is trained with 1 seed or more, not %d.", recipe.name(), seeds);
        }
        List<History> histories = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            Training training = recipe.training(data).seed(seed);
            training.listener(TrainingListener.SILENT);
            histories.add(of(training, recipe.name() + ", seed " + seed));
        }
        return histories;
    }

    private History of(Training training, String what) {
        Path file = file(training.settings());
        String reason = "nothing was saved";
        if (Files.exists(file)) {
            try {
                History saved = Checkpoint.open(file).history();
                reason = saved.settings().difference(training.settings());
                if (reason.isEmpty() && saved.ending() == Ending.FINISHED) {
                    say.accept(what + ": read from " + file.getFileName());
                    return saved;
                }
                reason = reason.isEmpty() ? "the saved one was not finished" : "saved " + reason;
            } catch (CourseException problem) {
                reason = problem.getMessage();
            }
        }
        return train(training, what, reason);
    }

    private History train(Training training, String what, String reason) {
        requireWritable();
        long begin = System.nanoTime();
        training.fit();
        requireFinished(training, what);
        double seconds = (System.nanoTime() - begin) / 1e9;
        String more;
        try {
            more = write(training);
        } catch (CourseException problem) { // the minutes of training are worth more than the file
            more = " Not saved: " + problem.getMessage();
        }
        say.accept(Text.format("%s: trained in %.0f s (%s)%s", what, seconds, reason, more));
        return training.history();
    }

    private static void requireFinished(Training run, String what) {
        StudyStop.check(run, what);
        if (run.history().ending() == Ending.DIVERGED) {
            throw new CourseException(
                    "%s is not kept among the results. %s", what, run.history().note());
        }
    }

    private void requireWritable() {
        if (!AtomicFile.takes(folder)) {
            throw new CourseException(
                    "Results cannot be written into %s: make that folder writable, or let the"
                            + " environment variable CONVNETS_RESULTS name another.",
                    folder);
        }
    }

    private static boolean isTraining(Path file) {
        try {
            Checkpoint.open(file);
            return true;
        } catch (CourseException problem) {
            return false;
        }
    }

    /**
     * Where something else goes that a chapter makes, such as a {@link convnets.train.Classifier}'s
     * model.
     *
     * @param name of the file
     * @return the file in this folder; it need not be there
     */
    public Path file(String name) {
        return folder.resolve(CourseFolder.path(name));
    }

    private Path file(TrainingSettings settings) {
        return file(fileName(settings.name() + "-seed-" + settings.seed()));
    }

    /** A net's name in letters that every file system takes: another alphabet's have numbers. */
    static String fileName(String name) {
        String words = Text.lower(name).replaceAll("[^\\p{L}\\p{Nd}]+", "-");
        return URLEncoder.encode(words, StandardCharsets.UTF_8) + ".checkpoint";
    }
}
