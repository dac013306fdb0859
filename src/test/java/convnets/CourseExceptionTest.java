package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class CourseExceptionTest {

    @Test
    void isItsSentenceAndNothingElse() {
        CourseException problem = new CourseException("%,d weights", 61_706);
        assertEquals("61,706 weights", problem.getMessage());
        assertEquals(0, problem.getStackTrace().length);
        assertSame(problem, problem.fillInStackTrace());
    }
}
