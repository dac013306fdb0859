package convnets.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.nn.Layers;
import convnets.nn.Nets;
import org.junit.jupiter.api.Test;

class LeNetTest {

    private static final Shape IMAGE = new Shape(1, 1, 28, 28);

    private static void is(String layers, long parameters, Block net) {
        assertEquals(layers, Nets.outline(net));
        assertEquals(parameters, LayerTable.of(net, IMAGE).parameters());
    }

    @Test
    void isD2lsNet() {
        is(
                "conv 5×5, 6, pad 2; sigmoid; avgPool 2×2; conv 5×5, 16; sigmoid; avgPool 2×2;"
                        + " flatten; dense 120; sigmoid; dense 84; sigmoid; dense 10",
                61_706,
                LeNet.block());
    }

    @Test
    void asOneWouldMakeItTodayItHasReluAndTheLargestOfEachWindow() {
        is(
                "conv 5×5, 6, pad 2; ReLU; maxPool 2×2; conv 5×5, 16; ReLU; maxPool 2×2;"
                        + " flatten; dense 120; ReLU; dense 84; ReLU; dense 10",
                61_706,
                LeNet.modern());
    }

    @Test
    void eachSettingChangesWhatItSays() {
        is(
                "conv 3×3, 4, pad 1; Tanh; avgPool 2×2; conv 3×3, 8; Tanh; avgPool 2×2; flatten;"
                        + " dense 120; Tanh; dense 84; Tanh; dense 26",
                40 + 296 + 34_680 + 10_164 + 2_210,
                LeNet.settings()
                        .classes(26)
                        .padding(1)
                        .kernel(3)
                        .channels(4, 8)
                        .activation(Layers::tanh)
                        .block());
    }
}
