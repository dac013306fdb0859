package convnets.bench;

import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;

/**
 * What a contestant of {@code make bench} is asked to train, as its command line says it.
 *
 * @param net LeNet, AlexNet, VGG-11 or NiN
 * @param width what its channels are divided by
 * @param batch pictures in a step
 * @param size height and width of a picture, in pixels
 * @param batches steps in a stretch, after which the clock is read
 */
record Task(String net, int width, int batch, int size, int batches) {

    /** Too small to move a net far: the numbers stay in the range that a training has. */
    static final float RATE = 0.01f;

    static Task of(String... arguments) {
        int[] numbers = new int[4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i + 1]);
        }
        return new Task(arguments[0], numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    SequentialBlock block() {
        return switch (net) {
            case "LeNet" -> LeNet.block();
            case "AlexNet" -> AlexNet.settings().widthDivisor(width).block();
            case "VGG-11" -> Vgg.settings(11).widthDivisor(width).block();
            case "NiN" -> Nin.settings().widthDivisor(width).block();
            default -> throw new CourseException("There is no net %s to be measured.", net);
        };
    }

    /** The pictures of one stretch. */
    Images images() {
        return FashionMnist.sample().train().first(batch * batches).resized(size);
    }
}
