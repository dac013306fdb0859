package convnets.notebook;

import convnets.CourseException;
import convnets.Text;
import convnets.engine.Devices;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jshell.EvalException;

/**
 * An error that the course did not expect: what a reader can put right is a {@link
 * CourseException}, one sentence, so anything else that begins in the course's code is a fault of
 * its own. The reader is told so, with what a report needs.
 */
final class OwnFault {

    private static final String OURS = "convnets.";
    private static final String CELLS = "REPL.";

    /**
     * A pattern that does not fit its values is a mistake of who wrote it; and below the kernel,
     * which the stop button ends, stands the guard of its cells.
     */
    private static final Set<String> NEITHERS =
            Set.of(Text.class.getName(), QueueGuard.class.getName(), ByName.class.getName());

    /** These begin wherever the memory happens to end. */
    private static final Set<String> NOBODYS =
            Set.of("java.lang.OutOfMemoryError", "java.lang.StackOverflowError");

    private static final String NULL = NullPointerException.class.getName();

    private static final String COURSE = "This is a mistake in the course, not in your code. ";

    /** A cell that is run again sets the variables to null that were made from its own. */
    private static final String PERHAPS_NULL =
            "Something is null here. If a variable of this cell is, run the cell that makes it"
                    + " again. If none is, this is a mistake in the course, not in your code. ";

    private OwnFault() {}

    /**
     * Says whose fault an error is.
     *
     * @param error that ended a cell
     * @param kernel that ran it
     * @return a sentence; empty if the course is not to blame
     */
    static Optional<String> of(EvalException error, String kernel) {
        boolean ours =
                !NOBODYS.contains(error.getExceptionClassName())
                        && isOurs(Stream.of(error.getStackTrace()));
        if (!ours) {
            return Optional.empty();
        }
        boolean missing = error.getExceptionClassName().equals(NULL);
        return Optional.of((missing ? PERHAPS_NULL : COURSE) + sentence(kernel));
    }

    /** Whether, from where it was thrown outwards, the course's code comes before the cell's. */
    static boolean isOurs(Stream<StackTraceElement> frames) {
        return frames.map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith(OURS) || name.startsWith(CELLS))
                .filter(name -> !NEITHERS.contains(name))
                .findFirst()
                .filter(name -> name.startsWith(OURS))
                .isPresent();
    }

    private static String sentence(String kernel) {
        return Text.format(
                "Please report it where you got the course, under Issues, with this cell, the error below, the date of"
                        + " your copy, and: Java %s, %s %s, %s, %s.",
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                kernel,
                engine());
    }

    private static String engine() {
        try {
            return Devices.engineVersion();
        } catch (CourseException missing) {
            return "no engine";
        }
    }
}
