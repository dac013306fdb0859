package convnets.train;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelPaddingTest {

    @Test
    void fillsToSixteensOrEightsWhereItIsNotMuch() {
        assertArrayEquals(
                new int[] {1, 8, 8, 10, 16, 16, 32, 96},
                IntStream.of(1, 6, 8, 10, 12, 16, 24, 96).map(ChannelPadding::filled).toArray());
    }

    @Test
    void leavesNothingBehind() {
        Block net = Nets.initialize(LeNet.block(), Init.he(), 1, new Shape(1, 1, 28, 28));
        NDManager home = net.getParameters().valueAt(0).getArray().getManager();
        int before = home.getManagedArrays().size();
        try (NDManager manager = NDManager.newBaseManager();
                NDManager scope = manager.newSubManager()) {
            NDArray x = scope.zeros(new Shape(2, 1, 28, 28));
            new ChannelPadding(net, manager).forward(new ParameterStore(scope, false), x);
        }
        assertEquals(before, home.getManagedArrays().size());
    }

    static Stream<Arguments> nets() {
        Block mixed =
                sequential(
                        conv(6, 5).withoutBias(),
                        relu(),
                        conv(12, 3).stride(2),
                        sequential(sigmoid(), avgPool(2)),
                        conv(9, 3).pad(1),
                        conv(9, 3).groups(3).pad(1),
                        flatten(),
                        dense(10));
        return Stream.of(
                Arguments.of("LeNet", LeNet.block(), 28),
                Arguments.of("VGG-11", noDropout(Vgg.settings(11).widthDivisor(16).block()), 32),
                Arguments.of("NiN", noDropout(Nin.settings().widthDivisor(32).block()), 67),
                Arguments.of("mixed", mixed, 28),
                Arguments.of(
                        "own",
                        sequential(new Doubled(6, 5), relu(), conv(12, 3), flatten(), dense(10)),
                        28));
    }

    /** What a class of the reader's own makes of a convolution must stay. */
    private static final class Doubled extends Conv2d {

        Doubled(int filters, int kernel) {
            super(new Settings(filters, kernel));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                PairList<String, Object> more) {
            return new NDList(super.forwardInternal(store, inputs, training, more).head().mul(2));
        }

        private static final class Settings extends Conv2d.Builder {

            Settings(int filters, int kernel) {
                setFilters(filters).setKernelShape(new Shape(kernel, kernel));
            }
        }
    }

    /** Dropout would draw other numbers for other shapes. */
    private static Block noDropout(Block net) {
        return sequential(
                Nets.layers(net).stream()
                        .filter(layer -> !(layer instanceof ai.djl.nn.norm.Dropout))
                        .toArray(Block[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void givesTheNetsOwnNumbersAndGradients(String name, Block net, int size) {
        Images images = FashionMnist.sample().test().first(3).resized(size);
        Nets.initialize(net, Init.he(), 1, images.shape(3));
        try (NDManager manager = NDManager.newBaseManager()) {
            Evaluation.of(net, images); // the engine now keeps the weights in an order of its own
            NDArray x = images.pixels(manager, 0, 1, 2);
            ChannelPadding lanes = new ChannelPadding(net, manager);
            List<float[]> plain =
                    numbers(
                            net,
                            x,
                            (store, in) ->
                                    net.forward(store, new NDList(in), true).singletonOrThrow());
            List<float[]> filled = numbers(net, x, lanes::forward);
            assertEquals(30, filled.get(0).length);
            for (int i = 0; i < plain.size(); i++) {
                assertArrayEquals(plain.get(i), filled.get(i), 1e-4f, name + ", array " + i);
            }
        }
    }

    /** The logits, and each parameter's gradient of their squares' sum. */
    private static List<float[]> numbers(
            Block net, NDArray x, BiFunction<ParameterStore, NDArray, NDArray> forward) {
        NDArray logits;
        ParameterStore store = new ParameterStore(x.getManager(), false);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            logits = forward.apply(store, x);
            collector.backward(logits.square().sum());
        }
        List<NDArray> gradients =
                net.getParameters().values().stream()
                        .map(Parameter::getArray)
                        .map(NDArray::getGradient)
                        .toList();
        List<float[]> numbers =
                Stream.concat(Stream.of(logits), gradients.stream())
                        .map(NDArray::toFloatArray)
                        .toList();
        gradients.forEach(gradient -> gradient.muli(0)); // PyTorch would add the next one
        return numbers;
    }
}
