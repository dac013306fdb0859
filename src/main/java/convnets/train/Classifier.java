package convnets.train;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.data.PictureReader;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.nn.ModelInfo;
import convnets.nn.Nets;
import convnets.nn.Preparation;
import convnets.nn.SavedNet;
import convnets.onnx.Onnx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained net as a program uses it: a picture in, a probability of each class out. It is one file
 * on disk.
 *
 * <pre>{@code
 * Classifier.of(run).save(Path.of("pets.model"));
 * Classifier.load(Path.of("pets.model")).classify(Path.of("rex.jpg")).best()
 * }</pre>
 *
 * @param net the block with its weights
 * @param picture the shape of a picture that it takes, (c, h, w)
 * @param info the names of its classes, and what is done to a picture from a file first
 */
public record Classifier(Block net, Shape picture, ModelInfo info) {

    /**
     * The net of a training. Pictures from files are cut to their middle square.
     *
     * @param run that has been fitted
     * @return the net with the names of its classes
     * @throws CourseException if the training was not run yet or diverged, or its net has been
     *     changed since
     */
    public static Classifier of(Training run) {
        Given.of("training", run);
        run.requireItsNet();
        if (run.history().ending() == History.Ending.DIVERGED) {
            throw new CourseException(
                    "The net of a training that diverged is of no use: train it anew, with a smaller"
                            + " learning rate.");
        }
        return of(run.net(), run.data().train());
    }

    /**
     * Any net. Pictures from files are cut to their middle square.
     *
     * @param net with weights
     * @param images what it was trained on: their size, their colors and their classes
     * @return the net with the names of its classes
     * @throws CourseException if the net has no weights or does not fit the pictures
     */
    public static Classifier of(Block net, Images images) {
        Given.of("set of pictures", images);
        FitCheck.require(net, images, 1);
        ModelInfo info = new ModelInfo(images.names(), Preparation.MIDDLE_SQUARE);
        return new Classifier(net, images.shape(1).slice(1), info);
    }

    /**
     * Sets what is done to a picture from a file first.
     *
     * @param preparation such as {@link Preparation#DIGIT} for a net that has learned MNIST
     * @return the same net with that preparation
     */
    public Classifier preparing(Preparation preparation) {
        return new Classifier(net, picture, new ModelInfo(info.classes(), preparation));
    }

    /**
     * Reads a saved net. The file is all that is needed: the net is built from it.
     *
     * @param file that {@link #save} wrote, on whichever engine
     * @return the net with the names of its classes
     * @throws CourseException if there is no such file, it is damaged, of a newer version or no
     *     saved net, or a layer of the net is known only to its own class
     */
    public static Classifier load(Path file) {
        SavedNet saved = SavedNet.load(file, Devices.best());
        return new Classifier(saved.net(), saved.picture(), saved.model());
    }

    /**
     * Saves the net in one file: layers, weights, size and colors of its pictures, what is done to
     * them, and the names of its classes. A saved net of that name is replaced at once, never half.
     *
     * @param file such as pets.model; its folder is made if it is not there
     * @throws CourseException if something else bears that name, or the file cannot be written
     */
    public void save(Path file) {
        Nets.save(net, info, file);
    }

    /**
     * Writes the net for other programs. Of what is done to a picture first, they must do the same:
     * the file says it in its notes, "classes" and "preparation".
     *
     * @param file such as pets.onnx; its folder is made if it is not there
     * @throws CourseException if ONNX has no counterpart to a layer, or something else bears that
     *     name
     * @see Onnx
     */
    public void exportOnnx(Path file) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("classes", json(info.classes()));
        notes.put("preparation", info.preparation().name());
        Onnx.save(net, notes, file);
    }

    /** Plain ASCII: not every reader of ONNX files knows other letters. */
    private static String json(List<String> names) {
        try {
            return JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build()
                    .writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Words can be written", e);
        }
    }

    /**
     * Says what a picture file shows.
     *
     * @param file PNG, JPEG, GIF or BMP of any size
     * @return DJL's list of the classes with a probability each
     * @throws CourseException if there is no such file, it is no picture or too large
     */
    public Classifications classify(Path file) {
        return classify(PictureReader.read(file, info.preparation(), picture));
    }

    /**
     * Says what a picture shows.
     *
     * @param shown of the size and the colors that the net takes
     * @return DJL's list of the classes with a probability each
     * @throws CourseException if it has another size or other colors
     */
    public Classifications classify(Picture shown) {
        Given.of("picture", shown);
        Shape given = new Shape(shown.channels(), shown.height(), shown.width());
        if (!given.equals(picture)) {
            throw new CourseException(
                    "This net takes pictures of shape %s, not %s: give it the picture's file, which"
                            + " is then made to fit.",
                    picture, given);
        }
        try (NDManager manager = HostArrays.newManager(Nets.device(net))) {
            NDArray probabilities = Nets.forward(net, shown.toArray(manager)).softmax(1).squeeze(0);
            return new Classifications(info.classes(), probabilities);
        }
    }

    /**
     * The names of the classes.
     *
     * @return one for each output
     */
    public List<String> classes() {
        return info.classes();
    }

    /** What it takes and what it tells apart. */
    @Override
    public String toString() {
        return Text.format(
                "Classifier of pictures of shape %s: %s; %s",
                picture, String.join(", ", info.classes()), Nets.outline(net));
    }
}
