package convnets.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import convnets.engine.HostArrays;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a net is, to tell it from all others: every layer with all its settings, the names and
 * shapes of its parameters and the shape of its output, for one shape of input. Weights fit into a
 * net of equal identity and into no other; a stored result belongs to it.
 *
 * <p>It is the same with and without weights, on every computer, in every language and in each run
 * of Java. Blocks that are chained one inside the other count as one chain. Of a class or a
 * function that is not known, the name counts, and the numbers, words and shapes that it was made
 * with.
 *
 * @param text one line for the input and for each layer
 */
public record NetIdentity(String text) {

    /**
     * Describes a net.
     *
     * @param net any block; it needs no weights and keeps those it has
     * @param input the shape of its input, batch first; the batch does not count
     * @return its identity
     * @throws convnets.CourseException if a layer does not fit the input
     */
    public static NetIdentity of(Block net, Shape input) {
        return new NetIdentity(String.join("\n", walk(net, input).lines));
    }

    /** How many numbers a net will hold, before it has any. */
    static long countParameters(Block net, Shape input) {
        return walk(net, input).parameters.stream().mapToLong(p -> p.shape().size()).sum();
    }

    /** What is found layer by layer. */
    private record Found(
            List<String> lines, List<ParameterInfo> parameters, Map<Block, Integer> places) {}

    private static Found walk(Block net, Shape input) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new IdentityHashMap<>());
        found.lines.add("input " + input.slice(1));
        walk(net, new Shape(1).addAll(input.slice(1)), "", found);
        return found;
    }

    /**
     * A short form of the text, for the name of a file.
     *
     * @return 16 hexadecimal digits, equal for equal nets
     */
    public String hash() {
        return DigestUtils.sha256Hex(text).substring(0, 16);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }

    private static Shape walk(Block block, Shape input, String indent, Found found) {
        LayerInfo info = LayerInfos.of(block);
        Collection<Block> children = block.getChildren().values();
        if (info.kind() == LayerKind.SEQUENTIAL) {
            Shape shape = input;
            for (Block child : children) {
                shape = walk(child, shape, indent, found);
            }
            return shape;
        }
        Shape output = Shapes.ofLayer(block, input);
        List<ParameterInfo> parameters = parameters(block, info, input);
        found.parameters.addAll(parameters);
        Integer place =
                parameters.isEmpty() ? null : found.places.putIfAbsent(block, found.places.size());
        String shared = place == null ? "" : ", weights of layer " + place + " again";
        found.lines.add(
                indent + settings(info) + text(parameters) + shared + " → " + output.slice(1));
        if (info.kind() == LayerKind.PARALLEL) {
            for (Block child : children) {
                found.lines.add(indent + "  branch");
                walk(child, input, indent + "    ", found);
            }
        }
        return output;
    }

    /** The kind, then each fact of the record with its name; one that is not a record has words. */
    private static String settings(LayerInfo info) {
        return info.kind() + (info instanceof Record facts ? facts(facts) : " " + info.text());
    }

    private static String facts(Record facts) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : facts.getClass().getRecordComponents()) {
            Object value = value(facts, component.getAccessor());
            if (!(value instanceof LayerKind)) {
                text.append(' ').append(component.getName()).append('=').append(words(value));
            }
        }
        return text.toString();
    }

    private static Object value(Record facts, Method accessor) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(facts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record's facts can be read", e);
        }
    }

    private static String words(Object value) {
        if (value == null || value.getClass().isArray()) { // of a record of the reader's own
            return Arrays.deepToString(new Object[] {value});
        }
        if (value instanceof Optional<?> maybe) {
            return maybe.map(NetIdentity::words).orElse("none");
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(NetIdentity::words)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof LayerInfo layer) {
            return settings(layer);
        }
        return value instanceof Record facts ? "{" + facts(facts) + " }" : value.toString();
    }

    private static List<ParameterInfo> parameters(Block block, LayerInfo info, Shape input) {
        if (info.kind() != LayerKind.OTHER || block instanceof Described) {
            return info.parameters(input);
        }
        if (block.isInitialized() || block.getParameters().isEmpty()) {
            return shapes(block);
        }
        try (NDManager manager = HostArrays.newManager()) {
            return shapesOfZeros(block, input, manager);
        }
    }

    private static String text(List<ParameterInfo> parameters) {
        return parameters.stream()
                .map(p -> ", " + p.name() + " " + p.shape())
                .collect(Collectors.joining());
    }

    private static List<ParameterInfo> shapes(Block block) {
        return block.getParameters().stream()
                .map(p -> ParameterInfo.learned(p.getKey(), p.getValue().getShape()))
                .toList();
    }

    /** Such a class finds its shapes when it gets weights: it is given zeros for a moment. */
    private static List<ParameterInfo> shapesOfZeros(Block block, Shape input, NDManager manager) {
        Map<Parameter, Initializer> own = new LinkedHashMap<>();
        block.getParameters().values().forEach(p -> own.put(p, p.getInitializer()));
        own.keySet().forEach(p -> p.setInitializer(Initializer.ZEROS));
        try {
            Initialization.of(block, manager, DataType.FLOAT32, input);
            return shapes(block);
        } finally {
            block.clear();
            own.forEach(Parameter::setInitializer);
        }
    }
}
