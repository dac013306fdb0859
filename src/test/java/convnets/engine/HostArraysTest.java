package convnets.engine;

import static convnets.nn.Layers.conv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostArraysTest {

    private static final float[] VALUES = new float[500];

    static {
        IntStream.range(0, VALUES.length).forEach(i -> VALUES[i] = i % 10);
    }

    @Test
    void aManagerIsOfADeviceThatIsThere() {
        Device missing = Device.gpu(Devices.engine().getGpuCount());
        assertThrows(CourseException.class, () -> HostArrays.newManager(missing));
        try (NDManager cpu = HostArrays.newManager(Device.cpu());
                NDManager best = HostArrays.newManager(null)) {
            assertEquals(Device.cpu(), cpu.getDevice());
            assertTrue(best.isOpen());
        }
    }

    @Test
    void aManagerIsClosedWhenNothingRefersToItsOwner() throws InterruptedException {
        NDManager manager = HostArrays.newManager(null, "an object's", new Object());
        assertEquals("an object's", manager.getName());
        for (int i = 0; i < 100 && manager.isOpen(); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertFalse(manager.isOpen());
    }

    @Test
    void numbersArriveAsTheyAre() {
        try (NDManager manager = NDManager.newBaseManager()) {
            var floats = HostArrays.array(manager, new float[] {1, 2, 3, 4}, new Shape(2, 2));
            HostArrays.set(floats, new float[] {5, 6, 7, 8});
            assertArrayEquals(new float[] {5, 6, 7, 8}, floats.toFloatArray());
            var doubles = HostArrays.array(manager, new double[] {0.1, 2}, new Shape(2));
            assertArrayEquals(new double[] {0.1, 2}, doubles.toDoubleArray());
            HostArrays.set(doubles, new double[] {3, 0.4});
            assertArrayEquals(new double[] {3, 0.4}, doubles.toDoubleArray());
            var indices = HostArrays.array(manager, new int[] {7, 0, -1});
            assertArrayEquals(new int[] {7, 0, -1}, indices.toIntArray());
        }
    }

    /** oneDNN keeps the weights of a net that has computed in an order of its own. */
    @Test
    void weightsOfNetsThatHaveComputedCanBeChanged() {
        try (NDManager manager = HostArrays.newManager()) {
            Shape input = new Shape(8, 1, 28, 28);
            Block used = Nets.initialize(LeNet.modern(), Init.he(), 0, input);
            Block other = Nets.initialize(LeNet.modern(), Init.he(), 1, input);
            NDArray x = manager.randomUniform(0, 1, input);
            float[] before = Nets.forward(used, x).toFloatArray();
            for (int i = 0; i < used.getParameters().size(); i++) {
                NDArray array = used.getParameters().valueAt(i).getArray();
                NDArray theirs = other.getParameters().valueAt(i).getArray();
                HostArrays.set(array, theirs);
                assertArrayEquals(theirs.toFloatArray(), array.toFloatArray());
                assertTrue(array.hasGradient());
            }
            float[] after = Nets.forward(used, x).toFloatArray();
            assertFalse(Arrays.equals(before, after));
            assertArrayEquals(Nets.forward(other, x).toFloatArray(), after);
        }
    }

    @Test
    void savedNumbersAreReadOverThoseOfNetsThatHaveComputed() throws IOException {
        try (NDManager manager = HostArrays.newManager()) {
            Block net = Nets.initialize(conv(16, 5), Init.he(), 0, new Shape(8, 6, 14, 14));
            NDArray weights = net.getParameters().valueAt(0).getArray();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            HostArrays.write(weights.mul(2), out);
            float[] doubled = weights.mul(2).toFloatArray();
            Nets.forward(net, manager.ones(new Shape(8, 6, 14, 14))).toFloatArray();
            HostArrays.read(
                    new DataInputStream(new ByteArrayInputStream(out.toByteArray())), weights);
            assertArrayEquals(doubled, weights.toFloatArray());
        }
    }

    @Test
    void managersAreThoseOfTheEngine() {
        try (NDManager manager = HostArrays.newManager();
                NDManager cpu = HostArrays.newManager(Device.cpu())) {
            assertEquals(Devices.best(), manager.getDevice());
            assertEquals(Device.cpu(), cpu.getDevice());
        }
    }

    /** With {@code manager.create(values)} one array in a hundred begins with rubbish here. */
    @Test
    void theGarbageCollectorTakesNothingAwayMeanwhile() throws IOException, InterruptedException {
        List<String> collector = List.of("-Xmx200m", "-Xmn2m", "-XX:+UseSerialGC");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(collector);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Program.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.endsWith(" arrays 0 are wrong"), output);
    }

    /** Makes arrays and reads them back while another thread keeps the collector busy. */
    static final class Program {

        static volatile Object last;

        public static void main(String[] none) {
            Thread litter =
                    new Thread(
                            () -> {
                                while (true) {
                                    last = new byte[100_000];
                                }
                            });
            litter.setDaemon(true);
            litter.start();
            int arrays = 0;
            int wrong = 0;
            long end = System.nanoTime() + 5_000_000_000L;
            try (NDManager manager = NDManager.newBaseManager()) {
                while (System.nanoTime() < end) {
                    try (NDManager scope = manager.newSubManager()) {
                        var array = HostArrays.array(scope, VALUES, new Shape(VALUES.length));
                        arrays++;
                        wrong += Arrays.equals(VALUES, array.toFloatArray()) ? 0 : 1;
                    }
                }
            }
            System.out.print("of " + arrays + " arrays " + wrong + " are wrong");
        }
    }
}
