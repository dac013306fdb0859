package convnets.experiments;

import convnets.Text;
import convnets.experiments.Experiment.Case;
import convnets.train.Training;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Measures experiments. What is stored with the same settings and seed is kept. It may be stopped
 * at any time, and goes on from there.
 */
final class ExperimentRunner {

    private final RunStore store;
    private final RunStore elsewhere;
    private final PrintStream out;

    /**
     * Creates a runner.
     *
     * @param store gets the runs
     * @param elsewhere has some that need not be measured either
     */
    ExperimentRunner(RunStore store, RunStore elsewhere, PrintStream out) {
        this.store = store;
        this.elsewhere = elsewhere;
        this.out = out;
    }

    ExperimentRunner(RunStore store, PrintStream out) {
        this(store, store, out);
    }

    /** Seed by seed, so that an experiment that was stopped can be compared as well. */
    void measure(List<Experiment> experiments, Shard shard) {
        List<Job> jobs = shard.of(Job.of(experiments));
        for (Experiment experiment : experiments) {
            store.write(experiment); // a folder that cannot be written is better noticed now
            jobs.stream()
                    .filter(job -> job.serves(experiment))
                    .sorted(Comparator.comparingInt(Job::seed))
                    .forEach(job -> measure(job, experiments));
            if (shard.equals(Shard.ALL)) {
                Table runs = store.runs(experiment);
                out.print(Text.format("%n%s%n%n", new StoredExperiment(experiment.name, runs)));
            }
        }
    }

    private void measure(Job job, List<Experiment> experiments) {
        List<Case> missing = missing(job);
        if (missing.isEmpty()) {
            return;
        }
        Training done = job.train();
        for (Case one : missing) {
            if (store.has(one, job.seed())) {
                continue; // two experiments ask the same
            }
            take(one, job.seed(), job.measure(one, done));
            experiments.stream().filter(job::serves).forEach(store::write);
        }
    }

    List<Case> missing(Job job) {
        return job.cases().stream()
                .filter(one -> !store.has(one, job.seed()) && !elsewhere.has(one, job.seed()))
                .toList();
    }

    private void take(Case one, int seed, Run run) {
        store.add(one, seed, run);
        String done = "%s, seed %d: %.4f in %.1f s of training%n";
        out.print(Text.format(done, one, seed, run.accuracy(), run.seconds()));
    }
}
