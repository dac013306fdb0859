package convnets.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Progress;
import convnets.train.TrainingListener;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the commands speak: in sentences as they go, or in JSON at the end. */
final class Output implements TrainingListener {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule().addSerializer(Path.class, new ToStringSerializer()))
                    .build();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "print JSON, and nothing else, on standard output")
    private boolean json;

    /** For a person. */
    void say(String sentence) {
        if (!json) {
            command.commandLine().getOut().println(sentence);
        }
    }

    /** For a program. */
    void write(Object result) {
        if (json) {
            String text = JSON.valueToTree(result).toPrettyString();
            command.commandLine().getOut().println(text);
        }
    }

    /** For both, apart from the results. */
    void complain(String sentence) {
        command.commandLine().getErr().println(sentence);
    }

    /** The command line itself is wrong. */
    void misuse(String sentence) {
        throw new ParameterException(command.commandLine(), sentence);
    }

    @Override
    public void progress(Progress progress) {}

    @Override
    public void epoch(Epoch epoch) {
        say(epoch.toString());
    }

    @Override
    public void hint(String sentence) {
        complain(sentence);
    }

    @Override
    public void end(History history) {
        if (!history.note().isEmpty()) {
            complain(history.note());
        }
    }
}
