package convnets.engine;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
    void aGpuThatIsNotThereIsRefused() {
        Device missing = Device.gpu(Devices.engine().getGpuCount());
        CourseException problem =
                assertThrows(CourseException.class, () -> Devices.require(missing));
        String sentence = problem.getMessage();
        assertTrue(sentence.startsWith("There is no " + missing + ": "), sentence);
        assertTrue(sentence.contains("Device.cpu()"), sentence);
        Device odd = Device.of("tpu", 0);
        assertThrows(CourseException.class, () -> Devices.require(odd));
        Devices.require(Device.cpu());
        assertTrue(Devices.describe(Device.cpu()).matches("CPU with \\d+ threads"));
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
        script(tool, "echo 'NVIDIA-SMI has failed, because, of, something'; exit 9");
        assertEquals(List.of(), Cards.ask(tool.toString()));
        assertEquals(List.of(), Cards.ask(folder.resolve("none").toString()));
        script(tool, "exec sleep 60"); // as a driver does that hangs
        assertEquals(List.of(), assertTimeout(ofSeconds(30), () -> Cards.ask(tool.toString())));
    }

    private static void script(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
