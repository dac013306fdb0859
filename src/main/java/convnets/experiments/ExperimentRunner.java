package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import convnets.experiments.Experiment.Case;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * Measures the {@link Experiments}: the main class of {@code make measured}. What is stored with
 * the same settings and seed is kept; move a file out of notebooks/measured to measure it again. It
 * may be stopped at any time, and goes on from there.
 */
public final class ExperimentRunner {

    private final Path folder;
    private final PrintStream out;

    /** All stored runs, by settings and seed: two experiments may share some. */
    private final Map<String, Run> known = new HashMap<>();

    private Training last;

    ExperimentRunner(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /**
     * Measures what is missing.
     *
     * @param names of the experiments; none for all
     */
    public static void main(String[] names) {
        List<Experiment> all = Experiments.all();
        List<String> wanted = List.of(names);
        List<String> there = all.stream().map(e -> e.name).toList();
        if (!there.containsAll(wanted)) {
            System.err.print(Text.format("There are the experiments %s, not %s.%n", there, wanted));
            System.exit(1);
        }
        ExperimentRunner measure =
                new ExperimentRunner(CourseFolder.notebooks("measured"), System.out);
        all.forEach(measure::remember);
        all.stream()
                .filter(e -> wanted.isEmpty() || wanted.contains(e.name))
                .forEach(measure::measure);
    }

    /** Measures what is missing of these. */
    void all(List<Experiment> experiments) {
        experiments.forEach(this::remember);
        experiments.forEach(this::measure);
    }

    private void remember(Experiment experiment) {
        Path file = StoredRuns.file(folder, experiment.name);
        if (!Files.exists(file)) {
            return;
        }
        try {
            Table stored = StoredRuns.read(folder, experiment.name);
            long[] seeds = stored.longColumn("seed").asLongArray();
            for (int i = 0; i < seeds.length; i++) {
                Run run = StoredRuns.run(stored, i);
                known.put(key(run.settings(), (int) seeds[i]), run);
            }
        } catch (CourseException problem) {
            String kept = "%s It is kept as %s.%n";
            out.print(Text.format(kept, problem.getMessage(), Kept.rename(file).getFileName()));
        }
    }

    /** Seed by seed, so that a run that was stopped can be compared as well. */
    private void measure(Experiment experiment) {
        store(experiment); // a folder that cannot be written is better noticed now
        int seeds = experiment.cases.stream().mapToInt(Case::seeds).max().orElse(0);
        for (int seed = 0; seed < seeds; seed++) {
            for (Case one : experiment.cases) {
                if (seed < one.seeds() && !known.containsKey(key(one.settings(), seed))) {
                    measure(experiment, one, seed);
                }
            }
        }
        StoredExperiment measured = new StoredExperiment(experiment.name, collect(experiment));
        out.print(Text.format("%n%s%n%n", measured));
    }

    private void measure(Experiment experiment, Case one, int seed) {
        Training done = trained(one.training().get().seed(seed));
        String what = Text.format("%s: %s, %s", experiment.name, one.series(), one.variant());
        Stops.check(done, what);
        Run run = Run.of(one, done);
        Stops.check(what);
        known.put(key(one.settings(), seed), run);
        store(experiment);
        out.print(
                Text.format(
                        "%s, seed %d: %.4f in %.1f s of training%n",
                        what, seed, run.accuracy(), run.seconds()));
    }

    private void store(Experiment experiment) {
        StoredRuns.write(collect(experiment), StoredRuns.file(folder, experiment.name));
    }

    /** What is known of an experiment, in its order. */
    private Table collect(Experiment experiment) {
        Table runs = StoredRuns.empty(experiment.name);
        for (Case one : experiment.cases) {
            for (int seed = 0; seed < one.seeds(); seed++) {
                Run run = known.get(key(one.settings(), seed));
                if (run != null) {
                    StoredRuns.append(runs, one.series(), one.variant(), seed, run);
                }
            }
        }
        return runs;
    }

    /** Several measures of one training need it once only, if they come one after the other. */
    private Training trained(Training fresh) {
        if (last == null || !last.settings().equals(fresh.settings())) {
            last = fresh.listener(TrainingListener.SILENT).fit();
        }
        return last;
    }

    private static String key(String settings, int seed) {
        return settings + "; seed " + seed;
    }
}
