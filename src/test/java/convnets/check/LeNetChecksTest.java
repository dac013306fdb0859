package convnets.check;

import static convnets.check.Answers.right;
import static convnets.check.Answers.wrong;
import static convnets.nets.Layers.avgPool;
import static convnets.nets.Layers.conv;
import static convnets.nets.Layers.dense;
import static convnets.nets.Layers.flatten;
import static convnets.nets.Layers.maxPool;
import static convnets.nets.Layers.sequential;
import static convnets.nets.Layers.sigmoid;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.nets.LeNet;
import org.junit.jupiter.api.Test;

class LeNetChecksTest {

    @Test
    void maxPooling() {
        right(LeNetChecks.maxPooling(pooled(2, maxPool(2), maxPool(2))));
        wrong("Both poolings still", LeNetChecks.maxPooling(LeNet.block()));
        wrong("One pooling still", LeNetChecks.maxPooling(pooled(2, maxPool(2), avgPool(2))));
        wrong(
                "parameters: expected 61,706",
                LeNetChecks.maxPooling(pooled(0, maxPool(2), maxPool(2))));
        wrong("null", LeNetChecks.maxPooling(null));
    }

    private static SequentialBlock pooled(int padding, Block first, Block second) {
        return sequential(
                conv(6, 5).pad(padding),
                sigmoid(),
                first,
                conv(16, 5),
                sigmoid(),
                second,
                flatten(),
                dense(120),
                sigmoid(),
                dense(84),
                sigmoid(),
                dense(10));
    }
}
