package convnets.experiments;

import convnets.Text;
import convnets.experiments.Experiment.Case;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Measures experiments. What is stored with the same settings and seed is kept. It may be stopped
 * at any time, and goes on from there.
 *
 * @param store gets the runs
 * @param elsewhere has some that need not be measured either
 * @param out is told of each run
 */
record ExperimentRunner(RunStore store, RunStore elsewhere, PrintStream out) {

    /** Seed by seed, so that an experiment that was stopped can be compared as well. */
    void measure(List<Experiment> experiments, Shard share) {
        experiments.forEach(store::write); // a folder that cannot be written is better noticed now
        for (Experiment experiment : experiments) {
            missing(experiments, share).stream()
                    .filter(job -> job.serves(experiment))
                    .sorted(Comparator.comparingInt(Job::seed))
                    .forEach(job -> job.measure(run -> take(experiments, job, run)));
            if (share.equals(Shard.ALL)) {
                show(experiment);
            }
        }
    }

    /** What a share has to do, with those of its cases only that are not known yet. */
    List<Job> missing(List<Experiment> experiments, Shard share) {
        return share.of(Job.of(experiments)).stream()
                .map(job -> job.only(one -> !known(one, job.seed())))
                .filter(job -> !job.cases().isEmpty())
                .toList();
    }

    private boolean known(Case one, int seed) {
        return store.has(one, seed) || elsewhere.has(one, seed);
    }

    /** Stores a run of a job. */
    void take(List<Experiment> experiments, Job job, Run run) {
        Case one =
                job.cases().stream()
                        .filter(c -> c.settings().equals(run.settings()))
                        .findFirst()
                        .orElseThrow();
        store.add(run, job.seed());
        experiments.stream().filter(job::serves).forEach(store::write);
        String done = "%s, seed %d: %.4f in %.1f s of training%n";
        out.print(Text.format(done, one, job.seed(), run.accuracy(), run.seconds()));
    }

    void show(Experiment experiment) {
        Table runs = store.runs(experiment);
        out.print(Text.format("%n%s%n%n", new StoredExperiment(experiment.name, runs)));
    }
}
