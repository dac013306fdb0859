package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.Picture;
import convnets.data.PictureFolder;
import convnets.data.Points;
import convnets.engine.HostArrays;
import convnets.look.Kernels;
import convnets.plot.Animation;
import convnets.plot.Chart;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Views of nothing, of too much, and of what does not belong together are one sentence. */
class OddViewsTest {

    private static final int HUGE = 1_000_000_000;

    private static void says(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
    }

    private static BufferedImage frame(int side) {
        return new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void tooMuch() {
        Maps maps = Maps.of("all", new float[200][200]);
        assertTrue(maps.drawing().image().getWidth() < 2000);
        says("40,000 numbers are too many", () -> maps.numbers().drawing());
        says("too large for a notebook", () -> Maps.of("wide", new float[1][20_000]).drawing());
        BackwardPass chain =
                new BackwardPass(Collections.nCopies(300, "a"), new double[300], new double[300]);
        says("too large for a notebook", chain::drawing);
        ConvolutionFilm film = ConvolutionFilm.of(new float[4][4], new float[2][2]);
        says("a padding of 1000000000 is too large", () -> film.pad(HUGE));
        says(
                "at most 10,000",
                () -> Chart.bars("", List.of()).histogram("", new float[1], 0, 1, HUGE));
        says("0 to 10,000 steps", () -> new Valley().descend("", () -> x -> x, HUGE));
        says("1 to 1,000,000 points", () -> Points.xor(HUGE, 0));
        says("1 pixel or more, at most 4,096", () -> FashionMnist.sample().test().resized(HUGE));
        says("1 pixel or more, at most 4,096", () -> PictureFolder.read("any", HUGE));
        says("0 to 655,350 milliseconds", () -> new Animation(List.of(frame(3)), HUGE, ""));
    }

    @Test
    void nothingOrLess() {
        BackwardPass empty = new BackwardPass(List.of(), new double[0], new double[0]);
        says("nothing to draw", empty::drawing);
        says("at least one number", () -> Maps.of("none", (float[][]) null));
        says("at least one number", () -> ConvolutionFilm.of(null, new float[2][2]));
        says("0 kernels, 0 of them", () -> new Kernels(3, List.of()));
        says("of 0×0 weights", () -> new Kernels(0, List.of(new float[0])));
        says("0 to 10,000 steps, not -1", () -> new Valley().descend("", () -> x -> x, -1));
        says("points, not -1", () -> Points.rings(-1, 0));
        says("not 0×4", () -> new Picture(new byte[0], 0, 4, 0, ""));
        says("none of them is null", () -> new Animation(Arrays.asList(frame(3), null), 9, ""));
        says("not -1", () -> new Animation(List.of(frame(3)), -1, ""));
    }

    @Test
    void whatDoesNotBelongTogether() {
        float[][] ragged = {{1, 2, 3}, {1, 2}, {1, 2, 3}};
        says("equally long", () -> ConvolutionFilm.of(ragged, new float[2][2]));
        says("1 of them of 3×3", () -> new Kernels(3, List.of(new float[9], new float[4])));
        says("and 1 name:", () -> new Kernels(1, List.of(new float[1], new float[1]), List.of("")));
        says("all of one size", () -> new Animation(List.of(frame(3), frame(4)), 9, ""));
    }

    @Test
    void numbersOfAnyType() {
        try (NDManager manager = HostArrays.newManager()) {
            var whole = manager.ones(new Shape(2, 3), DataType.INT32);
            var precise = manager.ones(new Shape(2, 3), DataType.FLOAT64);
            assertEquals(
                    Maps.of("a", precise).numbers().toString(),
                    Maps.of("a", whole).numbers().toString());
        }
    }
}
