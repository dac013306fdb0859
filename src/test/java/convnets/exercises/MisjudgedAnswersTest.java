package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;

import convnets.data.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Right answers that were refused, wrong ones that passed or were told of another mistake. */
class MisjudgedAnswersTest {

    private static float column(int[][] counts, int number) {
        float sum = 0;
        for (int[] row : counts) {
            sum += row[number];
        }
        return sum;
    }

    private static float recall(int[][] counts, int number) {
        return (float) counts[number][number] / IntStream.of(counts[number]).sum();
    }

    @Test
    void sharesInFloats() {
        right(ConfusionChecks.shares((m, c) -> m[c][c] / column(m, c), (m, c) -> recall(m, c)));
        right(ConfusionChecks.tooGood((m, c) -> m[c][c] / column(m, c)));
        right(
                ConfusionChecks.balanced(
                        m -> {
                            float sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += recall(m, i);
                            }
                            return sum / m.length;
                        }));
        wrong("mean of the recalls", ConfusionChecks.balanced(m -> recall(m, 0) / m.length));
    }

    @Test
    void lostFractionsOfAMean() {
        wrong(
                "must be a double before",
                ConfusionChecks.balanced(
                        m -> {
                            double sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += m[i][i] / IntStream.of(m[i]).sum();
                            }
                            return sum / m.length;
                        }));
        wrong(
                "must be a double before",
                ConfusionChecks.balanced(
                        m -> {
                            int sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += recall(m, i);
                            }
                            return (double) sum / m.length;
                        }));
        wrong(
                "fraction is lost",
                ConfusionChecks.balanced(
                        m ->
                                IntStream.range(0, m.length)
                                                .map(i -> m[i][i] / IntStream.of(m[i]).sum())
                                                .sum()
                                        / m.length));
    }

    @Test
    void pairsWithAnyMarkBetweenThem() {
        right(ConfusionChecks.reading("C", "E", "A→B"));
        right(ConfusionChecks.reading("C", "E", "B | A"));
        wrong("\"ABC\" is none of the answers", ConfusionChecks.reading("C", "E", "ABC"));
        wrong("\"ABC\" is none", ConfusionChecks.reading("C", "E", "A→B→C"));
    }

    private static boolean same(Picture one, Picture other) {
        return Arrays.equals(one.pixels(), other.pixels());
    }

    @Test
    void leaksCountedAnotherWay() {
        right(
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            Set<ByteBuffer> known = new HashSet<>();
                            train.forEach(p -> known.add(ByteBuffer.wrap(p.pixels())));
                            return (int)
                                    test.stream()
                                            .filter(
                                                    p ->
                                                            known.contains(
                                                                    ByteBuffer.wrap(p.pixels())))
                                            .count();
                        }));
        wrong(
                "in no training set",
                OwnPicturesChecks.leaked(
                        (train, test) ->
                                (int)
                                        test.stream()
                                                .filter(
                                                        p ->
                                                                train.stream()
                                                                        .noneMatch(q -> same(p, q)))
                                                .count()));
        wrong(
                "count them all",
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            for (Picture p : test) {
                                for (Picture q : train) {
                                    if (same(p, q)) {
                                        return 1;
                                    }
                                }
                            }
                            return 0;
                        }));
    }

    /** Omar and Olga begin with the same letter. */
    @Test
    void peopleByFirstLettersAndByLength() {
        wrong("before the last hyphen", OwnPicturesChecks.person(f -> f.substring(0, 1)));
        wrong(
                "numbers of one digit",
                OwnPicturesChecks.person(f -> f.substring(0, f.length() - 5)));
        wrong(
                "numbers of one digit",
                OwnPicturesChecks.person(f -> f.replaceAll("-\\d\\.jpg", "")));
        right(OwnPicturesChecks.person(f -> f.split("-[0-9]")[0]));
    }

    private static double searched(double[] probabilities, boolean[] right, Reaches reaches) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            int given = 0;
            int hits = 0;
            for (int j = 0; j < right.length; j++) {
                if (probabilities[j] >= sorted[i]) {
                    given++;
                    hits += right[j] ? 1 : 0;
                }
            }
            if (reaches.holds(hits, given)) {
                return sorted[i];
            }
        }
        return 1;
    }

    private interface Reaches {
        boolean holds(int hits, int given);
    }

    @Test
    void thresholdsOfLostFractionsAndOfSortedProbabilities() {
        right(ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> h >= a * n)));
        right(ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> (float) h / n >= a)));
        wrong(
                "where all answers are right",
                ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> h / n >= a)));
        wrong(
                "sorted alone",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            Arrays.sort(p);
                            return searched(p, r, (h, n) -> h >= a * n);
                        }));
        wrong(
                "Steps of 0.01",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            double lowest = searched(p, r, (h, n) -> h >= a * n);
                            return Arrays.stream(p).filter(t -> t < lowest).max().orElse(lowest);
                        }));
    }

    @Test
    void programsThatStop() {
        wrong(
                "stops with: java.lang.AssertionError",
                ProgramChecks.program(
                        arguments -> {
                            throw new AssertionError("no picture");
                        }));
        wrong(
                "stops with: java.io.IOException",
                ProgramChecks.program(
                        arguments -> {
                            throw new IOException("no picture");
                        }));
    }
}
