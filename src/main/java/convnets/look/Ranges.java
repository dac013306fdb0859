package convnets.look;

import convnets.Floats;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lowest and highest value of each stage over one run or several, for the colors. */
record Ranges(Map<String, DoubleSummaryStatistics> all) {

    static Ranges of(List<List<LayerOutput>> runs) {
        Map<String, DoubleSummaryStatistics> all = new HashMap<>();
        for (List<LayerOutput> run : runs) {
            for (LayerOutput stage : run) {
                all.computeIfAbsent(stage.name(), name -> new DoubleSummaryStatistics())
                        .combine(Floats.summary(stage.values()));
            }
        }
        return new Ranges(all);
    }

    double low(LayerOutput stage) {
        return all.get(stage.name()).getMin();
    }

    double high(LayerOutput stage) {
        return all.get(stage.name()).getMax();
    }
}
