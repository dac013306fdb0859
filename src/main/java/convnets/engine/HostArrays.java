package convnets.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Puts Java's numbers into arrays of the engine.
 *
 * <p>DJL does that by {@code manager.create(values)}: it copies them to memory outside Java's heap
 * and gives MXNet its address. While MXNet reads there, no Java variable refers to that memory any
 * more (DJL 0.36), and the garbage collector may free it: now and then an array begins with
 * rubbish. Here the memory is held until MXNet has read it.
 *
 * @see <a href="https://github.com/deepjavalibrary/djl/issues/3699">DJL, issue 3699</a>
 */
public final class HostArrays {

    /** Frees the arrays of what nothing refers to any more. */
    private static final Cleaner CLEANER = Cleaner.create();

    private HostArrays() {}

    /**
     * Opens what owns arrays: DJL's manager, by the guarded load of the engine. Close it, and its
     * arrays give back their memory.
     *
     * @return a manager on the first GPU, or else on the CPU
     * @throws CourseException if the engine cannot be loaded
     */
    public static NDManager newManager() {
        return Devices.engine().newBaseManager();
    }

    /**
     * Opens what owns arrays on one device.
     *
     * @param device where its arrays lie; null for the first GPU, or else the CPU
     * @return a manager
     * @throws CourseException if the engine cannot be loaded, or cannot use the device
     */
    public static NDManager newManager(Device device) {
        if (device != null) {
            Devices.require(device);
        }
        return Devices.engine().newBaseManager(device);
    }

    /**
     * Opens what owns the arrays of an object, and closes it when nothing refers to that object any
     * more.
     *
     * @param device where the arrays live
     * @param name of the manager, for who looks for a leak
     * @param owner of the arrays, which the manager must not refer to
     * @return the manager
     * @throws CourseException if there is no such device
     */
    public static NDManager newManager(Device device, String name, Object owner) {
        NDManager own = newManager(device);
        own.setName(name);
        CLEANER.register(owner, own::close);
        return own;
    }

    /**
     * Makes an array of 32-bit numbers.
     *
     * @param manager that it is attached to; it decides on the device
     * @param values as many as the shape holds, the last axis fastest
     * @param shape of the array
     * @return the array
     * @throws CourseException if there are more or fewer
     */
    public static NDArray array(NDManager manager, float[] values, Shape shape) {
        return filled(manager, direct(values), shape, DataType.FLOAT32);
    }

    /**
     * Makes an array of 64-bit numbers.
     *
     * @param manager that it is attached to; it decides on the device
     * @param values as many as the shape holds, the last axis fastest
     * @param shape of the array
     * @return the array
     * @throws CourseException if there are more or fewer
     */
    public static NDArray array(NDManager manager, double[] values, Shape shape) {
        return filled(manager, direct(values), shape, DataType.FLOAT64);
    }

    /**
     * Makes an array of whole numbers, such as indices.
     *
     * @param manager that it is attached to; it decides on the device
     * @param values along its only axis
     * @return the array
     */
    public static NDArray array(NDManager manager, int[] values) {
        IntBuffer memory = memory(given(values).length, Integer.BYTES).asIntBuffer();
        return filled(
                manager, memory.put(values).rewind(), new Shape(values.length), DataType.INT32);
    }

    /**
     * Copies a picture or a map into the engine.
     *
     * @param manager that the array is attached to
     * @param grid rows of numbers
     * @return shape (1, 1, h, w), a batch of one picture with one channel
     * @throws CourseException if the rows differ in length, or there are none
     */
    public static NDArray array(NDManager manager, float[][] grid) {
        return array(manager, Grids.flat(grid), new Shape(1, 1, grid.length, grid[0].length));
    }

    /**
     * Changes all numbers of an array.
     *
     * @param array of 32-bit numbers
     * @param values as many as it has
     * @throws CourseException if there are more or fewer, or it has others
     */
    public static void set(NDArray array, float[] values) {
        replace(array, direct(values), DataType.FLOAT32);
    }

    /**
     * Changes all numbers of an array.
     *
     * @param array of 64-bit numbers
     * @param values as many as it has
     * @throws CourseException if there are more or fewer, or it has others
     */
    public static void set(NDArray array, double[] values) {
        replace(array, direct(values), DataType.FLOAT64);
    }

    /**
     * Puts the numbers of one array in place of another's, as a step of a training does with the
     * weights: {@code set(w, w.sub(slopes.mul(rate)))}. DJL's own {@code subi} does that on MXNet
     * alone; PyTorch refuses to change an array in place that has slopes.
     *
     * @param array of 32-bit or 64-bit numbers
     * @param values as many, of any type
     * @throws CourseException if there are more or fewer
     */
    public static void set(NDArray array, NDArray values) {
        Given.of("array", values);
        if (Given.of("array", array).getDataType() == DataType.FLOAT64) {
            set(array, values.toType(DataType.FLOAT64, false).toDoubleArray());
        } else {
            set(array, Grids.floats(values));
        }
    }

    /**
     * Reads all numbers of an array.
     *
     * @param in where {@link #write} wrote them
     * @param array of 32-bit numbers, of the same size
     * @throws IOException if it fails, or there are fewer
     */
    public static void read(DataInputStream in, NDArray array) throws IOException {
        float[] values = new float[Math.toIntExact(array.size())];
        byte[] bytes = new byte[values.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        set(array, values);
    }

    /**
     * Writes all numbers of an array.
     *
     * @param array of 32-bit numbers
     * @param out where to; first the highest byte of each
     * @throws IOException if it fails
     */
    public static void write(NDArray array, OutputStream out) throws IOException {
        float[] values = array.toFloatArray();
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    /**
     * oneDNN keeps the weights of a net that has computed in an order of its own, and MXNet refuses
     * to write over those from outside. An operation of its own may.
     */
    private static void replace(NDArray array, Buffer memory, DataType type) {
        OpenArrays.require(array);
        requireCount(memory, array.getShape());
        if (array.getDataType() != type) {
            throw new CourseException(
                    "This array has numbers of type %s, and takes none of type %s.",
                    Text.lower(array.getDataType().name()), Text.lower(type.name()));
        }
        if (!Devices.isMxnet()) {
            fill(array, memory);
            return;
        }
        try (NDArray fresh = array.getManager().create(array.getShape(), array.getDataType())) {
            fill(fresh, memory);
            fresh.copyTo(array);
        }
    }

    private static NDArray filled(NDManager manager, Buffer memory, Shape shape, DataType type) {
        requireCount(memory, Given.of("shape", shape));
        OpenArrays.require(Given.of("manager", manager).isOpen());
        NDArray array = manager.create(shape, type);
        fill(array, memory);
        return array;
    }

    private static void requireCount(Buffer memory, Shape shape) {
        if (memory.remaining() != shape.size()) {
            throw new CourseException(
                    "An array of shape %s has %s, and here are %,d.",
                    shape, Text.count(shape.size(), "number"), memory.remaining());
        }
    }

    private static void fill(NDArray array, Buffer memory) {
        try {
            array.set(memory);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    private static FloatBuffer direct(float[] values) {
        return memory(given(values).length, Float.BYTES).asFloatBuffer().put(values).rewind();
    }

    private static DoubleBuffer direct(double[] values) {
        return memory(given(values).length, Double.BYTES).asDoubleBuffer().put(values).rewind();
    }

    private static <T> T given(T values) {
        return Given.of("list of numbers", values);
    }

    private static ByteBuffer memory(int values, int bytes) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(values, bytes))
                .order(ByteOrder.nativeOrder());
    }
}
