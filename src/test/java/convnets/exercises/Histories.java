package convnets.exercises;

import ai.djl.nn.Block;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Training;
import java.util.List;

/** Trainings that were never done, to try what the checks say of them. */
final class Histories {

    private Histories() {}

    static History history(
            History.Ending ending, double train, double test, double rate, Training prepared) {
        Epoch epoch = new Epoch(1, 1, train, test, 1, rate);
        return new History(prepared.settings(), List.of(epoch), ending, "");
    }

    /** A net with fresh weights and a history of those accuracies. */
    static OldTrained trained(Block net, int side, double train, double test) {
        ImageData data = FashionMnist.sample().first(20, 10).resized(side);
        return trained(Training.of(net, data), train, test);
    }

    /** The same with the settings of a training that was prepared. */
    static OldTrained trained(Training prepared, double train, double test) {
        Block net = prepared.net();
        Nets.initialize(net, Init.he(), 0, prepared.data().train().shape(1));
        return new OldTrained(history(History.Ending.FINISHED, train, test, 1000, prepared), net);
    }
}
