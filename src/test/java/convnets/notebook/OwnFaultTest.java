package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.engine.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;

class OwnFaultTest {

    private static final String REPORT =
            "Please report it where you got the course, under Issues, with this cell, the error"
                    + " below, the date of your copy, and: Java "
                    + System.getProperty("java.version")
                    + ", "
                    + System.getProperty("os.name")
                    + " "
                    + System.getProperty("os.arch")
                    + ", a kernel, "
                    + Devices.engineVersion()
                    + ".";

    @Test
    void whoseCodeComesFirstHasMadeTheMistake() {
        assertEquals(true, ours("java.util.Objects", "convnets.cost.LayerTable", "REPL.$JShell$1"));
        assertEquals(true, ours("ai.djl.nn.Block", "convnets.train.Training", "REPL.$JShell$1"));
        assertEquals(false, ours("REPL.$JShell$2", "convnets.train.Training", "REPL.$JShell$1"));
        assertEquals(false, ours("java.lang.Integer", "REPL.$JShell$1"));
        assertEquals(false, ours("java.util.Formatter", "convnets.Text", "REPL.$JShell$1"));
        assertEquals(true, ours("java.util.Formatter", "convnets.Text", "convnets.plot.Chart"));
        assertEquals(false, ours()); // a sentence has no trace
        String[] stopped = {
            "java.util.concurrent.FutureTask",
            "org.dflib.jjava.kernel.JavaKernel",
            "convnets.notebook.ByName",
            "convnets.notebook.QueueGuard"
        };
        assertEquals(false, ours(stopped), "the stop button");
        assertEquals(true, ours("convnets.notebook.ByName", "convnets.notebook.Notebook"));
    }

    private static boolean ours(String... classes) {
        return OwnFault.isOurs(
                Stream.of(classes).map(name -> new StackTraceElement(name, "of", "A.java", 1)));
    }

    @Test
    void theReaderIsToldWhoseMistakeItIsAndWhatAReportNeeds() {
        assertEquals(
                List.of(
                        Optional.of("This is a mistake in the course, not in your code. " + REPORT),
                        Optional.of(
                                "Something is null here. If a variable of this cell is, run the"
                                        + " cell that makes it again. If none is, this is a mistake"
                                        + " in the course, not in your code. "
                                        + REPORT),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                said(
                        thrown("IllegalStateException", "convnets.cost.Costs"),
                        thrown("NullPointerException", "convnets.cost.Costs"),
                        thrown("IllegalStateException", "java.util.Objects"),
                        thrown("OutOfMemoryError", "convnets.cost.Costs"),
                        thrown("StackOverflowError", "convnets.cost.Costs")));
    }

    /** Code that throws as if the error began in this class. */
    static String thrown(String error, String begin) {
        return Stream.of(
                        "{",
                        error + " e = new " + error + "();",
                        "e.setStackTrace(new StackTraceElement[] {",
                        "new StackTraceElement(\"" + begin + "\", \"of\", \"A.java\", 1)});",
                        "throw e;",
                        "}")
                .reduce("", String::concat);
    }

    private static List<Optional<String>> said(String... cells) {
        List<Optional<String>> said = new ArrayList<>();
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.onSnippetEvent(
                    event -> said.add(OwnFault.of((EvalException) event.exception(), "a kernel")));
            Stream.of(cells).forEach(shell::eval);
        }
        return said;
    }
}
