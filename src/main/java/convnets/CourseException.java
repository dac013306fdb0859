package convnets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;

/**
 * Something the reader can put right: one sentence that says what is wrong and what to do.
 *
 * <p>It carries no stack trace, so a notebook shows the sentence and nothing else. It is an {@link
 * IllegalArgumentException}, so code outside the course can catch it without knowing this class.
 */
public class CourseException extends IllegalArgumentException {

    /** Of a value in a sentence, in characters: there may be ten thousand names of classes. */
    private static final int LONGEST = 2000;

    /**
     * Creates a problem from a sentence.
     *
     * @param sentence what is wrong and what to do, with {@link String#format} placeholders
     * @param values the placeholders' values
     */
    public CourseException(String sentence, Object... values) {
        super(Text.format(sentence, Stream.of(values).map(CourseException::bounded).toArray()));
    }

    /** What to do stands at the end of a sentence, so it is a value that is cut. */
    private static Object bounded(Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST ? Text.shortened(text, LONGEST) : value;
    }

    /**
     * Why a file or a folder cannot be read or written: of many exceptions, the message is the
     * file's name and nothing else.
     *
     * @param e what Java says
     * @return a part of a sentence
     */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "not allowed";
        } else if (e instanceof NoSuchFileException) {
            return "it is not there";
        } else if (e instanceof FileAlreadyExistsException) {
            return "something else has the name of its folder";
        } else if (e instanceof FileSystemException file) {
            return file.getReason() == null ? e.getClass().getSimpleName() : file.getReason();
        }
        return e.getMessage();
    }

    /** Keeps the trace empty: the sentence is all that the reader needs. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
