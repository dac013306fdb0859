package convnets.exercises;

import static convnets.exercises.AlexNetCostChecks.GRAY;
import static convnets.nn.Layers.conv;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.models.Nin;
import convnets.models.Vgg;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A layer table with the words for it, and how many pictures are in a batch. */
record NamedTable(String name, LayerTable table, int size) {

    static NamedTable of(String name, Block net, Shape input) {
        return new NamedTable(name, LayerTable.of(net, input), 1);
    }

    /** Large nets, and small ones whose largest maps are the first two or the last two. */
    static List<NamedTable> withBatches() {
        Block nin = Nin.settings().widthDivisor(1 << Draw.between(0, 2)).block();
        return Stream.of(
                        of("NiN", nin, GRAY),
                        of("VGG-11", Vgg.block(11), GRAY),
                        of("a net that shrinks", channels(8, 4, 2), GRAY),
                        of("a net that grows", channels(2, 4, 8), GRAY))
                .flatMap(t -> Stream.of(t, t))
                .map(t -> new NamedTable(t.name, t.table, Draw.between(2, 300)))
                .toList();
    }

    private static Block channels(int... some) {
        SequentialBlock net = new SequentialBlock();
        IntStream.of(some).forEach(channels -> net.add(conv(channels, 1)));
        return net;
    }

    /** The same net with one picture. */
    NamedTable one() {
        return new NamedTable(name, table, 1);
    }

    /** How many values are kept, for so many of each weight and, of each picture, so many. */
    long values(int perWeight, int perActivation, int perPixel) {
        long perPicture = perActivation * table.activations() + perPixel * table.input().size();
        return perWeight * table.parameters() + size * perPicture;
    }

    @Override
    public String toString() {
        return name + (size == 1 ? "" : " and batches of " + size);
    }
}
