package convnets.app;

import ai.djl.nn.Block;
import convnets.data.ImageData;
import convnets.data.PictureFolder;
import convnets.data.Split;
import convnets.models.LeNet;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.SavedNet;
import convnets.train.Classifier;
import convnets.train.Epoch;
import convnets.train.Training;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a net on a folder of pictures. */
@Command(
        name = "train",
        description = "Trains a net on a folder that holds a folder of pictures for each class.",
        mixinStandardHelpOptions = true)
final class Train implements Runnable {

    /** The nets that there are to choose from. */
    enum Net {
        /** LeNet with ReLU and max-pooling. */
        LENET,
        /** VGG-11 with an eighth of its channels. */
        VGG
    }

    /** What is printed as JSON. */
    record Report(
            Path model,
            List<String> classes,
            int[] pictures,
            List<String> skipped,
            List<Epoch> epochs) {}

    @Parameters(paramLabel = "FOLDER", description = "with a folder of pictures for each class")
    private Path folder;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            defaultValue = "net.model",
            description = "where the net is saved (${DEFAULT-VALUE})")
    private Path model;

    @Option(
            names = "--net",
            defaultValue = "LENET",
            description = "which net: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Net net;

    @Option(
            names = "--size",
            defaultValue = "32",
            description = "height and width of its pictures, in pixels (${DEFAULT-VALUE})")
    private int size;

    @Option(names = "--epochs", defaultValue = "20", description = "(${DEFAULT-VALUE})")
    private int epochs;

    @Option(names = "--batch-size", defaultValue = "32", description = "(${DEFAULT-VALUE})")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.001",
            description = "of the optimizer Adam (${DEFAULT-VALUE})")
    private float learningRate;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "of the division of the pictures and of the training (${DEFAULT-VALUE})")
    private int seed;

    @Mixin private Output output;

    @Override
    public void run() {
        SavedNet.requireReplaceable(model);
        PictureFolder pictures = PictureFolder.read(folder.toString(), size);
        output.say(pictures.toString());
        Split split = Split.of(folder.toString(), pictures.images(), seed);
        ImageData data = split.choosing();
        output.say(data + "; the test pictures stay untouched");
        Training run =
                Training.of(block(data.train().names().size()), data)
                        .weights(Init.he())
                        .adam()
                        .learningRate(learningRate)
                        .batchSize(batchSize)
                        .epochs(epochs)
                        .seed(seed)
                        .listener(output)
                        .fit();
        Classifier classifier = Classifier.of(run);
        classifier.save(model);
        output.say("saved in " + model);
        output.write(
                new Report(
                        model,
                        classifier.classes(),
                        pictures.images().classCounts(),
                        pictures.skipped(),
                        run.history().epochs()));
    }

    private Block block(int classes) {
        return switch (net) {
            case LENET ->
                    LeNet.settings().classes(classes).activation(Layers::relu).maxPooling().block();
            case VGG -> Vgg.settings(11).widthDivisor(8).classes(classes).block();
        };
    }
}
