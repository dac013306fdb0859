package convnets.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;
import convnets.cost.LayerTable;
import convnets.experiments.Experiment.Case;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Training;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a training cost and reached; settings and seed together say which one it was. Its components
 * are columns of the stored table.
 */
record Run(
        long pictures,
        long epochs,
        long parameters,
        @JsonProperty("MACs") long macs,
        @JsonProperty("train accuracy") double trainAccuracy,
        double accuracy,
        double seconds,
        String ending,
        String settings,
        String machine)
        implements Serializable {

    /** Where a run stands in its experiment: the first columns of the table. */
    record Place(String series, String variant, long seed) {

        static Place of(Case one, int seed) {
            return new Place(one.series(), one.variant(), seed);
        }
    }

    static Run of(Case one, Training done) {
        History history = done.history();
        LayerTable table = LayerTable.of(done.net(), done.data().train().shape(1));
        return new Run(
                done.data().train().size(),
                history.epochs().size(),
                table.parameters(),
                table.macs(),
                history.last().trainAccuracy(),
                one.accuracy().applyAsDouble(done),
                Arrays.stream(history.values(Epoch::seconds)).sum(),
                history.ending().toString(),
                one.settings(),
                history.settings().hardware().machine());
    }
}
