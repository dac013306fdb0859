package convnets.look;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lowest and highest value of each stage over one run or several, for the colors. */
record Ranges(Map<String, float[]> ends) {

    static Ranges of(List<List<LayerOutput>> runs) {
        Map<String, float[]> ends = new HashMap<>();
        for (List<LayerOutput> run : runs) {
            for (LayerOutput stage : run) {
                float[] own = {stage.low(), stage.high()};
                ends.merge(stage.name(), own, Ranges::both);
            }
        }
        return new Ranges(ends);
    }

    private static float[] both(float[] a, float[] b) {
        return new float[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])};
    }

    float low(LayerOutput stage) {
        return ends.get(stage.name())[0];
    }

    float high(LayerOutput stage) {
        return ends.get(stage.name())[1];
    }
}
