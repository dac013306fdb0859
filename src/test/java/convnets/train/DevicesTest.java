package convnets.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import convnets.Problem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevicesTest {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void theDeviceIsTheEngines() {
        assertEquals(Engine.getInstance().defaultDevice(), Devices.best());
    }

    /** What loads the engine can lose the interrupt of its own thread, as this task does. */
    @Test
    void aStopWhileTheEngineLoadsIsNotLost() {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread reader = Thread.currentThread();
        FutureTask<String> loading =
                new FutureTask<>(
                        () -> {
                            reader.interrupt();
                            stopped.countDown();
                            Thread.sleep(50);
                            Thread.interrupted();
                            return "engine";
                        });
        assertEquals("engine", Devices.onThreadOfItsOwn(loading));
        assertEquals(0, stopped.getCount());
        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals("engine", Devices.onThreadOfItsOwn(loading), "a second time, interrupted");
    }

    @Test
    void itLoadsOnceForAll() {
        AtomicInteger times = new AtomicInteger();
        FutureTask<Integer> loading = new FutureTask<>(times::incrementAndGet);
        assertEquals(1, Devices.onThreadOfItsOwn(loading));
        assertEquals(1, Devices.onThreadOfItsOwn(loading));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anEngineThatDoesNotLoadSaysSoEachTime() {
        FutureTask<String> loading =
                new FutureTask<>(
                        () -> {
                            throw new IllegalStateException("no library");
                        });
        for (int i = 0; i < 2; i++) {
            Problem e = assertThrows(Problem.class, () -> Devices.onThreadOfItsOwn(loading));
            assertEquals(
                    "The engine cannot be loaded (no library): chapter 00 says what to do.",
                    e.getMessage());
        }
    }
}
