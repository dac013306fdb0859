package convnets.exercises;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A drawn matrix, with a class that is looked at. */
record DrawnMatrix(int[][] counts, int at) {

    private static final int ALL = -1;

    /**
     * In some nothing else was taken for the class, in some all of it was found, and in one of four
     * all answers are right: so a lost fraction shows, whatever it was lost of.
     */
    static List<DrawnMatrix> some() {
        return Draw.some(8, i -> drawn(i % 4 == 0, i % 4 == 1, i % 4 == 2));
    }

    private static DrawnMatrix drawn(boolean precise, boolean complete, boolean perfect) {
        int n = Draw.between(3, 5);
        int at = Draw.between(0, n - 1);
        int[][] counts = new int[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean none = i != j && (perfect || precise && j == at || complete && i == at);
                counts[i][j] = none ? 0 : Draw.between(1, i == j ? 90 : 20);
            }
        }
        return new DrawnMatrix(counts, at);
    }

    /** The same, where no class is looked at. */
    DrawnMatrix whole() {
        return new DrawnMatrix(counts, ALL);
    }

    /** A copy, for whoever is given it may change it. */
    @Override
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    double hits(int i) {
        return counts[i][i];
    }

    double row(int i) {
        return IntStream.of(counts[i]).sum();
    }

    double column(int j) {
        return Arrays.stream(counts).mapToInt(row -> row[j]).sum();
    }

    double all() {
        return each(this::row).sum();
    }

    DoubleStream each(IntToDoubleFunction value) {
        return IntStream.range(0, counts.length).mapToDouble(value);
    }

    double accuracy() {
        return each(this::hits).sum() / all();
    }

    double mean(IntToDoubleFunction value) {
        return each(value).average().orElse(0);
    }

    @Override
    public String toString() {
        return (at == ALL ? "" : "class " + at + " of ") + Arrays.deepToString(counts);
    }
}
