package convnets.exercises;

import convnets.cost.LayerTable;
import convnets.train.Training;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import tech.tablesaw.api.Table;

/** Checks the exercises of chapter 08, the comparison. */
public final class ComparisonChecks {

    static final Exercise FRONT = Exercise.FRONT;
    static final Exercise LAYERS = Exercise.LAYERS;
    static final Exercise MEMORY = Exercise.TRAINING_MEMORY;
    static final Exercise SEEDS = Exercise.SEEDS;
    static final Exercise BUDGET = Exercise.BUDGET;

    private ComparisonChecks() {}

    /**
     * 8.1: the nets that no other net beats: none is at least as accurate for at most as many MACs,
     * and better in one of the two.
     *
     * @param nets a row for each, with columns "net", "parameters", "MACs" and "accuracy"
     * @param front the names of the answer, in any order
     * @return what is said of it
     */
    public static Verdict front(Table nets, List<String> front) {
        return FrontCheck.of(nets, front);
    }

    /**
     * 8.2: the layer with most parameters, and the one with most MACs.
     *
     * @param heaviest finds the first in any layer table
     * @param busiest finds the second
     * @return what is said of it
     */
    public static Verdict layers(
            Function<LayerTable, LayerTable.Row> heaviest,
            Function<LayerTable, LayerTable.Row> busiest) {
        return LayersCheck.of(heaviest, busiest);
    }

    /**
     * 8.3: the least memory that a step of training with Adam takes, in single precision: each
     * weight with its gradient and two moments, each activation of the batch with its gradient, and
     * the pictures.
     *
     * @param bytes computes it from a layer table, made for one picture, and the batch size
     * @return what is said of it
     */
    public static Verdict memory(ToLongBiFunction<LayerTable, Integer> bytes) {
        return TrainingMemoryCheck.of(bytes);
    }

    /**
     * 8.4: how many seeds each of two nets needs, so that the difference of their means is two
     * standard errors.
     *
     * @param seeds computes it from the difference and the standard deviation that both nets have
     * @return what is said of it
     */
    public static Verdict seeds(DoubleBinaryOperator seeds) {
        return SeedsCheck.of(seeds);
    }

    /**
     * 8.5: a net with at most 100,000 parameters and 5 million MACs.
     *
     * @param run on the first 4,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict budget(Training run) {
        return BudgetCheck.of(() -> OldTrained.of(run));
    }
}
