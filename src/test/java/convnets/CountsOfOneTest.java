package convnets;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import convnets.cost.Costs;
import convnets.cost.LayerTable;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.figures.Architecture;
import convnets.figures.DecisionRegions;
import convnets.look.Kernels;
import convnets.look.Mistakes;
import convnets.look.Shift;
import convnets.nn.LayerInfos;
import convnets.plot.Chart;
import convnets.train.Prediction;
import convnets.train.Training;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One picture is no "1 pictures". */
class CountsOfOneTest {

    /** A plural behind a one that is no part of a longer number or a size, such as 1×1 pixels. */
    private static final Pattern PLURAL =
            Pattern.compile("(?<![\\d,.×])1 (?:\\w+ )?\\w*[^s\\W]s\\b");

    private static final Images ONE = new Images(new byte[2], new byte[1], 1, 2, List.of("cat"));
    private static final Kernels KERNEL = new Kernels(1, List.of(new float[1]), List.of("a"));
    private static final ImageData DATA = new ImageData("cats", "mine", false, ONE, ONE);

    static List<Object> whatIsThere() {
        return List.of(
                ONE,
                DATA,
                new Images(new byte[6], new int[1], 3, 1, 2, List.of("cat")),
                KERNEL,
                DecisionRegions.of(ONE),
                new Mistakes(ONE, List.of(new Prediction(0, 0, 0, 1)), 1),
                new Shift(1, 1, 1, new double[3][3]),
                Shift.scatter(DATA, 1, 0),
                LayerInfos.of(Conv1d.builder().setFilters(1).setKernelShape(new Shape(1)).build())
                        .text());
    }

    @ParameterizedTest
    @MethodSource("whatIsThere")
    void whatIsThereOnceIsNoPlural(Object one) {
        assertSingular(one.toString());
    }

    static List<Executable> sentences() {
        LayerTable table = LayerTable.of(dense(1), new Shape(1, 2));
        double[] two = {1, 2};
        float[][] rows = {{1}, {1, 2}};
        return List.of(
                () -> Costs.of(List.of("a", "b"), table),
                () -> Architecture.sideBySide(List.of("a", "b"), table),
                () -> new Picture(new byte[2], 1, 1, 0, "p"),
                () -> new Images(new byte[4], new byte[1], 1, 2, List.of("cat")),
                () -> ONE.part(1, 1),
                () -> HostArrays.array(null, new float[2], new Shape(1)),
                () -> Grids.flat(rows),
                () -> new Kernels(1, List.of(new float[2]), List.of("a")),
                () -> KERNEL.minus(new Kernels(2, List.of(new float[4]), List.of("a"))),
                () -> conv(1, 1).groups(2),
                () -> Chart.lines("").add("x", new double[1], two),
                () -> Training.of(sequential(flatten(), dense(2)), DATA).fit());
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void whatIsWrongWithOneIsNoPlural(Executable wrong) {
        String said = assertThrows(CourseException.class, wrong).getMessage();
        assertTrue(said.matches(".*\\b1 .*"), said);
        assertSingular(said);
    }

    private static void assertSingular(String text) {
        assertFalse(PLURAL.matcher(text).find(), text);
    }
}
