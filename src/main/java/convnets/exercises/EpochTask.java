package convnets.exercises;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import convnets.Text;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Points to learn from, and in which batches. */
record EpochTask(Images points, int batchSize, float rate) {

    /** Trained by the reader's loop: four weights, two biases, and the loss. */
    double[] by(ToDoubleFunction<Block> loop) {
        Block net = net();
        double loss = loop.applyAsDouble(net);
        return numbers(net, loss);
    }

    private Block net() {
        return Nets.initialize(sequential(flatten(), dense(2)), Init.glorot(), 1, points.shape(1));
    }

    /**
     * The same by plain Java, softmax regression, as a loop may be written.
     *
     * @param sign −1 goes downhill
     * @param whole whether the batch that is left at the end is a step, too
     * @param weighted whether a batch's loss counts with its number of points
     * @return four weights, two biases, and the loss
     */
    double[] byHand(int sign, boolean whole, boolean weighted) {
        double[] w = Arrays.copyOf(numbers(net(), 0), 6);
        double sum = 0;
        int steps = 0;
        for (int from = 0; from < points.size(); from += batchSize) {
            int to = Math.min(points.size(), from + batchSize);
            if (to - from == batchSize || whole) {
                double loss = step(w, from, to, sign);
                sum += weighted ? loss * (to - from) : loss;
                steps++;
            }
        }
        double[] all = Arrays.copyOf(w, 7);
        all[6] = sum / (weighted ? points.size() : steps);
        return all;
    }

    private double step(double[] w, int from, int to, int sign) {
        double[] slopes = new double[6];
        double loss = 0;
        for (int i = from; i < to; i++) {
            Picture point = points.image(i);
            double x = (point.pixels()[0] & 0xff) / 255.0;
            double y = (point.pixels()[1] & 0xff) / 255.0;
            double margin = (w[0] - w[2]) * x + (w[1] - w[3]) * y + w[4] - w[5];
            double first = 1 / (1 + Math.exp(-margin));
            loss -= Math.log(point.label() == 0 ? first : 1 - first) / (to - from);
            double slope = (first - (point.label() == 0 ? 1 : 0)) / (to - from);
            double[] ofFirst = {slope * x, slope * y, -slope * x, -slope * y, slope, -slope};
            Arrays.setAll(slopes, k -> slopes[k] + ofFirst[k]);
        }
        Arrays.setAll(w, k -> w[k] + sign * rate * slopes[k]);
        return loss;
    }

    private static double[] numbers(Block net, double loss) {
        DoubleStream weights =
                LentWeights.parameters(net).stream()
                        .map(p -> Formula.numbers(p.getArray()))
                        .flatMapToDouble(DoubleStream::of);
        return DoubleStream.concat(weights, DoubleStream.of(loss)).toArray();
    }

    @Override
    public String toString() {
        return Text.format("%d points in batches of %d", points.size(), batchSize);
    }
}
