package convnets.exercises;

import convnets.Text;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Logits, and which of them is that of the right class. */
record Logits(double[] z, int right) {

    /** Logits up to so far above and below a level. */
    static Logits of(double level, double scale) {
        int n = Draw.between(3, 6);
        double[] z = Arrays.stream(Draw.doubles(n, scale)).map(v -> level + v).toArray();
        return new Logits(z, Draw.between(0, n - 1));
    }

    /** One after the other far below 0, far apart, and far above 0. */
    static Logits large(int i) {
        return of(3000 * (i % 3 - 1), i % 3 == 1 ? 3000 : 3);
    }

    int largest() {
        return IntStream.range(0, z.length).reduce(0, (a, b) -> z[b] > z[a] ? b : a);
    }

    /** Of what is left when the largest is taken off, divided by a number. */
    double[] exponentials(double divisor) {
        return Arrays.stream(z).map(v -> Math.exp(v - z[largest()]) / divisor).toArray();
    }

    double[] softmax() {
        return exponentials(Arrays.stream(exponentials(1)).sum());
    }

    double[] shares() {
        double sum = Arrays.stream(z).sum();
        return Arrays.stream(z).map(v -> v / sum).toArray();
    }

    /** The probabilities, with a number taken off each. */
    double[] less(double taken) {
        return Arrays.stream(softmax()).map(p -> p - taken).toArray();
    }

    /** The probabilities times a sign, plus a number at a place. */
    double[] with(double sign, int place, double added) {
        double[] p = Arrays.stream(softmax()).map(v -> sign * v).toArray();
        p[place] += added;
        return p;
    }

    @Override
    public String toString() {
        return Text.format("%d logits up to %s", z.length, Text.number(z[largest()]));
    }
}
