package convnets.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.Nets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class PredictionTest {

    /** Its logits are the two pixels of a picture. */
    private static final Block NET =
            Nets.initialize(
                    Layers.sequential(Layers.flatten(), Layers.dense(2)),
                    Init.glorot(),
                    0,
                    new Shape(1, 1, 1, 2));

    static {
        HostArrays.set(NET.getParameters().get(0).getValue().getArray(), new float[] {1, 0, 0, 1});
    }

    private static Images images(int... pixels) {
        byte[] values = new byte[pixels.length];
        IntStream.range(0, values.length).forEach(i -> values[i] = (byte) pixels[i]);
        return new Images(values, new byte[values.length / 2], 1, 2, List.of("left", "right"));
    }

    @Test
    void areTheMostProbableClassAndItsShare() {
        Evaluation found = Evaluation.of(NET, images(255, 0, 0, 255, 51, 102));
        assertEquals(
                List.of(0, 1, 1), found.predictions().stream().map(Prediction::answer).toList());
        assertEquals(1 / (1 + Math.exp(-1)), found.predictions().get(0).probability(), 1e-6);
        assertEquals(1 / (1 + Math.exp(-0.2)), found.predictions().get(2).probability(), 1e-6);
        assertEquals(List.of(1, 2), found.wrong().stream().map(Prediction::index).toList());
        assertEquals(found.predictions(), Prediction.all(NET, images(255, 0, 0, 255, 51, 102)));
        assertArrayEquals(new int[] {1, 2}, found.confusion()[0]);
    }

    /** A net is asked of what it does not know, too: only the shape of the pictures counts. */
    @Test
    void areGivenForPicturesOfOtherClasses() {
        Images others = new Images(new byte[] {9, 0}, new byte[] {2}, 1, 2, List.of("a", "b", "c"));
        assertEquals(0, Prediction.all(NET, others).get(0).answer());
        Block maps = Layers.conv(2, 1);
        Nets.initialize(maps, Init.glorot(), 0, new Shape(1, 1, 1, 2));
        String said =
                assertThrows(CourseException.class, () -> Prediction.all(maps, others))
                        .getMessage();
        assertTrue(said.contains("not a row of logits: a flatten() is missing"), said);
    }

    @Test
    void precisionAndRecallAreSharesOfColumnsAndRows() {
        Evaluation found =
                new Evaluation(
                        List.of("a", "b", "c"),
                        new int[][] {{6, 2, 0}, {3, 1, 0}, {0, 0, 0}},
                        0,
                        List.of());
        assertArrayEquals(new double[] {6 / 9.0, 1 / 3.0, Double.NaN}, found.precision());
        assertArrayEquals(new double[] {6 / 8.0, 1 / 4.0, Double.NaN}, found.recall());
        Table classes = found.classes();
        assertEquals(List.of(8, 4, 0), classes.intColumn("pictures").asList());
        assertEquals("0.750", classes.column("recall").getString(0));
        Table confusions = found.confusions();
        assertEquals(List.of(3, 2), confusions.intColumn("pictures").asList());
        assertEquals(List.of("b", "a"), confusions.stringColumn("is").asList());
        assertEquals(List.of("a", "b"), confusions.stringColumn("answer").asList());
    }

    private static final List<Prediction> SIX =
            List.of(
                    new Prediction(0, 1, 1, 0.99),
                    new Prediction(1, 1, 1, 0.9),
                    new Prediction(2, 1, 0, 0.8),
                    new Prediction(3, 1, 1, 0.7),
                    new Prediction(4, 1, 0, 0.6),
                    new Prediction(5, 1, 0, 0.5));

    @Test
    void whoMayAbstainIsRightMoreOften() {
        assertEquals(new Abstention(0, 1, 0.5), Abstention.at(SIX, 0));
        assertEquals(new Abstention(0.7, 4 / 6.0, 0.75), Abstention.at(SIX, 0.7));
        assertEquals(new Abstention(1, 0, Double.NaN), Abstention.at(SIX, 1));
        assertEquals(new Abstention(0.7, 4 / 6.0, 0.75), Abstention.reaching(SIX, 0.75));
        assertEquals(new Abstention(0.9, 2 / 6.0, 1), Abstention.reaching(SIX, 0.8));
        assertEquals(0.5, Abstention.reaching(SIX, 0.3).threshold());
        assertEquals(
                "from 0.700 on: answers 0.667 of the pictures, 0.750 of them right",
                Abstention.at(SIX, 0.7).toString());
        List<Prediction> wrong = SIX.subList(4, 6);
        String said =
                assertThrows(CourseException.class, () -> Abstention.reaching(wrong, 0.9))
                        .getMessage();
        assertTrue(said.contains("No threshold reaches an accuracy of 0.9 on 2 pictures"), said);
        assertThrows(CourseException.class, () -> Abstention.at(List.of(), 0.9));
        List<Prediction> none = List.of(new Prediction(0, 0, 0, Double.NaN));
        said =
                assertThrows(CourseException.class, () -> Abstention.reaching(none, 0.9))
                        .getMessage();
        assertTrue(said.contains("No threshold reaches an accuracy of 0.9 on 1 picture"), said);
    }
}
