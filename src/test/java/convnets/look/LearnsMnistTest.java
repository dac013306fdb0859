package convnets.look;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.models.LeNet;
import convnets.models.LeNet5;
import convnets.nn.Init;
import convnets.train.Training;
import convnets.train.TrainingListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LearnsMnistTest {

    private static final ImageData DIGITS = Mnist.sample();

    @Test
    void lenetReadsDigitsAlsoInALine() {
        Block net = LeNet.modern();
        Training run = Training.of(net, DIGITS).learningRate(0.1f).batchSize(64).epochs(4);
        run.weights(Init.he()).listener(TrainingListener.SILENT).fit();
        double accuracy = run.history().last().testAccuracy();
        assertTrue(accuracy >= 0.95, "test accuracy " + accuracy);
        Images test = DIGITS.test().first(300);
        Shift shift = Shift.of(net, test, 10, 10);
        assertTrue(shift.at(0, 0) > 0.9 && shift.at(10, 10) < 0.5, shift.toString());
        Scan scan = Scan.of(net);
        int right = 0;
        for (int seed = 0; seed < 20; seed++) {
            Reading reading = scan.read(DigitStrip.bankCheck(test, seed));
            right += reading.hits(0.9).size() - (int) reading.falseHits(0.9);
        }
        assertTrue(right >= 75, right + " of 100 digits found");
        double pairs = BestPath.rate(scan, test, 100);
        assertTrue(pairs > 0.7, "pairs " + pairs);
    }

    @Test
    void theNetOf1998Learns() {
        Training run = Training.of(LeNet5.block(), DIGITS).adam().learningRate(0.003f);
        double accuracy = run.batchSize(64).epochs(2).fit().history().last().testAccuracy();
        assertTrue(accuracy > 0.9, "test accuracy " + accuracy);
    }
}
