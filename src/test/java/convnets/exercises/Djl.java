package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import convnets.nn.OwnLayer;
import java.util.function.UnaryOperator;

/** Nets as somebody writes them who knows DJL and not the words of the course. */
final class Djl {

    private Djl() {}

    static Block conv(int channels, int kernel, int pad) {
        return conv(channels, kernel, pad, 1);
    }

    static Block conv(int channels, int kernel, int pad, int stride) {
        return Conv2d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(pad, pad))
                .optStride(new Shape(stride, stride))
                .build();
    }

    static Block dense(int units) {
        return Linear.builder().setUnits(units).build();
    }

    static Block flatten() {
        return Blocks.batchFlattenBlock();
    }

    static Block dropout(float rate) {
        return Dropout.builder().optRate(rate).build();
    }

    static Block maxPool(int window, int stride) {
        return Pool.maxPool2dBlock(new Shape(window, window), new Shape(stride, stride));
    }

    static Block avgPool() {
        return Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }

    /** A layer, and a pooling behind it. */
    static Block avgPoolOf(Block before) {
        return sequential(before, avgPool());
    }

    /** The mean of each map as (N, channels). */
    static Block globalAvgPool() {
        return Pool.globalAvgPool2dBlock();
    }

    static Block lambda(UnaryOperator<NDArray> function) {
        return new LambdaBlock(list -> new NDList(function.apply(list.singletonOrThrow())));
    }

    static Block relu() {
        return lambda(x -> x.maximum(0));
    }

    static Block sigmoid() {
        return lambda(x -> x.neg().exp().add(1).pow(-1));
    }

    static SequentialBlock sequential(Block... layers) {
        SequentialBlock net = new SequentialBlock();
        for (Block layer : layers) {
            net.add(layer);
        }
        return net;
    }

    /** LeNet of such layers. */
    static SequentialBlock lenet(Block first, Block second, UnaryOperator<NDArray> activation) {
        return sequential(
                conv(6, 5, 2),
                lambda(activation),
                first,
                conv(16, 5, 0),
                lambda(activation),
                second,
                flatten(),
                dense(120),
                lambda(activation),
                dense(84),
                lambda(activation),
                dense(10));
    }

    /** A layer and an activation function in one class, as PyTorch's users write them. */
    static final class Own extends OwnLayer {

        private final Block layer;
        private final UnaryOperator<NDArray> function;

        Own(Block layer, UnaryOperator<NDArray> function) {
            this.layer = addChildBlock("layer", layer);
            this.function = function;
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDList out = layer.forward(store, inputs, training);
            return new NDList(function.apply(out.singletonOrThrow()));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return layer.getOutputShapes(inputs);
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            layer.initialize(manager, type, inputs);
        }
    }

    /** A layer and its ReLU in one class. */
    static Block withRelu(Block layer) {
        return new Own(layer, Activation::relu);
    }

    /** A dense layer at each pixel, over its channels: a 1×1 convolution. */
    static final class AtEachPixel extends OwnLayer {

        private final Block dense;
        private final int channels;

        AtEachPixel(int channels) {
            this.channels = channels;
            dense = addChildBlock("dense", dense(channels));
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDList last = new NDList(inputs.singletonOrThrow().transpose(0, 2, 3, 1));
            NDArray out = dense.forward(store, last, training).singletonOrThrow();
            return new NDList(out.transpose(0, 3, 1, 2));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            Shape in = inputs[0];
            return new Shape[] {new Shape(in.get(0), channels, in.get(2), in.get(3))};
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            Shape in = inputs[0];
            dense.initialize(manager, type, new Shape(in.get(0), in.get(2), in.get(3), in.get(1)));
        }
    }

    /** A convolution over weights of its own, which no block of DJL's holds, and a function. */
    static final class OwnConv extends OwnLayer {

        private final Parameter weight;
        private final Parameter bias;
        private final Shape pad;
        private final Shape stride;
        private final UnaryOperator<NDArray> function;

        OwnConv(int channels, int in, int kernel, int stride, UnaryOperator<NDArray> function) {
            this(Parameter.Type.WEIGHT, channels, in, kernel, stride, function);
        }

        /** Its weights may be of a type that DJL knows nothing of. */
        OwnConv(
                Parameter.Type type,
                int channels,
                int in,
                int kernel,
                int stride,
                UnaryOperator<NDArray> function) {
            Shape shape = new Shape(channels, in, kernel, kernel);
            weight = parameter("weight", type, shape);
            weight.setInitializer(new XavierInitializer());
            bias = parameter("bias", Parameter.Type.BIAS, new Shape(channels));
            pad = new Shape(kernel / 2, kernel / 2);
            this.stride = new Shape(stride, stride);
            this.function = function;
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            NDArray w = store.getValue(weight, x.getDevice(), training);
            NDArray b = store.getValue(bias, x.getDevice(), training);
            NDList out = Conv2d.conv2d(x, w, b, stride, pad, new Shape(1, 1));
            return new NDList(function.apply(out.singletonOrThrow()));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            Shape kernel = weight.getShape();
            Shape in = inputs[0];
            long height = (in.get(2) + 2 * pad.get(0) - kernel.get(2)) / stride.get(0) + 1;
            long width = (in.get(3) + 2 * pad.get(0) - kernel.get(2)) / stride.get(0) + 1;
            return new Shape[] {new Shape(in.get(0), kernel.get(0), height, width)};
        }
    }

    /** A dense layer over weights of its own, which lays maps out itself. */
    static final class OwnDense extends OwnLayer {

        private final Parameter weight;
        private final Parameter bias;

        OwnDense(int units, int in) {
            weight = parameter("weight", Parameter.Type.WEIGHT, new Shape(units, in));
            bias = parameter("bias", Parameter.Type.BIAS, new Shape(units));
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            NDArray w = store.getValue(weight, x.getDevice(), training);
            NDArray b = store.getValue(bias, x.getDevice(), training);
            return new NDList(x.reshape(x.size(0), -1).matMul(w.transpose()).add(b));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {new Shape(inputs[0].get(0), bias.getShape().get(0))};
        }
    }

    /** A dense layer with its ReLU and, as a function, a dropout. */
    static final class DroppingDense extends OwnLayer {

        private final Block dense;
        private final int units;
        private final float rate;

        DroppingDense(int units, float rate) {
            this.units = units;
            this.rate = rate;
            dense = addChildBlock("dense", dense(units));
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray out = dense.forward(store, inputs, training).singletonOrThrow();
            return Dropout.dropout(Activation.relu(out), rate, training);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return new Shape[] {new Shape(inputs[0].get(0), units)};
        }

        @Override
        public void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            dense.initialize(manager, type, inputs);
        }
    }

    /** Chapter 03's own activation function, with a number to learn. */
    static final class Swish extends OwnLayer {

        private final Parameter beta = parameter("beta", Parameter.Type.GAMMA, new Shape(1));

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            NDArray b = store.getValue(beta, x.getDevice(), training);
            return new NDList(x.mul(Activation.sigmoid(x.mul(b))));
        }
    }
}
