package convnets.experiments;

import convnets.CourseException;
import convnets.SetAside;
import convnets.Text;
import convnets.experiments.Experiment.Case;
import convnets.experiments.Run.Place;
import convnets.experiments.StoredRuns.Row;
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

    private final Path folder;
    private final Map<Key, Run> known = new HashMap<>();

    /**
     * By the experiment's name: runs with pictures that are not here now, which stay as they are.
     */
    private final Map<String, List<Row>> others = new HashMap<>();

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
        for (Row row : StoredRuns.rows(stored)) {
            known.put(new Key(row.run().settings(), row.place().seed()), row.run());
            if (experiment.elsewhere.contains(row.place().variant())) {
                others.computeIfAbsent(experiment.name, none -> new ArrayList<>()).add(row);
            }
        }
    }

    boolean has(Case one, int seed) {
        return known.containsKey(new Key(one.settings(), seed));
    }

    /** Takes a run, without writing it; says whether there was none such. */
    boolean add(Run run, long seed) {
        return known.putIfAbsent(new Key(run.settings(), seed), run) == null;
    }

    /** What is known of an experiment, in its order. */
    Table runs(Experiment experiment) {
        Table runs = StoredRuns.empty(experiment.name);
        for (Case one : experiment.cases) {
            for (int seed = 0; seed < one.seeds(); seed++) {
                Run run = known.get(new Key(one.settings(), seed));
                if (run != null) {
                    StoredRuns.append(runs, new Row(Place.of(one, seed), run));
                }
            }
        }
        others.getOrDefault(experiment.name, List.of())
                .forEach(row -> StoredRuns.append(runs, row));
        return runs;
    }

    void write(Experiment experiment) {
        StoredRuns.write(runs(experiment), StoredRuns.file(folder, experiment.name));
    }
}
