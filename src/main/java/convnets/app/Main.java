package convnets.app;

import convnets.Programs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The course's program: {@code java -jar convnets.jar --help}.
 *
 * <p>It ends with 0 if all went well, with 1 if something could not be done (one sentence on the
 * standard error stream says what), and with 2 if the command line itself is wrong.
 */
@Command(
        name = "convnets",
        description = "Trains a convolutional net on pictures of yours, and uses it.",
        subcommands = {Train.class, Predict.class, Export.class},
        mixinStandardHelpOptions = true,
        version = "convnets 1.0",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:something could not be done: one sentence says what",
            "2:the command line is wrong"
        })
public final class Main {

    /** Made by picocli. */
    public Main() {}

    /**
     * Runs a command and ends the program.
     *
     * @param arguments as {@code --help} explains them
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Programs.of(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
