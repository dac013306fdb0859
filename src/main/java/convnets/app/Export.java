package convnets.app;

import convnets.train.Classifier;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a saved net for other programs. */
@Command(
        name = "export",
        description = "Writes a saved net in the format ONNX, which other programs read.",
        mixinStandardHelpOptions = true)
final class Export implements Runnable {

    /** What is printed as JSON. */
    record Report(Path file, List<String> classes) {}

    @Parameters(index = "0", paramLabel = "MODEL", description = "a saved net")
    private Path model;

    @Parameters(index = "1", paramLabel = "FILE.onnx", description = "what is written")
    private Path file;

    @Mixin private Output output;

    @Override
    public void run() {
        Classifier classifier = Classifier.load(model);
        classifier.exportOnnx(file);
        output.say("exported to " + file);
        output.write(new Report(file, classifier.classes()));
    }
}
