package convnets.exercises;

import convnets.CourseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.spi.SPIResolutionException;

/** Runs what the reader wrote. What it throws is the reader's; all other exceptions are ours. */
final class Answer {

    private Answer() {}

    /**
     * Asks the answer.
     *
     * @param code calls what the reader wrote, and does nothing else that can fail
     * @return what it gives, never null
     * @throws CourseException if it throws, or gives null
     */
    static <T> T of(Supplier<T> code) {
        T value;
        try {
            value = code.get();
        } catch (CourseException sentence) {
            throw sentence;
        } catch (SPIResolutionException e) {
            throw new CourseException(
                    "Your code uses a method or a variable that no cell has declared yet: run the"
                            + " cells above, and see what each of them says.");
        } catch (RuntimeException | VirtualMachineError | AssertionError | LinkageError e) {
            throw new CourseException("Your code stops with: %s", e);
        }
        if (value == null) {
            throw new CourseException("Your code gives null in place of a value.");
        }
        return value;
    }

    /** Code that runs once, when it is first asked. */
    static <T> Supplier<T> once(Supplier<T> code) {
        List<T> kept = new ArrayList<>();
        return () -> {
            if (kept.isEmpty()) {
                kept.add(code.get());
            }
            return kept.get(0);
        };
    }
}
