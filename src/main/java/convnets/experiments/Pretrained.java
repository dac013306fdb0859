package convnets.experiments;

import ai.djl.nn.Block;
import convnets.CourseFolder;
import convnets.data.Augmentation;
import convnets.data.Mnist;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Preparation;
import convnets.train.Classifier;
import convnets.train.Training;
import convnets.train.TrainingListener;

/**
 * Nets whose weights come with the course, so that a reader can use one before the first training:
 * {@code make weights} trains them.
 */
public final class Pretrained {

    private static final String DIGITS = "weights/lenet-digits.model";

    private Pretrained() {}

    /**
     * LeNet with ReLU and max-pooling that has learned the course's sample of MNIST: 8,000 digits,
     * each moved by up to 2 pixels anew in each of 20 epochs, seed 0.
     *
     * @return the net with its weights, (N, 1, 28, 28) → (N, 10)
     * @throws convnets.CourseException if its file is missing or damaged
     */
    public static Block digits() {
        return classifier().net();
    }

    /**
     * The same net, ready for photos of digits.
     *
     * @return what is in its file
     * @throws convnets.CourseException if it is missing or damaged
     */
    public static Classifier classifier() {
        return Classifier.load(CourseFolder.notebooks(DIGITS));
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
        Classifier.of(training).preparing(Preparation.DIGIT).save(CourseFolder.notebooks(DIGITS));
    }
}
