package convnets;

/**
 * Something the reader can put right: one sentence that says what is wrong and what to do.
 *
 * <p>It carries no stack trace, so a notebook shows the sentence and nothing else. It is an {@link
 * IllegalArgumentException}, so code outside the course can catch it without knowing this class.
 */
public class CourseException extends IllegalArgumentException {

    /**
     * Creates a problem from a sentence.
     *
     * @param sentence what is wrong and what to do, with {@link String#format} placeholders
     * @param values the placeholders' values
     */
    public CourseException(String sentence, Object... values) {
        super(Text.format(sentence, values));
    }

    /** Keeps the trace empty: the sentence is all that the reader needs. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
