package convnets.experiments;

import convnets.CourseFolder;
import convnets.Programs;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The main class of {@code make measured CLUSTER=spark://host:port}. */
public final class MeasureOnCluster extends Measure {

    @Option(names = "--cluster", required = true, description = "such as spark://host:7077")
    private String master;

    @Option(names = "--cores", description = "of each executor")
    private int cores = 2;

    private MeasureOnCluster(Path stored) {
        super(Experiments.all(), stored, Path.of("build/measured"), System.out);
    }

    /**
     * Measures what is not stored yet.
     *
     * @param arguments the options, then the names of experiments; none for all
     */
    public static void main(String[] arguments) {
        Path stored = CourseFolder.notebooks("measured");
        System.exit(Programs.of(new MeasureOnCluster(stored)).execute(arguments));
    }

    @Override
    void measure(ExperimentRunner runner, List<Experiment> experiments, Shard share) {
        new Cluster(master, cores)
                .measure(
                        runner.missing(experiments, share),
                        Experiments::all,
                        (job, run) -> runner.take(experiments, job, run));
        experiments.forEach(runner::show);
    }
}
