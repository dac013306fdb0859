package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class CourseExceptionTest {

    @Test
    void isItsSentenceAndNothingElse() {
        CourseException problem = new CourseException("%,d weights", 61_706);
        assertEquals("61,706 weights", problem.getMessage());
        assertEquals(0, problem.getStackTrace().length);
        assertSame(problem, problem.fillInStackTrace());
    }

    @Test
    void aLongValueIsCutAndWhatToDoIsNot() {
        String all = new CourseException("Not %s: take %d.", "x".repeat(100_000), 7).getMessage();
        assertEquals("Not " + "x".repeat(1999) + "…: take 7.", all);
    }

    @Test
    void aReasonIsMoreThanTheNameOfTheFile() {
        assertEquals("not allowed", CourseException.reason(new AccessDeniedException("file")));
        assertEquals("it is not there", CourseException.reason(new NoSuchFileException("file")));
        assertEquals(
                "Too many levels of symbolic links",
                CourseException.reason(
                        new FileSystemException(
                                "file", null, "Too many levels of symbolic links")));
        assertEquals(
                "something else has the name of its folder",
                CourseException.reason(new FileAlreadyExistsException("file")));
        assertEquals(
                "DirectoryNotEmptyException",
                CourseException.reason(new DirectoryNotEmptyException("folder")));
        assertEquals(
                "No space left on device",
                CourseException.reason(new IOException("No space left on device")));
    }
}
