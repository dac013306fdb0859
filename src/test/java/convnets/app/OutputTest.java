package convnets.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.History.Ending;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a command says goes to the one stream or to the other, as sentences or as JSON. */
class OutputTest {

    private static final Epoch EPOCH = new Epoch(1, 0.5, 0.8, 0.7, 10, 6000);

    @Command
    private static final class Speaker implements Runnable {
        private final Consumer<Output> speech;
        @Mixin private Output output;

        private Speaker(Consumer<Output> speech) {
            this.speech = speech;
        }

        @Override
        public void run() {
            speech.accept(output);
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void speak(Consumer<Output> speech, String... arguments) {
        new CommandLine(new Speaker(speech))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static List<String> lines(StringWriter stream) {
        return stream.toString().lines().toList();
    }

    @Test
    void sentencesAreForAPersonAndJsonIsForAProgram() {
        Consumer<Output> both =
                output -> {
                    output.say("Done.");
                    output.epoch(EPOCH);
                    output.write(List.of(Path.of("a"), 1));
                };
        speak(both);
        assertEquals(
                List.of(
                        "Done.",
                        "epoch 1: loss 0.500, train accuracy 0.800, test accuracy 0.700, 6,000"
                                + " examples/sec"),
                lines(out));
        out.getBuffer().setLength(0);
        speak(both, "--json");
        assertEquals(List.of("[ \"a\", 1 ]"), lines(out));
        assertEquals("", err.toString());
    }

    @Test
    void whatAReaderMayNotHaveMeantIsNoResult() {
        Consumer<Output> training =
                output -> {
                    output.hint("There is a softmax too many.");
                    output.end(new History(null, List.of(), Ending.FINISHED, ""));
                    output.end(new History(null, List.of(), Ending.DIVERGED, "Diverged."));
                };
        for (String[] arguments : new String[][] {{}, {"--json"}}) {
            err.getBuffer().setLength(0);
            speak(training, arguments);
            assertEquals(List.of("There is a softmax too many.", "Diverged."), lines(err));
        }
        assertEquals("", out.toString());
    }
}
