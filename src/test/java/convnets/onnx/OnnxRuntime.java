package convnets.onnx;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Microsoft's runtime for ONNX, and what it makes of our files. */
public final class OnnxRuntime {

    private OnnxRuntime() {}

    /** The largest difference between its answers and the net's, for four random pictures. */
    static double difference(Block net, Shape picture, Path file) throws OrtException {
        Onnx.save(net, Map.of(), file);
        Shape batch = new Shape(4).addAll(picture);
        Random random = new Random(1);
        float[] pixels = new float[(int) batch.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        float[] ours;
        try (NDManager manager = HostArrays.newManager()) {
            NDArray logits = Nets.forward(net, HostArrays.array(manager, pixels, batch));
            ours = logits.toFloatArray();
        }
        float[] theirs = run(file, pixels, batch);
        double largest = 0;
        for (int i = 0; i < Math.max(ours.length, theirs.length); i++) {
            largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
        }
        return largest;
    }

    static float[] run(Path file, float[] pixels, Shape shape) throws OrtException {
        OrtEnvironment environment = environment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor x =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(pixels), shape.getShape());
                OrtSession.Result result = session.run(Map.of(Onnx.INPUT, x))) {
            OnnxTensor y = (OnnxTensor) result.get(Onnx.OUTPUT).orElseThrow();
            float[] values = new float[y.getFloatBuffer().remaining()];
            y.getFloatBuffer().get(values);
            return values;
        }
    }

    /** It has no library for Intel Macs. */
    public static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError e) {
            Assumptions.abort("onnxruntime does not run here: " + e.getMessage());
            throw e;
        }
    }
}
