package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trainings that were never done, to try what the checks say of them. */
final class Histories {

    private Histories() {}

    static History history(
            History.Ending ending, double train, double test, double rate, String... settings) {
        Map<String, String> words = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            words.put(settings[i], settings[i + 1]);
        }
        Epoch epoch = new Epoch(1, 1, train, test, 1, rate);
        return new History(words, List.of(epoch), ending, "");
    }

    /** A net with fresh weights and a history of those accuracies. */
    static OldTrained trained(Block net, int side, double train, double test, String... settings) {
        Nets.initialize(net, Init.he(), 0, new Shape(1, 1, side, side));
        return new OldTrained(history(History.Ending.FINISHED, train, test, 1000, settings), net);
    }
}
