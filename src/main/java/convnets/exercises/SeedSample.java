package convnets.exercises;

import java.util.Arrays;

/** Accuracies of several seeds. */
record SeedSample(double[] values) {

    static SeedSample drawn() {
        double[] around = Draw.doubles(Draw.between(3, 9), 0.02);
        return new SeedSample(Arrays.stream(around).map(d -> 0.8 + d).toArray());
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
