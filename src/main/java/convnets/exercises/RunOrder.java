package convnets.exercises;

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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Those behind which something bends what they give. */
    List<Block> bent() {
        return Probe.isStraight(lent, x)
                ? List.of()
                : IntStream.range(0, layers.size())
                        .filter(this::isBent)
                        .mapToObj(layers::get)
                        .toList();
    }

    /**
     * Whether something bends what a layer gives before the next one reads it, or the net gives it
     * away: else −2 times its weights and biases are made good by −½ times the next weights, or are
     * found in what the net gives. Its maps are even meanwhile, of which a pooling makes even ones.
     */
    private boolean isBent(int i) {
        List<Parameter> these = directly(layers.get(i));
        boolean last = i == layers.size() - 1;
        List<Parameter> next = last ? List.of() : directly(layers.get(i + 1));
        if (these.stream().anyMatch(p -> p.getType() == Parameter.Type.BIAS)) {
            scale(these, Set.of(Parameter.Type.WEIGHT), 0);
        }
        NDArray once = lent.run(x).mul(last ? -2 : 1);
        scale(
                these,
                EnumSet.complementOf(
                        EnumSet.of(Parameter.Type.RUNNING_MEAN, Parameter.Type.RUNNING_VAR)),
                -2);
        scale(next, Set.of(Parameter.Type.WEIGHT), -0.5f);
        NDArray again = lent.run(x);
        lent.fill(lent.weights());
        return !Probe.near(again.toFloatArray(), once.toFloatArray());
    }

    private static List<Parameter> directly(Block block) {
        return block.getDirectParameters().values().stream().toList();
    }

    private static void scale(List<Parameter> some, Set<Parameter.Type> types, float by) {
        some.stream()
                .filter(p -> types.contains(p.getType()))
                .map(Parameter::getArray)
                .forEach(array -> HostArrays.set(array, array.mul(by)));
    }
}
