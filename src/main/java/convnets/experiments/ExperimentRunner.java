package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.engine.Devices;
import convnets.experiments.Experiment.Case;
import convnets.experiments.StoredExperiment.Run;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the {@link Experiments}: the main class of {@code make measured}. What is stored with
 * the same settings and seed is kept; delete a file in notebooks/measured to measure it again. It
 * may be stopped at any time, and goes on from there.
 */
public final class ExperimentRunner {

    private final Path folder;
    private final PrintStream out;

    /** All stored runs, by settings and seed: two experiments may share some. */
    private final Map<String, Run> known = new HashMap<>();

    private Training last;
    private String lastKey = "";

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
        if (Files.exists(folder.resolve(experiment.name + ".csv"))) {
            StoredExperiment stored = read(experiment);
            long[] seeds = stored.runs().longColumn("seed").asLongArray();
            for (int i = 0; i < seeds.length; i++) {
                Run run = stored.run(i);
                known.put(key(run.settings(), (int) seeds[i]), run);
            }
        }
    }

    /** A damaged file is measured again. */
    private StoredExperiment read(Experiment experiment) {
        try {
            return StoredExperiment.read(folder, experiment.name);
        } catch (CourseException problem) {
            out.println(problem.getMessage());
            return StoredExperiment.empty(experiment.name);
        }
    }

    /** Seed by seed, so that a run that was stopped can be compared as well. */
    private void measure(Experiment experiment) {
        collect(experiment).store(folder);
        int seeds = experiment.cases.stream().mapToInt(Case::seeds).max().orElse(0);
        for (int seed = 0; seed < seeds; seed++) {
            for (Case one : experiment.cases) {
                if (seed < one.seeds() && !known.containsKey(key(one.settings(), seed))) {
                    measure(experiment, one, seed);
                }
            }
        }
        out.print(Text.format("%n%s%n%n", collect(experiment)));
    }

    private void measure(Experiment experiment, Case one, int seed) {
        Run run = run(one, one.training().get().seed(seed));
        known.put(key(one.settings(), seed), run);
        collect(experiment).store(folder);
        out.print(
                Text.format(
                        "%s: %s, %s, seed %d: %.4f in %.1f s of training%n",
                        experiment.name,
                        one.series(),
                        one.variant(),
                        seed,
                        run.accuracy(),
                        run.seconds()));
    }

    /** What is known of an experiment, in its order. */
    private StoredExperiment collect(Experiment experiment) {
        StoredExperiment measured = StoredExperiment.empty(experiment.name);
        for (Case one : experiment.cases) {
            for (int seed = 0; seed < one.seeds(); seed++) {
                Run run = known.get(key(one.settings(), seed));
                if (run != null) {
                    measured.append(one.series(), one.variant(), seed, run);
                }
            }
        }
        return measured;
    }

    private Run run(Case one, Training fresh) {
        Training done = trained(fresh.listener(TrainingListener.SILENT));
        History history = done.history();
        LayerTable table = LayerTable.of(done.net(), done.data().train().shape(1));
        return new Run(
                done.data().train().size(),
                history.epochs().size(),
                table.parameters(),
                table.macs(),
                history.last().trainAccuracy(),
                one.accuracy().applyAsDouble(done),
                Arrays.stream(history.values(Epoch::seconds)).sum(),
                history.ending().toString(),
                one.settings(),
                Devices.machine());
    }

    /** Several measures of one training need it once only, if they come one after the other. */
    private Training trained(Training fresh) {
        String key = fresh.settings().toString();
        if (!key.equals(lastKey)) {
            last = fresh.fit();
            lastKey = key;
        }
        return last;
    }

    private static String key(String settings, int seed) {
        return settings + "; seed " + seed;
    }
}
