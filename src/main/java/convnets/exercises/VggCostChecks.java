package convnets.exercises;

import static convnets.exercises.AlexNetCostChecks.GRAY;
import static convnets.nn.Layers.conv;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.exercises.Draw.Given;
import convnets.models.AlexNet;
import convnets.models.Vgg;
import convnets.nn.LayerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the exercises of chapter 06, VGG, whose answer is a number, a formula or a reading. */
public final class VggCostChecks {

    private VggCostChecks() {}

    private static LayerTable vgg11(long side) {
        return LayerTable.of(Vgg.block(11), new Shape(1, 1, side, side));
    }

    /**
     * 6.2: the layers of VGG-11 that are counted in its name and are no convolutions.
     *
     * @param others rows of its table
     * @return what is said of them
     */
    public static Verdict others(List<Row> others) {
        LayerTable table = vgg11(224);
        List<Row> convolutions = table.only(LayerKind.CONVOLUTION).rows();
        List<Row> dense = table.only(LayerKind.DENSE).rows();
        Check check = Check.of("6.2", others);
        check.notBegun("layers", () -> others.equals(table.rows()))
                .mistake("pooling", () -> others.stream().anyMatch(row -> row.parameters() == 0))
                .mistake("convolutions", () -> others.equals(convolutions))
                .mistake("convolution", () -> others.stream().anyMatch(VggCostChecks::isMap))
                .mistake("three", () -> others.size() != 3)
                .mistake("missing", () -> !Set.copyOf(others).equals(Set.copyOf(dense)));
        return check.verdict();
    }

    private static boolean isMap(Row row) {
        return row.output().dimension() == 4;
    }

    /**
     * 6.4: how much more VGG-16 has and does than AlexNet; the chapter says it of VGG-11.
     *
     * @param parameters its parameters divided by AlexNet's
     * @param macs its multiply-adds divided by AlexNet's
     * @return what is said of them
     */
    public static Verdict ratios(double parameters, double macs) {
        LayerTable vgg = LayerTable.of(Vgg.block(16), GRAY);
        LayerTable smaller = vgg11(224);
        LayerTable alexNet = LayerTable.of(AlexNet.block(), GRAY);
        LayerTable original = LayerTable.of(AlexNet.original(), AlexNetCostChecks.COLOR);
        double times = (double) vgg.parameters() / alexNet.parameters();
        double work = (double) vgg.macs() / alexNet.macs();
        Check check = Check.of("6.4");
        check.number("times the parameters", parameters)
                .within(0.001)
                .right("look", times)
                .wrong("parameters", work)
                .wrong("eleven", (double) smaller.parameters() / alexNet.parameters())
                .wrong("compares", (double) vgg.parameters() / original.parameters());
        check.number("times the MACs", macs)
                .within(0.001)
                .right("look", work)
                .wrong("parameters", times)
                .wrong("eleven", (double) smaller.macs() / alexNet.macs())
                .wrong("compares", (double) vgg.macs() / original.macs());
        return check.verdict();
    }

    /**
     * 6.5: weights of one large convolution and of several small ones that see as much.
     *
     * @param single from n and the channels c: one convolution that sees what n of 3×3 see
     * @param stacked from n and the channels c: n convolutions of 3×3
     * @return what is said of them
     */
    public static Verdict windows(
            ToLongBiFunction<Integer, Integer> single, ToLongBiFunction<Integer, Integer> stacked) {
        List<Given> cases = Draw.cases("n c", 2, 9, 16, 9000);
        Check check = Check.of("6.5", single, stacked);
        check.formula("weights of the single one", cases, g -> single.applyAsLong(g.at(0), g.at(1)))
                .right("look", g -> square(2 * g.at(0) + 1) * square(g.at(1)))
                .wrong("biases", g -> square(2 * g.at(0) + 1) * square(g.at(1)) + g.at(1))
                .wrong("row", g -> 9L * g.at(0) * square(g.at(1)))
                .wrong("window", g -> square(2 * g.at(0) + 1) * g.at(1))
                .wrong("row n", g -> square(3 * g.at(0)) * square(g.at(1)))
                .wrong("window rows", g -> (2L * g.at(0) + 1) * square(g.at(1)));
        check.formula("weights of the row", cases, g -> stacked.applyAsLong(g.at(0), g.at(1)))
                .right("layers", g -> 9L * g.at(0) * square(g.at(1)))
                .wrong("biases", g -> 9L * g.at(0) * square(g.at(1)) + (long) g.at(0) * g.at(1))
                .wrong("window", g -> 9L * g.at(0) * g.at(1))
                .wrong("layer", g -> 9L * square(g.at(1)));
        return check.verdict();
    }

    private static long square(long side) {
        return side * side;
    }

    /**
     * 6.6: the receptive field of a value at the end of a net.
     *
     * @param field gives the side, in pixels, for a net of convolutions and poolings; other layers
     *     may be among them
     * @return what is said of it
     */
    public static Verdict field(ToIntFunction<Block> field) {
        List<DrawnStack> nets = new ArrayList<>();
        nets.add(new DrawnStack("one convolution of 3×3", conv(4, 3)));
        nets.add(new DrawnStack("VGG-16's blocks", blocks()));
        nets.addAll(Draw.some(8, DrawnStack::drawn));
        Check check = Check.of("6.6", field);
        check.formula("side", nets, s -> field.applyAsInt(s.net()))
                .right("look", s -> s.field((w, step, p) -> (w.kernelSize() - 1) * step))
                .stub("value", s -> 1)
                .wrong("windows", s -> s.field((w, step, p) -> w.kernelSize() * step))
                .wrong("after", s -> s.field((w, step, p) -> w.kernelSize() - 1))
                .wrong("pooling", s -> s.field((w, step, p) -> p ? 0 : (w.kernelSize() - 1) * step))
                .wrong(
                        "layer's",
                        s -> s.field((w, step, p) -> (w.kernelSize() - 1) * step * w.stride()));
        return check.verdict(() -> field.applyAsInt(blocks()));
    }

    private static Block blocks() {
        SequentialBlock maps = new SequentialBlock();
        Vgg.block(16).getChildren().values().subList(0, 5).forEach(maps::add);
        return maps;
    }

    /**
     * 6.8: what VGG-11's first dense layer costs for pictures of another size.
     *
     * @param smallest side of the smallest picture that fits, in pixels
     * @param weights of that layer, biases not among them, from the picture's side in pixels
     * @return what is said of them
     */
    public static Verdict sizes(int smallest, IntToLongFunction weights) {
        Check check = Check.of("6.8", weights);
        check.formula("weights", Draw.cases("side", 33, 1500), g -> weights.applyAsLong(g.at(0)))
                .right("look", g -> first(square(g.at(0) / 32)))
                .wrong("map rows", g -> first(g.at(0) / 32))
                .wrong("map before", g -> first(square(g.at(0) / 16)))
                .wrong("map rows pooling", g -> Math.round(first(1) * g.at(0) * g.at(0) / 1024.0))
                .wrong("map rows pooling", g -> first(square(g.at(0)) / 1024))
                .wrong("map rows pooling", g -> 512 * square(g.at(0)) / 1024 * 4096)
                .wrong("rounded", g -> first(square((g.at(0) + 31) / 32)))
                .wrong("biases", g -> first(square(g.at(0) / 32)) + 4096);
        check.number("the smallest side", smallest)
                .right("ask table", 32)
                .wrong("halved", 16)
                .wrong("leaves", 64)
                .wrong("vgg made", 224);
        return check.verdict();
    }

    private static long first(long places) {
        return 512L * places * 4096;
    }

    /**
     * 6.9: how many times less work the convolutions have on 96×96 pixels than on 224×224.
     *
     * @param times MACs of the convolutions for the large picture, divided by those for the small
     * @return what is said of it
     */
    public static Verdict work(double times) {
        LayerTable large = vgg11(224);
        LayerTable small = vgg11(96);
        Check check = Check.of("6.9");
        check.number("times the MACs", times)
                .within(0.001)
                .right(
                        "look",
                        (double) large.only(LayerKind.CONVOLUTION).macs()
                                / small.only(LayerKind.CONVOLUTION).macs())
                .wrong("java", 2)
                .wrong("java", 4)
                .wrong("java", 5)
                .wrong("compares", 224.0 / 96)
                .wrong("whole", (double) large.macs() / small.macs());
        return check.verdict();
    }

    /**
     * 6.13: what the two curves over VGG-11's eleven layers say.
     *
     * @param heaviest the number of the layer with most parameters, counted from 1
     * @param busiest the number of a layer with most MACs; several may have as many
     * @return what is said of them
     */
    public static Verdict profile(int heaviest, int busiest) {
        List<Row> rows = vgg11(224).rows().stream().filter(r -> r.parameters() > 0).toList();
        Check check = Check.of("6.13");
        check.notBegun("nothing", () -> heaviest == 0 && busiest == 0)
                .mistake(
                        "layers",
                        () -> Stream.of(heaviest, busiest).anyMatch(i -> i < 1 || i > rows.size()))
                .mistake("heaviest", () -> isMost(rows, Row::macs, heaviest))
                .mistake("heaviest layer", () -> !isMost(rows, Row::parameters, heaviest))
                .mistake("busiest", () -> isMost(rows, Row::parameters, busiest))
                .mistake("busiest layer", () -> !isMost(rows, Row::macs, busiest));
        return check.verdict(
                () ->
                        IntStream.rangeClosed(1, rows.size())
                                .filter(i -> isMost(rows, Row::macs, i))
                                .count());
    }

    private static boolean isMost(List<Row> rows, ToLongFunction<Row> cost, int number) {
        long most = rows.stream().mapToLong(cost).max().orElseThrow();
        return cost.applyAsLong(rows.get(number - 1)) == most;
    }
}
