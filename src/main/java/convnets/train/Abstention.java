package convnets.train;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a net is worth if it may say "I do not know": it answers only where its probability is high
 * enough.
 *
 * @param threshold the least probability with which it answers
 * @param coverage the share of the pictures that it answers, 0 to 1
 * @param accuracy the share of right answers among them; NaN if it answers none
 * @see <a href="https://arxiv.org/abs/1705.08500">Geifman and El-Yaniv, 2017: selective
 *     classification</a>
 */
public record Abstention(double threshold, double coverage, double accuracy) {

    /**
     * Counts with a given threshold.
     *
     * @param predictions such as those of a test set
     * @param threshold 0 to 1
     * @return coverage and accuracy
     * @throws CourseException if there are no predictions
     */
    public static Abstention at(Collection<Prediction> predictions, double threshold) {
        Given.of("list of predictions", predictions);
        Given.share("threshold", threshold);
        if (predictions.isEmpty()) {
            throw new CourseException("There are no predictions to look at.");
        }
        List<Prediction> answered =
                predictions.stream().filter(one -> one.probability() >= threshold).toList();
        double right = answered.stream().filter(Prediction::right).count();
        double coverage = (double) answered.size() / predictions.size();
        return new Abstention(threshold, coverage, right / answered.size());
    }

    /**
     * Chooses the threshold: the lowest one, which answers most, that reaches an accuracy. Choose
     * it by the validation set.
     *
     * @param predictions those of the validation set
     * @param accuracy that the answers are to reach, 0 to 1
     * @return the threshold with what it gives there
     * @throws CourseException if no threshold reaches it
     */
    public static Abstention reaching(Collection<Prediction> predictions, double accuracy) {
        Given.of("list of predictions", predictions);
        Given.share("accuracy", accuracy);
        return predictions.stream()
                .filter(one -> !Double.isNaN(one.probability())) // of a net that diverged
                .map(one -> at(predictions, one.probability()))
                .filter(found -> found.accuracy() >= accuracy)
                .min(Comparator.comparingDouble(Abstention::threshold))
                .orElseThrow(
                        () ->
                                new CourseException(
                                        "No threshold reaches an accuracy of %s on %s:"
                                                + " ask for less, or train for longer.",
                                        Text.number(accuracy),
                                        Text.count(predictions.size(), "picture")));
    }

    @Override
    public String toString() {
        return Text.format(
                "from %.3f on: answers %.3f of the pictures, %.3f of them right",
                threshold, coverage, accuracy);
    }
}
