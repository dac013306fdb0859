package convnets.nn;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.AtomicFile;
import convnets.CourseException;
import java.nio.file.Path;

/**
 * A net that was built from its file alone, on whichever engine wrote it.
 *
 * @param net with its weights
 * @param picture the shape of one picture, such as (3, 64, 64)
 * @param model what one must know to use it
 */
public record SavedNet(Block net, Shape picture, ModelInfo model) {

    /**
     * Refuses a file that a net could not be saved in later: better now than after the training.
     *
     * @param file its folder is made if it is not there
     * @throws CourseException if something else bears that name, or its folder takes no file
     */
    public static void requireReplaceable(Path file) {
        WeightsFile.requireReplaceable(AtomicFile.requireWritable(file));
    }

    /**
     * Reads a net.
     *
     * @param file that {@link Nets#save(Block, ModelInfo, Path)} wrote
     * @param device where the weights are to live
     * @return the net
     * @throws CourseException if there is no such file, it is damaged, it holds weights alone, or a
     *     layer that only its own class knows
     */
    public static SavedNet load(Path file, Device device) {
        WeightsHeader header = WeightsFile.check(file);
        Block net = header.build(file);
        if (header.model().model() == null) {
            throw new CourseException(
                    "%s holds weights alone, without the names of the classes: save the net with"
                            + " Classifier.of(net, images).save(…).",
                    file);
        }
        Nets.load(net, file, device, new Shape(1).addAll(header.picture()));
        return new SavedNet(net, header.picture(), header.model().model());
    }
}
