package convnets.notebook;

import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.train.History;
import convnets.train.Progress;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the live view costs ({@code make bench}): LeNet is trained in turns with nobody watching and
 * with the notebook's picture, and the times are compared.
 */
public final class LiveCost {

    private static final int ROUNDS = 5;
    private static final int EPOCHS = 5;

    /** Times the picture's frames. */
    private static final class Timed implements TrainingListener {

        private final TrainingListener view = new LiveTraining(Course::of);
        private final List<Double> frames = new ArrayList<>();

        @Override
        public void progress(Progress progress) {
            time(() -> view.progress(progress));
        }

        @Override
        public void end(History history) {
            time(() -> view.end(history));
        }

        private void time(Runnable frame) {
            long begin = System.nanoTime();
            frame.run();
            frames.add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static final PrintStream OUT = System.out;

    private LiveCost() {}

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // the view's words
        ImageData data = FashionMnist.sample();
        seconds(data, new LiveTraining(Course::of)); // warms up
        List<Double> silent = new ArrayList<>();
        List<Double> live = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        OUT.println(" round | silent, s | live, s | frames | a frame, ms | live view, %");
        for (int round = 1; round <= ROUNDS; round++) {
            Timed view = new Timed();
            boolean silentFirst = round % 2 == 1; // in turns: a machine that slows down hits both
            double first = seconds(data, silentFirst ? TrainingListener.SILENT : view);
            double second = seconds(data, silentFirst ? view : TrainingListener.SILENT);
            silent.add(silentFirst ? first : second);
            live.add(silentFirst ? second : first);
            shares.add(sum(view.frames) / 10 / last(live));
            OUT.printf(
                    Locale.ROOT,
                    "%6d | %9.2f | %7.2f | %6d | %11.1f | %12.1f%n",
                    round,
                    last(silent),
                    last(live),
                    view.frames.size(),
                    median(view.frames),
                    last(shares));
        }
        OUT.printf(
                Locale.ROOT,
                "median | %9.2f | %7.2f |        |              | %12.1f (goal: below 3)%n",
                median(silent),
                median(live),
                median(shares));
    }

    private static double seconds(ImageData data, TrainingListener listener) {
        Training training =
                Training.of(LeNet.block(), data)
                        .learningRate(0.9f)
                        .batchSize(64)
                        .epochs(EPOCHS)
                        .weights(Init.glorot(2))
                        .listener(listener);
        long begin = System.nanoTime();
        training.fit();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }
}
