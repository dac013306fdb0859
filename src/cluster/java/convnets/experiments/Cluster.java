package convnets.experiments;

import convnets.CourseException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * The computers of a cluster of Apache Spark. A task is one training with all that is measured of
 * it; while it runs, it has all cores of its executor. Who is sent a task looks up in a copy of the
 * course of its own what is to be trained.
 */
final class Cluster {

    /** Which training, and what is to be measured of it: nothing in it is code. */
    private record Task(int seed, String trained, List<String> settings) implements Serializable {

        static Task of(Job job) {
            List<String> settings =
                    job.cases().stream()
                            .map(Experiment.Case::settings)
                            .collect(Collectors.toCollection(ArrayList::new));
            return new Task(job.seed(), job.cases().get(0).trained(), settings);
        }

        boolean asksFor(Job job) {
            return job.seed() == seed && job.cases().get(0).trained().equals(trained);
        }
    }

    /** Makes the experiments, on whichever computer. */
    interface Catalog extends Supplier<List<Experiment>>, Serializable {}

    private static final ClassTag<Run[]> RUNS = ClassTag$.MODULE$.apply(Run[].class);

    /** An executor's own, which it is asked for again and again. */
    private static List<Job> own;

    private final SparkConf configuration;

    /**
     * Names a cluster.
     *
     * @param master such as spark://host:7077
     * @param cores of each executor
     */
    Cluster(String master, int cores) {
        configuration =
                new SparkConf()
                        .setAppName("convnets")
                        .setMaster(master)
                        .set("spark.executor.cores", Integer.toString(cores))
                        .set("spark.task.cpus", Integer.toString(cores))
                        .set("spark.executorEnv.OMP_NUM_THREADS", Integer.toString(cores))
                        .set("spark.executorEnv.OPT_OUT_TRACKING", "true")
                        .set("spark.executor.memory", "2g")
                        .set("spark.executor.extraJavaOptions", options())
                        .set("spark.ui.enabled", "false");
    }

    /** The executors' JVMs are told what this one is told; Spark itself says how much memory. */
    private static String options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xm"))
                .collect(Collectors.joining(" "));
    }

    /**
     * Has jobs measured.
     *
     * @param catalog has these jobs, here and there
     * @param done is told each run of a job as soon as it is known here
     * @return how many tasks were begun in vain, because their computer was lost, and repeated
     * @throws CourseException if one of the computers has no such job, or the training fails
     */
    int measure(List<Job> jobs, Catalog catalog, BiConsumer<Job, Run> done) {
        if (jobs.isEmpty()) {
            return 0;
        }
        List<Task> tasks = jobs.stream().map(Task::of).toList();
        Lost lost = new Lost();
        try (JavaSparkContext java = new JavaSparkContext(configuration)) {
            SparkContext spark = java.sc();
            spark.addSparkListener(lost);
            Function1<Iterator<Task>, Run[]> there =
                    (Function1<Iterator<Task>, Run[]> & Serializable)
                            task -> measure(task.next(), catalog);
            Function2<Object, Run[], BoxedUnit> here =
                    (place, runs) -> {
                        for (Run run : runs) {
                            done.accept(jobs.get((Integer) place), run);
                        }
                        return BoxedUnit.UNIT;
                    };
            spark.runJob(java.parallelize(tasks, tasks.size()).rdd(), there, here, RUNS);
        } catch (Exception problem) {
            throw sentence(problem);
        }
        return lost.count;
    }

    private static synchronized List<Job> jobs(Catalog catalog) {
        if (own == null) {
            own = Job.of(catalog.get());
        }
        return own;
    }

    /** On an executor. */
    private static Run[] measure(Task task, Catalog catalog) {
        Job job =
                jobs(catalog).stream()
                        .filter(task::asksFor)
                        .findFirst()
                        .orElseThrow(Cluster::other)
                        .only(one -> task.settings.contains(one.settings()));
        List<Run> runs = new ArrayList<>();
        job.measure(runs::add);
        return runs.toArray(Run[]::new);
    }

    private static CourseException other() {
        return new CourseException(
                "A computer of the cluster has other experiments than this one: set up the same"
                        + " version of the course there, with the same data.");
    }

    private static RuntimeException sentence(Exception problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof CourseException known) {
                return known;
            }
        }
        return new IllegalStateException(problem);
    }

    private static final class Lost extends SparkListener {

        private volatile int count;

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.reason() instanceof ExecutorLostFailure) {
                count++;
                System.out.println("A run was lost with its computer, and is repeated on another.");
            }
        }
    }
}
