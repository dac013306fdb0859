package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseFolderTest {

    @Test
    void isFoundFromBelowAlthoughAnotherProjectLiesInBetween(@TempDir Path course)
            throws IOException {
        Path mine = Files.createDirectories(course.resolve("notebooks/exercises/mine"));
        Files.writeString(mine.resolveSibling("pom.xml"), "<project/>");
        assertNull(CourseFolder.above(mine));
        Files.createFile(course.resolve("notebooks/setup.jshell"));
        assertEquals(course, CourseFolder.above(mine));
        assertEquals(course, CourseFolder.above(course));
    }
}
