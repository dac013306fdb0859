package convnets.app;

import ai.djl.modality.Classifications;
import convnets.CourseException;
import convnets.Text;
import convnets.train.Classifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what pictures show. */
@Command(
        name = "predict",
        description =
                "Says what pictures show. One that cannot be read is named, and the others go on.",
        mixinStandardHelpOptions = true)
final class Predict implements Callable<Integer> {

    /** What is printed as JSON for each picture; the classes with their probabilities. */
    record Answer(Path picture, Map<String, Double> classes) {}

    @Parameters(index = "0", paramLabel = "MODEL", description = "a saved net")
    private Path model;

    @Parameters(
            index = "1",
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "PNG, JPEG, GIF or BMP of any size")
    private List<Path> pictures;

    @Option(
            names = "--top",
            defaultValue = "3",
            description = "how many classes (${DEFAULT-VALUE})")
    private int top;

    @Mixin private Output output;

    @Override
    public Integer call() {
        if (top < 1) {
            output.misuse(Text.format("--top needs 1 class or more, not %d.", top));
        }
        Classifier classifier = Classifier.load(model);
        List<Answer> answers = new ArrayList<>();
        for (Path picture : pictures) {
            try {
                Answer answer = new Answer(picture, best(classifier.classify(picture)));
                answers.add(answer);
                output.say(picture + ": " + words(answer));
            } catch (CourseException problem) {
                output.complain(problem.getMessage());
            }
        }
        output.write(answers);
        return answers.size() == pictures.size() ? 0 : 1;
    }

    private Map<String, Double> best(Classifications found) {
        Map<String, Double> best = new LinkedHashMap<>();
        found.topK(top).forEach(one -> best.put(one.getClassName(), one.getProbability()));
        return best;
    }

    private static String words(Answer answer) {
        return answer.classes.entrySet().stream()
                .map(one -> Text.format("%s %.3f", one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
