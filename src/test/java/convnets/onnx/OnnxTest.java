package convnets.onnx;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convnets.CourseException;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.LeNet5;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.LikeTrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxTest {

    private static final Shape MAPS = new Shape(4, 9, 8);

    @TempDir Path folder;

    static Stream<Arguments> nets() {
        return Stream.of(
                net("LeNet", LeNet.block(), 1, 28),
                net("LeNet with ReLU", LeNet.modern(), 1, 28),
                net("LeNet-5", LeNet5.block(), 1, 28),
                net("AlexNet", AlexNet.settings().widthDivisor(8).block(), 1, 96),
                net("VGG-11", Vgg.settings(11).widthDivisor(16).block(), 3, 64),
                net("NiN", Nin.settings().widthDivisor(8).block(), 1, 96));
    }

    private static Arguments net(String name, Block net, int channels, int size) {
        return Arguments.of(name, net, new Shape(channels, size, size));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void anotherProgramGivesTheSameAnswers(String name, Block net, Shape picture)
            throws OrtException {
        same(net, picture);
    }

    static Stream<Block> layers() {
        return Stream.of(
                conv(6, 3).stride(2).pad(1).groups(2).withoutBias(),
                Conv2d.builder()
                        .setFilters(3)
                        .setKernelShape(new Shape(3, 2))
                        .optDilation(new Shape(2, 1))
                        .optPadding(new Shape(0, 1))
                        .build(),
                maxPool(3).stride(2).pad(1),
                avgPool(3).stride(2).pad(1),
                Pool.avgPool2dBlock(
                        new Shape(3, 3), new Shape(1, 2), new Shape(0, 0), false, false),
                globalAvgPool(),
                Pool.globalMaxPool2dBlock(),
                dense(5), // on the last axis
                sequential(flatten(), dense(5)),
                sequential(flatten(), Linear.builder().setUnits(5).optBias(false).build()),
                Linear.builder().setUnits(5).optBias(false).build(),
                BatchNorm.builder().build(),
                BatchNorm.builder().optScale(false).optCenter(false).optEpsilon(0.1f).build(),
                sequential(flatten(), dense(6), BatchNorm.builder().build()),
                dropout(0.5),
                Blocks.identityBlock(),
                residual(list -> new NDList(list.get(0).head().add(list.get(1).head()))),
                residual(list -> new NDList(reluOf(list))),
                residual(list -> new NDList(NDArrays.concat(both(list), 1))));
    }

    private static NDList both(List<NDList> list) {
        return new NDList(list.get(0).head(), list.get(1).head());
    }

    private static NDArray reluOf(List<NDList> list) {
        return Activation.relu(list.get(0).head().add(list.get(1).head()));
    }

    private static Block residual(Function<List<NDList>, NDList> join) {
        return new ParallelBlock(join, List.of(conv(4, 3).pad(1), Blocks.identityBlock()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void eachLayerHasItsCounterpart(Block layer) throws OrtException {
        same(sequential(layer), MAPS);
    }

    @Test
    void aNetWithoutLayersPassesItsInputOn() throws OrtException {
        same(sequential(), MAPS);
    }

    static Stream<Block> activations() {
        return Stream.of(
                Activation.reluBlock(),
                Activation.relu6Block(),
                Activation.sigmoidBlock(),
                Activation.tanhBlock(),
                Activation.softPlusBlock(),
                Activation.softSignBlock(),
                Activation.seluBlock(),
                Activation.geluBlock(),
                Activation.mishBlock(),
                Activation.leakyReluBlock(0.3f),
                Activation.eluBlock(0.7f),
                Activation.swishBlock(1.5f),
                new LambdaBlock(list -> new NDList(list.head().maximum(0)), "my own"));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void eachActivationFunctionIsTheEnginesOwn(Block activation) throws OrtException {
        same(sequential(conv(4, 1), activation), MAPS);
    }

    @Test
    void aLearnedSlopeIsExportedToo() throws OrtException {
        Block net = sequential(conv(4, 1), Activation.preluBlock());
        if (Engine.getDefaultEngineName().equals("PyTorch")) { // DJL has no PReLU there
            String refused =
                    assertThrows(CourseException.class, () -> same(net, MAPS)).getMessage();
            assertTrue(refused.contains("PReLU"), refused);
        } else {
            same(net, MAPS);
        }
    }

    @Test
    void aSeriesIsExportedToo() throws OrtException {
        Block net =
                sequential(
                        Conv1d.builder().setFilters(3).setKernelShape(new Shape(3)).build(),
                        Pool.maxPool1dBlock(new Shape(2), new Shape(2)),
                        Pool.globalAvgPool1dBlock());
        same(net, new Shape(2, 20));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        LSTM.builder().setStateSize(4).setNumLayers(1).build(),
                        new Shape(5, 3),
                        "LSTM 4",
                        "is none of the layers that the course can translate"),
                Arguments.of(
                        Conv2dTranspose.builder()
                                .setFilters(4)
                                .setKernelShape(new Shape(2, 2))
                                .build(),
                        MAPS,
                        "transposed conv 2×2, 4",
                        "is none of the layers that the course can translate"),
                Arguments.of(
                        new LambdaBlock(list -> new NDList(list.head().softmax(1)), "softmax"),
                        MAPS,
                        "softmax",
                        "is none of the layers that the course can translate"),
                Arguments.of(
                        LayerNorm.builder().build(),
                        MAPS,
                        "layerNorm",
                        "is none of the layers that the course can translate"),
                Arguments.of(
                        BatchNorm.builder().optAxis(2).build(),
                        MAPS,
                        "batchNorm",
                        "normalizes another axis than the channels"),
                Arguments.of(
                        Pool.lpPool2dBlock(2, new Shape(2, 2)),
                        MAPS,
                        "lpPool 2×2, stride 1",
                        "takes neither the largest value nor the mean"),
                Arguments.of(
                        Pool.avgPool2dBlock(
                                new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), true),
                        MAPS,
                        "avgPool 2×2, ceil",
                        "reads windows that fit only in part"),
                Arguments.of(
                        Pool.avgPool2dBlock(
                                new Shape(2, 2), new Shape(2, 2), new Shape(1, 1), false, false),
                        MAPS,
                        "avgPool 2×2, pad 1",
                        "leaves the padding out of its means, which not every engine does"),
                Arguments.of(
                        residual(list -> new NDList(list.get(0).head().mul(list.get(1).head()))),
                        MAPS,
                        "parallel (conv 3×3, 4, pad 1 | identity)",
                        "joins its branches by a function of its own"));
    }

    @ParameterizedTest
    @MethodSource
    void refused(Block layer, Shape input, String name, String reason) {
        Block net = LikeTrained.of(sequential(layer), input);
        Path file = folder.resolve("net.onnx");
        assertEquals(
                "The layer \"" + name + "\" cannot be exported to ONNX, because it " + reason + ".",
                assertThrows(CourseException.class, () -> Onnx.save(net, Map.of(), file))
                        .getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void notesStandInTheFile() throws OrtException {
        Block net = LikeTrained.of(sequential(flatten(), dense(2)), MAPS);
        Path file = folder.resolve("net.onnx");
        Onnx.save(net, Map.of("classes", "[\"Hände\"]"), file);
        try (OrtSession session = OnnxRuntime.environment().createSession(file.toString())) {
            assertEquals(
                    Map.of("classes", "[\"Hände\"]"), session.getMetadata().getCustomMetadata());
            assertEquals("convnets", session.getMetadata().getProducerName());
        }
    }

    @Test
    void onlyItsOwnFilesAreReplaced() throws IOException {
        Block net = LikeTrained.of(sequential(flatten(), dense(2)), MAPS);
        Path file = folder.resolve("net.onnx");
        Onnx.save(net, Map.of(), file);
        Onnx.save(net, Map.of(), file);
        Files.writeString(file, "my notes");
        assertEquals(
                file + " is there and is no ONNX file of this course: export under another name.",
                assertThrows(CourseException.class, () -> Onnx.save(net, Map.of(), file))
                        .getMessage());
        assertEquals("my notes", Files.readString(file));
    }

    @Test
    void aNetWithoutWeightsSaysSo() {
        assertEquals(
                "This net has no weights to be exported yet: train it first.",
                assertThrows(
                                CourseException.class,
                                () -> Onnx.save(dense(2), Map.of(), folder.resolve("net.onnx")))
                        .getMessage());
    }

    private void same(Block net, Shape picture) throws OrtException {
        double difference =
                OnnxRuntime.difference(
                        LikeTrained.of(net, picture), picture, folder.resolve("net.onnx"));
        assertTrue(difference < 1e-4, "they differ by " + difference);
    }
}
