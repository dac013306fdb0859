package convnets.experiments;

import convnets.CourseException;
import convnets.SetAside;
import convnets.Text;
import convnets.experiments.Experiment.Case;
import convnets.experiments.Run.Place;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * The runs that a folder holds, a file for each experiment. A run is known by its settings and its
 * seed: two experiments may share some.
 */
final class RunStore {

    private record Key(String settings, long seed) {}

    private record Stored(Place place, Run run) {}

    private final Path folder;
    private final Map<Key, Run> known = new HashMap<>();

    /**
     * By the experiment's name: runs with pictures that are not here now, which stay as they are.
     */
    private final Map<String, List<Stored>> others = new HashMap<>();

    private RunStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads what is there.
     *
     * @param out is told of files that cannot be read, and are kept under another name
     */
    static RunStore open(Path folder, List<Experiment> experiments, PrintStream out) {
        RunStore store = new RunStore(folder);
        for (Experiment experiment : experiments) {
            Path file = StoredRuns.file(folder, experiment.name);
            try {
                if (Files.exists(file)) {
                    store.read(experiment, StoredRuns.read(folder, experiment.name));
                }
            } catch (CourseException problem) {
                String kept = "%s It is kept as %s.%n";
                out.print(
                        Text.format(
                                kept,
                                problem.getMessage(),
                                SetAside.rename(file, "old").getFileName()));
            }
        }
        return store;
    }

    private void read(Experiment experiment, Table stored) {
        for (int i = 0; i < stored.rowCount(); i++) {
            Run run = StoredRuns.run(stored, i);
            Place place = StoredRuns.place(stored, i);
            known.put(new Key(run.settings(), place.seed()), run);
            if (experiment.elsewhere.contains(place.variant())) {
                others.computeIfAbsent(experiment.name, none -> new ArrayList<>())
                        .add(new Stored(place, run));
            }
        }
    }

    boolean has(Case one, int seed) {
        return known.containsKey(new Key(one.settings(), seed));
    }

    /** Without writing it. */
    void add(Case one, int seed, Run run) {
        known.put(new Key(one.settings(), seed), run);
    }

    /** What is known of an experiment, in its order. */
    Table runs(Experiment experiment) {
        Table runs = StoredRuns.empty(experiment.name);
        for (Case one : experiment.cases) {
            for (int seed = 0; seed < one.seeds(); seed++) {
                Run run = known.get(new Key(one.settings(), seed));
                if (run != null) {
                    StoredRuns.append(runs, Place.of(one, seed), run);
                }
            }
        }
        others.getOrDefault(experiment.name, List.of())
                .forEach(stored -> StoredRuns.append(runs, stored.place, stored.run));
        return runs;
    }

    void write(Experiment experiment) {
        StoredRuns.write(runs(experiment), StoredRuns.file(folder, experiment.name));
    }
}
