package convnets.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import convnets.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    @Test
    void thereIsSomeButNotWithoutEnd() {
        long available = Memory.available(Device.cpu());
        assertTrue(available > 100_000_000L && available < 1L << 50, available + " bytes");
        long machine = Memory.machine();
        assertTrue(available <= machine && machine < 1L << 50, machine + " bytes in all");
    }

    @Test
    void ofAGpuThatIsNotThereNobodyKnowsHowMuch() {
        assertEquals(Long.MAX_VALUE, Memory.available(Device.gpu(77)));
    }

    @Test
    void linuxSaysWhatNoProgramUses(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("meminfo");
        Files.writeString(file, "MemTotal:  8000 kB\nMemAvailable:   3 kB\nHugePages_Total: 0\n");
        assertEquals(3 * 1024, Memory.linux(file));
        Files.writeString(file, "MemTotal:  8000 kB\n");
        assertEquals(Long.MAX_VALUE, Memory.linux(file));
        assertEquals(Long.MAX_VALUE, Memory.linux(folder.resolve("not there")));
    }

    /** The first two as MXNet 1.9 says it, then PyTorch 2.7, then Java 17. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MXNetError: [10:00:00] src/storage/./cpu_device_storage.h:67:"
                        + " Failed to allocate CPU Memory\nStack trace:",
                "MXNetError: Check failed: e == cudaSuccess: cudaMalloc retry failed:"
                        + " out of memory",
                "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate"
                        + " memory: you tried to allocate 4000000000 bytes.",
                "CUDA out of memory. Tried to allocate 2.00 GiB.",
                "std::bad_alloc",
                "Cannot reserve 400 bytes of direct buffer memory (allocated: 1, limit: 2)"
            })
    void refusedMemoryIsRecognized(String theirs) {
        EngineException problem = new EngineException(theirs);
        assertTrue(Memory.isRefused(problem));
        assertTrue(Memory.isRefused(new IllegalStateException("while training", problem)));
    }

    @Test
    void nothingElseIs() {
        assertFalse(Memory.isRefused(new EngineException("MXNetError: shapes do not fit")));
        String ours = "The memory of a class is out of memory.";
        assertFalse(Memory.isRefused(new CourseException(ours)));
        assertFalse(Memory.isRefused(new EngineException((String) null)));
    }

    @Test
    void refusedMemoryIsOneSentence() {
        assertEquals(
                "There is not enough memory for a batch: take fewer or smaller pictures at once, or"
                        + " a smaller net.",
                Memory.tooLarge("a batch").getMessage());
    }
}
