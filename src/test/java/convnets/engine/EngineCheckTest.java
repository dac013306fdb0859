package convnets.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import convnets.CourseException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EngineCheckTest {

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int check(Supplier<NDManager> engine) {
        return EngineCheck.check(engine, new PrintStream(errors, true, UTF_8));
    }

    @Test
    void anEngineThatComputesSaysNothing() {
        assertEquals(0, check(HostArrays::newManager));
        assertEquals("", errors.toString(UTF_8));
    }

    @Test
    void oneThatCannotBeLoadedEndsTheProgramWithASentence() {
        int end =
                check(
                        () -> {
                            throw new CourseException("The engine cannot be loaded.");
                        });
        assertEquals(1, end);
        assertEquals(
                "The engine cannot be loaded." + System.lineSeparator(), errors.toString(UTF_8));
    }
}
