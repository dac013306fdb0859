package convnets.bench;

import convnets.cost.LayerTable;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.train.Epoch;
import convnets.train.Progress;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How the time of a picture grows with a net's width, the picture's size and the batch: {@code make
 * bench-growth} writes target/growth.csv, whose copy in notebooks/measured chapter 08 draws.
 */
public final class Growth {

    private static final double SECONDS = 0.5;
    private static final int ROUNDS = 5;

    /** A net at one place of the three scales; the time is the best of its epochs, in seconds. */
    private static final class Point {
        private final String varied;
        private final Task task;
        private double best = Double.POSITIVE_INFINITY;

        Point(String varied, Task task) {
            this.varied = varied;
            this.task = task;
        }
    }

    private Growth() {}

    public static void main(String[] arguments) {
        List<Point> points = new ArrayList<>();
        add(points, new Task("LeNet", 1, 64, 28, 0), new int[] {}, 28, 40, 56, 80, 112);
        int[] widths = {32, 16, 8, 4, 2, 1};
        add(points, new Task("AlexNet", 4, 64, 96, 0), widths, 67, 96, 128, 160, 224);
        add(points, new Task("VGG-11", 8, 64, 64, 0), widths, 32, 64, 96, 128, 160);
        add(points, new Task("NiN", 4, 64, 96, 0), widths, 67, 96, 128, 160, 224);
        for (int round = 0; round < ROUNDS; round++) { // a noisy stretch hits no point twice
            points.forEach(Growth::measure);
            table(points).write().csv("target/growth.csv");
        }
    }

    private static void add(List<Point> points, Task base, int[] widths, int... sizes) {
        for (int width : widths) {
            points.add(new Point("width", with(base, width, base.size(), base.batch())));
        }
        for (int size : sizes) {
            points.add(new Point("pixels", with(base, base.width(), size, base.batch())));
        }
        for (int batch : new int[] {1, 4, 16, 64, 256}) {
            points.add(new Point("batch", with(base, base.width(), base.size(), batch)));
        }
    }

    private static Task with(Task base, int width, int size, int batch) {
        int batches = Math.max(2, 32 / batch);
        return new Task(base.net(), width, batch, size, batches);
    }

    private static void measure(Point point) {
        Images images = point.task.images();
        ImageData data = new ImageData("some", "here", false, images, images.first(1));
        TrainingListener clock =
                new TrainingListener() {
                    private double spent;

                    @Override
                    public void progress(Progress progress) {}

                    @Override
                    public void epoch(Epoch epoch) {
                        spent += epoch.number() == 1 ? 0 : epoch.seconds();
                        if (epoch.number() > 1) {
                            point.best = Math.min(point.best, epoch.seconds() / images.size());
                        }
                        if (spent > SECONDS) {
                            Thread.currentThread().interrupt(); // the stop button
                        }
                    }
                };
        Training.of(point.task.block(), data)
                .batchSize(point.task.batch())
                .learningRate(Task.RATE)
                .epochs(Integer.MAX_VALUE)
                .listener(clock)
                .fit();
        Thread.interrupted();
        System.out.printf("%s %s: %.0f µs%n", point.varied, point.task, 1e6 * point.best);
    }

    private static Table table(List<Point> points) {
        StringColumn varied = StringColumn.create("varied");
        StringColumn net = StringColumn.create("net");
        IntColumn width = IntColumn.create("divisor");
        IntColumn pixels = IntColumn.create("pixels");
        IntColumn batch = IntColumn.create("batch");
        LongColumn parameters = LongColumn.create("parameters");
        LongColumn macs = LongColumn.create("MACs");
        DoubleColumn time = DoubleColumn.create("microseconds");
        StringColumn machine = StringColumn.create("machine");
        for (Point point : points) {
            Task task = point.task;
            LayerTable cost = LayerTable.of(task.block(), task.images().shape(1));
            varied.append(point.varied);
            net.append(task.net());
            width.append(task.width());
            pixels.append(task.size());
            batch.append(task.batch());
            parameters.append(cost.parameters());
            macs.append(cost.macs());
            time.append(Math.round(1e7 * point.best) / 10.0);
            machine.append(Devices.machine() + "; " + Devices.describe());
        }
        return Table.create(varied, net, width, pixels, batch, parameters, macs, time, machine);
    }
}
