package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Seen;
import convnets.train.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a film keeps of a training whose epochs are told to it by hand. */
class KernelFilmTest {

    private final Block net = sequential(conv(1, 1));
    private final KernelFilm film = KernelFilm.of(net);

    private void weight(float weight) {
        Nets.initialize(net, Init.equal(weight), 1, new Shape(1, 1, 2, 2));
    }

    /** In epoch n the only weight becomes n. */
    private void train(int epochs) {
        weight(-1);
        film.begin();
        for (int i = 1; i <= epochs; i++) {
            weight(i);
            film.epoch(new Epoch(i, 1, 0.5, 0.5, 1, 1));
        }
    }

    private static KernelRows.Row row(String name, float weight) {
        return new Kernels(1, List.of(new float[] {weight})).row(name);
    }

    @Test
    void aRowForTheBeginningAndForEachEpoch() {
        train(2);
        List<KernelRows.Row> rows =
                List.of(row("at first", -1), row("epoch 1", 1), row("epoch 2", 2));
        Seen.same(film.drawing().image(), new KernelRows(rows).together("").image());
        assertEquals(
                "The kernels of the first layer at first and after each of 2 epochs",
                film.drawing().description());
        assertArrayEquals(new float[] {-1}, film.after(0).values().get(0));
        assertArrayEquals(new float[] {2}, film.after(2).values().get(0));
    }

    @Test
    void ofManyEpochsSomeAreShown() {
        train(40);
        List<KernelRows.Row> rows = new ArrayList<>(List.of(row("at first", -1)));
        for (int epoch = 3; epoch <= 39; epoch += 3) {
            rows.add(row("epoch " + epoch, epoch));
        }
        Seen.same(film.drawing().image(), new KernelRows(rows).together("").image());
        assertArrayEquals(new float[] {40}, film.after(40).values().get(0));
    }

    @Test
    void twentyRowsAreNotTooMany() {
        train(19);
        List<KernelRows.Row> rows = new ArrayList<>(List.of(row("at first", -1)));
        for (int epoch = 1; epoch <= 19; epoch++) {
            rows.add(row("epoch " + epoch, epoch));
        }
        Seen.same(film.drawing().image(), new KernelRows(rows).together("").image());
    }

    @Test
    void aNewTrainingIsANewFilm() {
        train(3);
        train(1);
        String said = assertThrows(CourseException.class, () -> film.after(2)).getMessage();
        assertEquals("The film holds the kernels of 1 epoch, so there is no epoch 2 in it.", said);
        Seen.same(
                film.drawing().image(),
                new KernelRows(List.of(row("at first", -1), row("epoch 1", 1)))
                        .together("")
                        .image());
    }
}
