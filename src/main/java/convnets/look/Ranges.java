package convnets.look;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lowest and highest value of each stage over one run or several, for the colours. */
record Ranges(Map<String, float[]> ends) {

    static Ranges of(List<List<Stage>> runs) {
        Map<String, float[]> ends = new HashMap<>();
        for (List<Stage> run : runs) {
            for (Stage stage : run) {
                float[] own = {stage.low(), stage.high()};
                ends.merge(stage.name(), own, Ranges::both);
            }
        }
        return new Ranges(ends);
    }

    private static float[] both(float[] a, float[] b) {
        return new float[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])};
    }

    float low(Stage stage) {
        return ends.get(stage.name())[0];
    }

    float high(Stage stage) {
        return ends.get(stage.name())[1];
    }
}
