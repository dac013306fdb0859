package convnets.exercises;

import convnets.Text;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Logits, and which of them is that of the right class. */
record Logits(double[] z, int right) {

    static Logits of(double scale) {
        int n = Draw.between(3, 6);
        return new Logits(Draw.doubles(n, scale), Draw.between(0, n - 1));
    }

    int largest() {
        return IntStream.range(0, z.length).reduce(0, (a, b) -> z[b] > z[a] ? b : a);
    }

    double[] exponentials() {
        return Arrays.stream(z).map(v -> Math.exp(v - z[largest()])).toArray();
    }

    double[] softmax() {
        double sum = Arrays.stream(exponentials()).sum();
        return Arrays.stream(exponentials()).map(e -> e / sum).toArray();
    }

    /** The probabilities times a sign, plus a number at a place. */
    double[] with(double sign, int place, double added) {
        double[] p = Arrays.stream(softmax()).map(v -> sign * v).toArray();
        p[place] += added;
        return p;
    }

    @Override
    public String toString() {
        return Text.format("%d logits up to %.0f", z.length, z[largest()]);
    }
}
