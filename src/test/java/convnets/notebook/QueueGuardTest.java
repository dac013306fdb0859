package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueGuardTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final QueueGuard guard = new QueueGuard();

    private static Instant at(int milliseconds) {
        return START.plusMillis(milliseconds);
    }

    @Test
    void aCellWaitedIfItWasSentBeforeTheBadEndAndBeginsAtOnce() {
        assertFalse(guard.waited(at(0), at(900)), "nothing has failed yet");
        guard.fail(at(1_000));
        assertTrue(guard.waited(at(0), at(1_050)));
        assertFalse(guard.waited(at(1_001), at(1_050)), "a program has sent it afterwards");
        assertFalse(guard.waited(at(0), at(1_250)), "a browser whose clock is slow");
    }

    @Test
    void theNextOneIsMeasuredFromTheLastThatDidNotRun() {
        guard.fail(at(1_000));
        assertTrue(guard.waited(at(0), at(1_200)));
        guard.end(at(1_210));
        assertTrue(guard.waited(at(0), at(1_400)));
        assertFalse(guard.waited(at(1_100), at(1_400)), "sent after the bad end all the same");
    }
}
