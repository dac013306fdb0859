package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.engine.HostArrays;
import java.util.Random;

/** Nets with weights as after a training: biases and running means that are not 0. */
public final class LikeTrained {

    private LikeTrained() {}

    public static <B extends Block> B of(B net, Shape picture) {
        Nets.initialize(net, Init.he(), 0, new Shape(1).addAll(picture));
        Random random = new Random(0);
        for (Parameter parameter : net.getParameters().values()) {
            if (parameter.getType() != Parameter.Type.WEIGHT) {
                float[] values = parameter.getArray().toFloatArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] += 0.3f * random.nextFloat();
                }
                HostArrays.set(parameter.getArray(), values);
            }
        }
        return net;
    }
}
