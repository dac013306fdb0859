package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnFaultTest {

    @Test
    void whoseCodeComesFirstHasMadeTheMistake() {
        assertEquals(true, ours("java.util.Objects", "convnets.cost.LayerTable", "REPL.$JShell$1"));
        assertEquals(true, ours("ai.djl.nn.Block", "convnets.train.Training", "REPL.$JShell$1"));
        assertEquals(false, ours("REPL.$JShell$2", "convnets.train.Training", "REPL.$JShell$1"));
        assertEquals(false, ours("java.lang.Integer", "REPL.$JShell$1"));
        assertEquals(false, ours("java.util.Formatter", "convnets.Text", "REPL.$JShell$1"));
        assertEquals(true, ours("java.util.Formatter", "convnets.Text", "convnets.plot.Chart"));
        assertEquals(false, ours()); // a sentence has no trace
    }

    private static boolean ours(String... classes) {
        return OwnFault.isOurs(
                Stream.of(classes).map(name -> new StackTraceElement(name, "of", "A.java", 1)));
    }
}
