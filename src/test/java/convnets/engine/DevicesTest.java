package convnets.engine;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import convnets.CourseException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which devices there are, and how they are named. */
class DevicesTest {

    @Test
    void aFailureGivesTheInnermostReason() {
        Throwable link =
                new UnsatisfiedLinkError("Unable to load\nlibcuda.so.1: no such file\nmore");
        String reason = Devices.reason(new IllegalStateException("engine", link));
        assertEquals("Unable to load libcuda.so.1: no such file", reason);
        assertEquals("null", Devices.reason(new IllegalStateException()));
    }

    @Test
    void saysWhichDeviceItIsAndWhy() {
        List<String> none = List.of();
        List<String> two = List.of("card A", "card B");
        String cpu = "E 1 on the CPU with 4 threads: this build of the engine sees no GPU";
        assertEquals(cpu, Devices.describe("E 1", 0, none, 4));
        assertEquals(
                cpu + "; \"make gpu\" lets it use this one: card A",
                Devices.describe("E 1", 0, two, 4));
        assertEquals("E 1 on 1 GPU: card A", Devices.describe("E 1", 1, two.subList(0, 1), 4));
        assertEquals("E 1 on 2 GPUs: card A; card B", Devices.describe("E 1", 2, two, 4));
        assertEquals("E 1 on 1 GPU: no nvidia-smi says which", Devices.describe("E 1", 1, none, 4));
    }

    @Test
    void aGpuIsNamedByItsNumberAndTheLineOfItsDriver() {
        List<String> two = List.of("card A", "card B");
        assertEquals("GPU 0: card A", Devices.describe(Device.gpu(0), two));
        assertEquals("GPU 1: card B", Devices.describe(Device.gpu(1), two));
        assertEquals("GPU 2", Devices.describe(Device.gpu(2), two));
        assertEquals("GPU -1", Devices.describe(Device.gpu(-1), two));
        String cpu = Devices.describe(Device.cpu());
        assertTrue(cpu.matches("CPU with (1 thread|[1-9]\\d* threads)"), cpu);
    }

    @Test
    void mxnetTakesHalfOfTheProcessorsUnlessTheVariableSaysOtherwise() {
        assertEquals(4, Devices.threads(null, 8, true));
        assertEquals(1, Devices.threads(null, 1, true));
        assertEquals(8, Devices.threads(null, 8, false));
        assertEquals(3, Devices.threads("3", 8, true));
        for (String noNumber : List.of("", "0", "-2", "two", "2x", "99999999999")) {
            assertEquals(4, Devices.threads(noNumber, 8, true), noNumber);
        }
    }

    @Test
    void theEngineSaysWhatItIsAndWhatItCanUse() {
        String engine = Devices.engineVersion();
        assertTrue(engine.matches("(MXNet|PyTorch) \\d+\\.\\d+\\.\\d+.*"), engine);
        assertTrue(Devices.describe().startsWith(engine + " on "), Devices.describe());
        assertEquals(engine.startsWith("MXNet "), Devices.isMxnet());
        assertEquals(Math.max(1, Devices.engine().getGpuCount()), Devices.all().size());
        assertEquals(Devices.best(), Devices.all().get(0));
        boolean mxnetOnTheCpu = Devices.describe().matches("MXNet .* on the CPU .*");
        assertEquals(mxnetOnTheCpu, Devices.likesFullLanes());
        assertSame(Devices.engine(), Devices.load(), "there is one");
    }

    @Test
    void aGpuThatIsNotThereIsRefused() {
        for (int number : new int[] {2, -1}) {
            Device missing = Device.gpu(number);
            CourseException problem =
                    assertThrows(CourseException.class, () -> Devices.require(missing, "E 1", 2));
            assertEquals(
                    "There is no gpu("
                            + number
                            + "): E 1 can use 2 GPUs here. Take Device.cpu(), or leave the choice"
                            + " to the course.",
                    problem.getMessage());
        }
        CourseException one =
                assertThrows(CourseException.class, () -> Devices.require(Device.gpu(1), "E 1", 1));
        assertTrue(one.getMessage().contains(" can use 1 GPU here."), one.getMessage());
        for (Device there : List.of(Device.gpu(0), Device.gpu(1))) {
            assertDoesNotThrow(() -> Devices.require(there, "E 1", 2));
        }
        assertDoesNotThrow(() -> Devices.require(Device.cpu()));
        Device odd = Device.of("tpu", 0);
        assertThrows(CourseException.class, () -> Devices.require(odd, "E 1", 2));
        Device beyond = Device.gpu(Devices.engine().getGpuCount());
        assertThrows(CourseException.class, () -> Devices.require(beyond));
    }

    @Test
    void aComputerIsNamedByItsSystemAndItsProcessor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("cpuinfo");
        Files.writeString(
                file, "processor\t: 0\nmodel name\t: Xeon(R) @ 2.20GHz\nmodel name\t: another\n");
        assertEquals("Xeon(R) @ 2.20GHz", Devices.processor(file, null));
        Files.writeString(file, "processor\t: 0\nBogoMIPS\t: 243.75\n"); // as on ARM
        assertEquals("unknown processor", Devices.processor(file, null));
        Path none = folder.resolve("none");
        assertEquals("Intel64 Family 6", Devices.processor(none, "Intel64 Family 6"));
        assertEquals("unknown processor", Devices.processor(none, null));
        String machine = Devices.machine();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", ";
        assertTrue(machine.startsWith(system), machine);
        assertTrue(machine.matches(".+, .+, [1-9]\\d* logical processors?"), machine);
    }

    @Test
    void noLibraryIsUnpackedWhereAllUsersMayWrite(@TempDir Path folder) {
        for (String variable : List.of("ENGINE_CACHE_DIR", "DJL_CACHE_DIR")) {
            assumeTrue(System.getenv(variable) == null, "it names a folder of the user's own");
        }
        Properties before = (Properties) System.getProperties().clone();
        try {
            System.clearProperty("ENGINE_CACHE_DIR");
            System.clearProperty("DJL_CACHE_DIR");
            System.setProperty("user.home", folder.resolve("none").toString());
            assertThrows(CourseException.class, Devices::load);
        } finally {
            System.setProperties(before);
        }
    }

    @Test
    void asksTheDriversToolForTheCards(@TempDir Path folder) throws IOException {
        assumeTrue(File.separatorChar == '/', "the stand-in is a shell script");
        Path tool = folder.resolve("nvidia-smi");
        script(
                tool,
                "[ \"$1\" = --query-gpu=name,compute_cap,memory.total,driver_version ] &&"
                        + " echo 'NVIDIA RTX 3060, 8.6, 12288 MiB, 535.104.05'");
        assertEquals(
                List.of("NVIDIA RTX 3060, compute capability 8.6, 12288 MiB, driver 535.104.05"),
                Cards.ask(tool.toString()));
        script(
                tool,
                "[ \"$1\" = --query-gpu=memory.used,memory.total ] && echo '2805 MiB, 81559 MiB'");
        assertEquals(List.of("2805 MiB of 81559 MiB"), Cards.memory(tool.toString()));
        assertEquals("2805 MiB of 81559 MiB", Devices.memory(Device.gpu(0), tool.toString()));
        assertEquals("", Devices.memory(Device.gpu(1), tool.toString()));
        assertEquals("", Devices.memory(Device.cpu(), tool.toString()));
        script(tool, "echo 'No devices were found'");
        assertEquals(List.of(), Cards.ask(tool.toString()));
        script(tool, "echo 'NVIDIA-SMI has failed, because, of, something'; exit 9");
        assertEquals(List.of(), Cards.ask(tool.toString()));
        assertEquals(List.of(), Cards.ask(folder.resolve("none").toString()));
        script(tool, "exec sleep 60"); // as a driver does that hangs
        assertEquals(List.of(), assertTimeout(ofSeconds(30), () -> Cards.ask(tool.toString())));
        script(tool, "sleep 0.3; echo '2805 MiB, 81559 MiB'");
        Thread.currentThread().interrupt(); // the stop button
        assertEquals(List.of("2805 MiB of 81559 MiB"), Cards.memory(tool.toString()));
        assertTrue(Thread.interrupted(), "the stop is kept for who asked");
    }

    private static void script(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
