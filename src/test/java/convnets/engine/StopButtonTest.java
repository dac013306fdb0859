package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import org.junit.jupiter.api.Test;

class StopButtonTest {

    @Test
    void endsWhatIsNotDoneAndStaysPressed() {
        assertDoesNotThrow(StopButton::check);
        Thread.currentThread().interrupt();
        try {
            CourseException stopped = assertThrows(CourseException.class, StopButton::check);
            assertEquals("Stopped before it was done: run the cell again.", stopped.getMessage());
        } finally {
            assertTrue(Thread.interrupted(), "whoever called it sees the stop too");
        }
    }
}
