package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueueGuardTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final QueueGuard guard =
            new QueueGuard(null, error -> {}, InstantSource.system(), System::nanoTime);

    private static Instant at(int milliseconds) {
        return START.plusMillis(milliseconds);
    }

    private static long nanos(int milliseconds) {
        return TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    /** A cell that began at 0 ends badly at 1,000 ms. */
    private void fail() {
        guard.fail(at(0), at(1_000), nanos(1_000));
        guard.end(nanos(1_000));
    }

    private boolean waited(int sent, int begin) {
        return guard.waited(at(sent), nanos(begin));
    }

    @Test
    void aCellWaitedIfItWasSentBeforeTheBadEndAndBeginsAtOnce() {
        assertFalse(waited(0, 900), "nothing has failed yet");
        fail();
        assertTrue(waited(0, 1_050));
        assertFalse(waited(1_001, 1_050), "a program has sent it afterwards");
        assertFalse(waited(0, 1_250), "a browser whose clock is slow");
    }

    @Test
    void theNextOneIsMeasuredFromTheLastThatDidNotRun() {
        fail();
        assertTrue(waited(0, 1_200));
        guard.end(nanos(1_210));
        assertTrue(waited(0, 1_400));
        assertFalse(waited(1_100, 1_400), "sent after the bad end all the same");
    }

    @Test
    void aClockThatIsPutBackAfterTheBadEndHoldsUpNothing() {
        fail();
        assertFalse(waited(-3_600_000 + 3_000, 3_000), "a person goes on two seconds later");
    }

    @Test
    void cellsStillWaitWhenTheClockIsPutBackDuringTheBadOne() {
        guard.fail(at(0), at(-3_600_000), nanos(1_000));
        guard.end(nanos(1_000));
        assertTrue(waited(0, 1_050), "sent before the clock was put back");
        assertTrue(waited(-3_600_000, 1_050), "and after");
    }

    /** While a computer sleeps, only the clock of the day goes on. */
    @Test
    void cellsStillWaitWhenTheComputerSleptDuringTheBadOne() {
        guard.fail(at(0), at(3_600_000), nanos(1_000));
        guard.end(nanos(1_000));
        assertTrue(waited(3_599_000, 1_050), "sent after it awoke");
    }
}
