package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;

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
}
