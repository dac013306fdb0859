package convnets.train;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Prelu;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.OwnLayer;
import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What DJL can train, a training can: layers of a reader's own among them. */
@Tag("slow")
class OwnBlocksTest {

    private static final ImageData DATA = FashionMnist.sample().first(200, 50);

    /** A class that a notebook defines as a block, from its head to its last brace. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^class (\\w+) extends AbstractBlock \\{.*?^}",
                    Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> everyClassOfANotebookTrains() throws IOException {
        Map<String, String> classes = classes();
        assertTrue(classes.containsKey("Swish"), classes.keySet().toString());
        return classes.entrySet().stream()
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(),
                                        () -> trains(compiled(e.getKey(), e.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> everyKindOfBlockTrains() {
        Map<String, Block> blocks = new TreeMap<>();
        if (engineHasPrelu()) {
            blocks.put("a slope without axes, DJL's", Activation.preluBlock());
        }
        blocks.put("a number without axes", new Scale(Parameter.Type.WEIGHT, new Shape()));
        blocks.put("a vector of weights", new Scale(Parameter.Type.WEIGHT, new Shape(12)));
        blocks.put("a shape from the constructor", new Scale(Parameter.Type.GAMMA, new Shape(1)));
        blocks.put("a block with blocks inside", new Residual());
        blocks.put("a function", Blocks.identityBlock());
        blocks.put("batch normalization", BatchNorm.builder().build());
        blocks.put("layer normalization", LayerNorm.builder().build());
        blocks.put(
                "branches",
                new ParallelBlock(
                        outs -> new NDList(outs.get(0).head().add(outs.get(1).head())),
                        List.of(conv(4, 3).pad(1), Blocks.identityBlock())));
        return blocks.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> trains(e.getValue())));
    }

    /** DJL's PyTorch engine has none as yet. */
    private static boolean engineHasPrelu() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Prelu.prelu(manager.ones(new Shape(1, 2)), manager.ones(new Shape()));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    @Test
    void aParameterThatNothingStartsIsNamed() {
        Block own = new Scale(Parameter.Type.OTHER, new Shape(1));
        CourseException problem =
                assertThrows(
                        CourseException.class,
                        () -> Nets.initialize(own, Init.he(), 1, new Shape(1, 12)));
        assertTrue(problem.getMessage().contains("\"scale\""), problem.getMessage());
    }

    @Test
    void whatAClassOfOnesOwnLeavesOutIsSaidBeforeItTrains() {
        Block net = sequential(flatten(), dense(10), new Scale(Parameter.Type.WEIGHT, null));
        says(
                "Nothing says what shape the parameter \"scale\" has",
                () -> Training.of(net, DATA).fit());
    }

    private static void says(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
    }

    /**
     * Its parameters have other values after a training, and its shapes are right in a second one.
     */
    private static void trains(Block own) {
        Block net = sequential(conv(4, 5), own, tanh(), maxPool(2), flatten(), dense(10));
        List<float[]> first = run(net);
        List<float[]> second = run(net);
        for (int i = 0; i < first.size(); i++) {
            assertTrue(Arrays.equals(first.get(i), second.get(i)), "two equal trainings");
        }
        Nets.initialize(net, Init.he(), 0, DATA.train().shape(1));
        List<Parameter> parameters = own.getParameters().values();
        List<float[]> start = values(own);
        Training.of(net, DATA).weights(Init.he()).learningRate(0.05f).epochs(2).fit();
        List<float[]> end = values(own);
        for (int i = 0; i < parameters.size(); i++) {
            assertFalse(Arrays.equals(start.get(i), end.get(i)), parameters.get(i).getName());
        }
    }

    private static List<float[]> run(Block net) {
        Training run =
                Training.of(net, DATA).weights(Init.he()).learningRate(0.05f).epochs(1).fit();
        assertEquals(1, run.history().epochs().size());
        return values(net);
    }

    private static List<float[]> values(Block block) {
        return block.getParameters().values().stream()
                .map(p -> p.getArray().toFloatArray())
                .toList();
    }

    private Block compiled(String name, String source)
            throws ReflectiveOperationException, IOException {
        String imports =
                Files.readAllLines(Path.of("notebooks/setup.jshell")).stream()
                        .filter(line -> line.startsWith("import "))
                        .reduce("", (all, line) -> all + line + "\n");
        Path file = folder.resolve(name + ".java");
        Files.writeString(
                file,
                imports
                        + "public "
                        + source.replace(" " + name + " extends", " " + name + " extends"));
        int errors =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                file.toString());
        assertEquals(0, errors);
        URL[] path = {folder.toUri().toURL()};
        Class<?> type = new URLClassLoader(path, getClass().getClassLoader()).loadClass(name);
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Block) constructor.newInstance();
    }

    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new TreeMap<>();
        List<Path> notebooks;
        try (Stream<Path> files = Files.walk(Path.of("notebooks"))) {
            notebooks = files.filter(file -> file.toString().endsWith(".ipynb")).toList();
        }
        for (Path notebook : notebooks) {
            for (String cell : cells(notebook)) {
                Matcher match = BLOCK.matcher(cell);
                while (match.find()) {
                    classes.put(match.group(1), match.group());
                }
            }
        }
        return classes;
    }

    private static List<String> cells(Path notebook) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(notebook)) {
            JsonArray cells =
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cells");
            for (JsonElement element : cells) {
                JsonObject cell = element.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    sources.add(text(cell.get("source")));
                }
            }
        }
        return sources;
    }

    private static String text(JsonElement source) {
        return source.isJsonArray()
                ? StreamSupport.stream(source.getAsJsonArray().spliterator(), false)
                        .map(JsonElement::getAsString)
                        .reduce("", String::concat)
                : source.getAsString();
    }

    /** Times a number, or times one for each of the values in a row. */
    private static class Scale extends OwnLayer {

        private final Parameter scale;

        Scale(Parameter.Type type, Shape shape) {
            scale = parameter("scale", type, shape);
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            NDArray factor = store.getValue(scale, x.getDevice(), training);
            return new NDList(x.mul(factor.getShape().size() > 1 ? factor.sum() : factor));
        }
    }

    /** x + conv(x): d2l's residual block, as a class of one's own. */
    private static final class Residual extends OwnLayer {

        private final Block inside = addChildBlock("inside", conv(4, 3).pad(1));

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            inside.initialize(manager, type, inputs);
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            return new NDList(x.add(inside.forward(store, inputs, training).head()));
        }
    }
}
