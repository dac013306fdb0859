package convnets.exercises;

import java.util.Arrays;

/** Accuracies of several seeds. */
record SeedSample(double[] values) {

    static SeedSample drawn() {
        float[] drawn = Draw.floats(Draw.between(3, 9));
        double[] values = new double[drawn.length];
        Arrays.setAll(values, i -> 0.8 + drawn[i] / 50);
        return new SeedSample(values);
    }

    /** The root of the sum of the squared distances to the mean, divided by a number. */
    double root(double divisor) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / divisor);
    }

    int n() {
        return values.length;
    }

    @Override
    public String toString() {
        return n() + " accuracies";
    }
}
