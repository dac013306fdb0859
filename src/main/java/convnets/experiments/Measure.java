package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Programs;
import convnets.Text;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the {@link Experiments}: the main class of {@code make measured}. Move a file out of
 * notebooks/measured to measure it again.
 */
@Command(name = "make measured")
public class Measure implements Runnable {

    @Option(names = "--shard", arity = "1..2", description = "which share, of how many")
    private int[] shard = {1, 1};

    @Option(names = "--merge", description = "a folder with the files of several shares")
    private Path merge;

    @Parameters(description = "the names of experiments; none for all")
    private List<String> wanted = new ArrayList<>();

    private final List<Experiment> all;
    private final Path stored;
    private final Path shares;
    private final PrintStream out;

    Measure(List<Experiment> all, Path stored, Path shares, PrintStream out) {
        this.all = all;
        this.stored = stored;
        this.shares = shares;
        this.out = out;
    }

    /**
     * Measures what is not stored yet, or a share of it, or merges shares.
     *
     * @param arguments the options, then the names of experiments; none for all
     */
    public static void main(String[] arguments) {
        Path stored = CourseFolder.notebooks("measured");
        Measure measure =
                new Measure(Experiments.all(), stored, Path.of("build/measured"), System.out);
        System.exit(Programs.of(measure).execute(arguments));
    }

    @Override
    public void run() {
        RunStore known = RunStore.open(stored, all, out);
        if (merge != null) {
            int added = new RunMerge(all).merge(merge, known);
            out.print(
                    Text.format(
                            "New runs: %d. What is missing now, \"make measured\" measures.%n",
                            added));
            return;
        }
        Shard share = share();
        boolean whole = share.equals(Shard.ALL);
        Path folder = shares.resolve(share.toString());
        RunStore own = whole ? known : RunStore.open(folder, all, out);
        measure(new ExperimentRunner(own, known, out), wanted(), share);
        if (!whole) {
            out.print(Text.format("The runs of this share are in %s.%n", folder));
        }
    }

    /** Here, one run after the other. */
    void measure(ExperimentRunner runner, List<Experiment> experiments, Shard share) {
        runner.measure(experiments, share);
    }

    private Shard share() {
        if (shard.length != 2) {
            throw new CourseException(
                    "A share is one of several: SHARD=3/8 is the third of eight.");
        }
        return new Shard(shard[0], shard[1]);
    }

    private List<Experiment> wanted() {
        List<String> names = all.stream().map(e -> e.name).toList();
        if (!names.containsAll(wanted)) {
            throw new CourseException("There are the experiments %s, not %s.", names, wanted);
        }
        return all.stream().filter(e -> wanted.isEmpty() || wanted.contains(e.name)).toList();
    }
}
