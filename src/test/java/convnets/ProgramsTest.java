package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class ProgramsTest {

    @Command
    private record Program(Callable<Integer> does) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return does.call();
        }
    }

    private final StringWriter err = new StringWriter();

    private int run(Callable<Integer> does) {
        return Programs.of(new Program(does)).setErr(new PrintWriter(err, true)).execute();
    }

    @Test
    void whatTheUserCanPutRightIsOneSentence() {
        int status =
                run(
                        () -> {
                            throw new CourseException("There is no file %s.", "a");
                        });
        assertEquals(1, status);
        assertEquals("There is no file a." + System.lineSeparator(), err.toString());
    }

    @Test
    void aMistakeOfOursShowsWhereItIs() {
        int status =
                run(
                        () -> {
                            throw new IllegalStateException("ours");
                        });
        assertEquals(1, status);
        assertTrue(err.toString().contains("ours") && err.toString().contains("ProgramsTest.java"));
        assertEquals(7, run(() -> 7));
    }
}
