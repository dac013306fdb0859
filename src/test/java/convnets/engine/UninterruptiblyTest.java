package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.io.IOException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UninterruptiblyTest {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    /** The work may lose the interrupt of its own thread, as loading a native library does. */
    @Test
    void aStopMeanwhileIsKeptAndDoesNotReachTheWork() {
        Thread reader = Thread.currentThread();
        FutureTask<String> loading =
                new FutureTask<>(
                        () -> {
                            reader.interrupt();
                            Thread.sleep(50);
                            return Thread.interrupted() ? "reached" : "engine";
                        });
        assertEquals("engine", Uninterruptibly.once(loading));
        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals("engine", Uninterruptibly.once(loading), "a second time, interrupted");
        assertNotEquals(
                reader, Uninterruptibly.run(Thread::currentThread), "begun when interrupted");
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void doneOnceForAll() {
        AtomicInteger times = new AtomicInteger();
        FutureTask<Integer> loading = new FutureTask<>(times::incrementAndGet);
        assertEquals(1, Uninterruptibly.once(loading));
        assertEquals(1, Uninterruptibly.once(loading));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void givesWhatTheWorkGives() {
        assertEquals("done", Uninterruptibly.run(() -> "done"));
    }

    /** Else a driver that hangs would hold up the end of a program. */
    @Test
    void theProgramMayEndMeanwhile() throws Exception {
        FutureTask<Boolean> isDaemon =
                new FutureTask<>(
                        () -> Uninterruptibly.run(() -> Thread.currentThread().isDaemon()));
        Thread caller = new Thread(isDaemon);
        caller.setDaemon(false); // a thread that is started inherits it
        caller.start();
        assertTrue(isDaemon.get());
    }

    @Test
    void whatTheWorkThrowsReachesTheCaller() {
        FutureTask<String> loading =
                new FutureTask<>(
                        () -> {
                            throw new CourseException("There is no library.");
                        });
        for (int i = 0; i < 2; i++) {
            CourseException problem =
                    assertThrows(CourseException.class, () -> Uninterruptibly.once(loading));
            assertEquals("There is no library.", problem.getMessage());
        }
        IllegalStateException checked =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                Uninterruptibly.run(
                                        () -> {
                                            throw new IOException("disk");
                                        }));
        assertEquals("disk", checked.getCause().getMessage());
    }
}
