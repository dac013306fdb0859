package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.Random;

/**
 * What "make gpu" runs to see whether the engine computes on the graphics card: one step of
 * training on the GPU and the same on the CPU must give the same weights.
 */
public final class GpuCheck {

    private static final int BATCH = 64;

    /** The CPU and a GPU add in another order, and some GPUs multiply with shorter numbers. */
    private static final double TOLERANCE = 1e-2;

    private GpuCheck() {}

    /**
     * Says in one line what was found, and ends the program with 1 if the GPU cannot be used.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        String fault = fault();
        System.out.println(fault.isEmpty() ? Devices.describe() : fault);
        System.exit(fault.isEmpty() ? 0 : 1);
    }

    private static String fault() {
        try {
            if (!Devices.best().isGpu()) {
                return Devices.describe();
            }
            double difference = difference(Device.cpu(), Devices.best());
            return difference < TOLERANCE
                    ? ""
                    : "after one step its weights differ from the CPU's by " + difference;
        } catch (RuntimeException | LinkageError e) {
            return Devices.reason(e);
        }
    }

    /**
     * Trains LeNet for one step on each of two devices, from the same weights on the same pictures.
     *
     * @param one a device
     * @param other a device
     * @return the largest difference between two weights afterwards
     */
    static double difference(Device one, Device other) {
        Block first = LeNet.block();
        Nets.initialize(first, Init.glorot(2), 0, one, FashionMnist.sample().train().shape(1));
        Block second = LeNet.block();
        Nets.initialize(second, Init.glorot(2), 1, other, FashionMnist.sample().train().shape(1));
        for (int i = 0; i < first.getParameters().size(); i++) {
            HostArrays.set(second.getParameters().valueAt(i).getArray(), weights(first, i));
        }
        step(first, one);
        step(second, other);
        double largest = 0;
        for (int i = 0; i < first.getParameters().size(); i++) {
            float[] a = weights(first, i);
            float[] b = weights(second, i);
            for (int j = 0; j < a.length; j++) {
                double apart = Math.abs(a[j] - b[j]);
                largest = apart <= largest ? largest : apart; // so that NaN counts
            }
        }
        return largest;
    }

    private static void step(Block net, Device device) {
        ImageData data = FashionMnist.sample();
        Training training = Training.of(net, data).devices(device).learningRate(0.9f);
        try (NDManager manager = HostArrays.newManager(device);
                TrainingStep step = new TrainingStep(training.job(null), manager, new Random(0))) {
            step.order(data.train().indices(0, BATCH));
            step.run(0, BATCH);
        }
    }

    private static float[] weights(Block net, int parameter) {
        return net.getParameters().valueAt(parameter).getArray().toFloatArray();
    }
}
