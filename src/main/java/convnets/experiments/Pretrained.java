package convnets.experiments;

import ai.djl.nn.Block;
import convnets.CourseFolder;
import convnets.data.Augmentation;
import convnets.data.ImageData;
import convnets.data.Mnist;
import convnets.engine.Devices;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.nio.file.Path;

/**
 * Nets whose weights come with the course, so that a reader can use one before the first training:
 * {@code make weights} trains them.
 */
public final class Pretrained {

    private static final String DIGITS = "weights/lenet-digits.weights";

    private Pretrained() {}

    /**
     * LeNet with ReLU and max-pooling that has learned the course's sample of MNIST: 8,000 digits,
     * each moved by up to 2 pixels anew in each of 20 epochs, seed 0.
     *
     * @return the net with its weights, (N, 1, 28, 28) → (N, 10)
     * @throws convnets.CourseException if the weights' file is missing or damaged
     */
    public static Block digits() {
        ImageData sample = Mnist.sample();
        Path file = CourseFolder.notebooks(DIGITS);
        return Nets.load(LeNet.modern(), file, Devices.best(), sample.train().shape(1));
    }

    /**
     * Trains the nets anew and replaces their files.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Training training =
                Training.of(LeNet.modern(), Mnist.sample())
                        .weights(Init.he())
                        .adam()
                        .learningRate(0.001f)
                        .batchSize(64)
                        .epochs(20)
                        .augment(Augmentation.shift(2))
                        .listener(TrainingListener.PRINTING)
                        .fit();
        Nets.save(training.net(), CourseFolder.notebooks(DIGITS));
    }
}
