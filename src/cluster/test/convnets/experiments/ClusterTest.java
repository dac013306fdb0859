package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convnets.CourseException;
import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.LeNet;
import convnets.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real master and real workers, each a process of its own. */
@Tag("cluster")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClusterTest {

    /** Long enough to be killed in. */
    private static final long MILLISECONDS = 1500;

    @TempDir Path folder;

    /** What may not differ between computers: all but the time and the machine. */
    private record Row(int seed, String settings, double accuracy, double train, long parameters) {

        static Row of(Job job, Run run) {
            double train = run.trainAccuracy();
            return new Row(job.seed(), run.settings(), run.accuracy(), train, run.parameters());
        }
    }

    static List<Experiment> experiments() {
        return List.of(experiment(50));
    }

    static List<Experiment> others() {
        return List.of(experiment(20));
    }

    private static Experiment experiment(int batch) {
        ImageData data = FashionMnist.sample().first(500, 200);
        Experiment experiment = new Experiment("tiny", 4);
        for (float rate : new float[] {0.1f, 0.01f}) {
            experiment.add(
                    "linear",
                    Float.toString(rate),
                    () ->
                            Training.of(sequential(flatten(), dense(10)), data)
                                    .learningRate(rate)
                                    .batchSize(batch)
                                    .epochs(1),
                    "slowly",
                    ClusterTest::slowly);
        }
        return experiment;
    }

    private static double slowly(Training run) {
        try {
            Thread.sleep(MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Experiment.testAccuracy(run);
    }

    @Test
    void aWorkerIsKilledAndTheRowsAreThoseOfOneComputer() throws Exception {
        List<Job> jobs = Job.of(experiments());
        Map<Row, Integer> expected = new ConcurrentHashMap<>();
        jobs.forEach(job -> job.measure(run -> expected.merge(Row.of(job, run), 1, Integer::sum)));
        assertEquals(8, expected.size());

        Map<Row, Integer> rows = new ConcurrentHashMap<>();
        int lost;
        try (LocalCluster cluster = new LocalCluster(folder, 2)) {
            lost =
                    new Cluster(cluster.address(), 1)
                            .measure(
                                    jobs,
                                    ClusterTest::experiments,
                                    (job, run) -> {
                                        if (rows.isEmpty()) {
                                            cluster.kill(0);
                                        }
                                        rows.merge(Row.of(job, run), 1, Integer::sum);
                                    });
        }
        assertEquals(expected, rows);
        assertTrue(lost >= 1, "the killed worker had begun a run");
    }

    static List<Experiment> trainings() {
        ImageData data = FashionMnist.sample().first(1000, 200);
        return List.of(
                new Experiment("speed", 16)
                        .add("LeNet", "", () -> Training.of(LeNet.block(), data).epochs(4)));
    }

    /** Each worker has one core: what a second one adds is the cluster's gain. */
    @Test
    void twoWorkersTrainFasterThanOne() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() >= 2, "needs two cores");
        double one = trainingsASecond(1);
        double two = trainingsASecond(2);
        String measured =
                Text.format(
                        "%.2f and %.2f trainings a second, %.2f times as many",
                        one, two, two / one);
        System.out.println("One worker and two: " + measured + ".");
        assertTrue(two > 1.2 * one, measured);
    }

    /** Without the first of each worker, which waits for its engine to start. */
    private double trainingsASecond(int workers) throws Exception {
        List<Long> ends = new ArrayList<>();
        try (LocalCluster cluster = new LocalCluster(folder, workers)) {
            new Cluster(cluster.address(), 1)
                    .measure(
                            Job.of(trainings()),
                            ClusterTest::trainings,
                            (job, run) -> ends.add(System.nanoTime()));
        }
        long begin = ends.get(workers - 1);
        return (ends.size() - workers) / ((ends.get(ends.size() - 1) - begin) / 1e9);
    }

    @Test
    void aComputerWithOtherExperimentsIsRefused() throws Exception {
        try (LocalCluster cluster = new LocalCluster(folder, 1)) {
            Cluster asked = new Cluster(cluster.address(), 1);
            List<Job> jobs = Job.of(experiments()).subList(0, 1);
            CourseException problem =
                    assertThrows(
                            CourseException.class,
                            () -> asked.measure(jobs, ClusterTest::others, (job, run) -> {}));
            assertTrue(problem.getMessage().contains("same version"), problem.getMessage());
        }
    }
}
