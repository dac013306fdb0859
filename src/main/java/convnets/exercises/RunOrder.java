package convnets.exercises;

import static ai.djl.nn.Parameter.Type.BETA;
import static ai.djl.nn.Parameter.Type.BIAS;
import static ai.djl.nn.Parameter.Type.RUNNING_MEAN;
import static ai.djl.nn.Parameter.Type.WEIGHT;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import convnets.engine.HostArrays;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The layers of a net in the order in which they run: a class of the reader's may declare them in
 * another, and use one of them in several places.
 *
 * @param lent the net
 * @param x what it runs with
 * @param layers those that hold parameters themselves
 */
record RunOrder(LentWeights lent, NDArray x, List<Block> layers) {

    /** Whoever runs asks for its weights. */
    static RunOrder of(LentWeights lent, Block net, NDArray x) {
        List<Parameter> asked = new ArrayList<>();
        ParameterStore store =
                new ParameterStore(x.getManager(), false) {
                    @Override
                    public NDArray getValue(Parameter parameter, Device device, boolean training) {
                        asked.add(parameter);
                        return super.getValue(parameter, device, training);
                    }
                };
        lent.run(x, store);
        ToIntFunction<Block> first = layer -> asked.indexOf(directly(layer).get(0));
        return new RunOrder(lent, x, declared(net).sorted(Comparator.comparingInt(first)).toList());
    }

    /** The same layers as they are declared. */
    static Stream<Block> declared(Block net) {
        Stream<Block> own = directly(net).isEmpty() ? Stream.of() : Stream.of(net);
        Stream<Block> inner = net.getChildren().values().stream().flatMap(RunOrder::declared);
        return Stream.concat(own, inner).distinct();
    }

    /** Some of the net's layers: those with weights, and dropouts behind what they follow. */
    List<Block> sorted(Collection<Block> some) {
        Map<Block, Integer> places = new LinkedHashMap<>();
        int place = -1;
        for (Block layer : some) {
            int found = declared(layer).findFirst().map(layers::indexOf).orElse(-1);
            place = found < 0 ? place : found;
            if (found >= 0 || LayerInfos.of(layer).kind() == LayerKind.DROPOUT) {
                places.put(layer, place);
            }
        }
        return places.keySet().stream().sorted(Comparator.comparing(places::get)).toList();
    }

    /** Those with weights behind which something bends what they give. */
    List<Block> bent() {
        if (Probe.isStraight(lent, x)) {
            return List.of();
        }
        List<Block> weighted =
                layers.stream()
                        .filter(layer -> directly(layer).stream().anyMatch(p -> is(p, WEIGHT)))
                        .toList();
        return IntStream.range(0, weighted.size())
                .filter(i -> isBent(weighted, i))
                .mapToObj(weighted::get)
                .toList();
    }

    /**
     * Whether something bends what a layer gives before the next one reads it, or the net gives it
     * away: else −2 times its weights and biases are made good by −½ times the next weights, or are
     * found in what the net gives. Its maps are even meanwhile, of which a pooling makes even ones,
     * and a normalization adds nothing.
     */
    private boolean isBent(List<Block> weighted, int i) {
        List<Parameter> these = directly(weighted.get(i));
        boolean last = i == weighted.size() - 1;
        List<Parameter> next = last ? List.of() : directly(weighted.get(i + 1));
        layers.forEach(layer -> scale(directly(layer), 0, BETA, RUNNING_MEAN));
        if (these.stream().anyMatch(p -> is(p, BIAS))) {
            scale(these, 0, WEIGHT);
        }
        NDArray once = lent.run(x).mul(last ? -2 : 1);
        scale(these, -2, WEIGHT, BIAS);
        scale(next, -0.5f, WEIGHT);
        NDArray again = lent.run(x);
        lent.fill(lent.weights());
        return !Probe.near(again.toFloatArray(), once.toFloatArray());
    }

    private static boolean is(Parameter parameter, Parameter.Type... types) {
        return List.of(types).contains(parameter.getType());
    }

    private static List<Parameter> directly(Block block) {
        return block.getDirectParameters().values().stream().toList();
    }

    private static void scale(List<Parameter> some, float by, Parameter.Type... types) {
        some.stream()
                .filter(parameter -> is(parameter, types))
                .map(Parameter::getArray)
                .forEach(array -> HostArrays.set(array, array.mul(by)));
    }
}
