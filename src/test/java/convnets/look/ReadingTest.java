package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import convnets.data.Picture;
import convnets.look.Reading.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a net that scans a strip has read where; the probabilities are made up. */
class ReadingTest {

    /** A digit of class 7 whose middle is at pixel 14. */
    private static final DigitStrip SEVEN =
            DigitStrip.of(List.of(new Picture(new byte[784], 28, 28, 7, "seven")), 0);

    /** At each place the probability of one class; the rest goes to class 0. */
    private static Reading reading(int step, int value, double... probabilities) {
        float[][] all = new float[probabilities.length][10];
        for (int place = 0; place < all.length; place++) {
            all[place][value] = (float) probabilities[place];
            all[place][0] = 1 - all[place][value];
        }
        return new Reading(SEVEN, step, all);
    }

    private static List<Integer> centers(Reading reading) {
        return reading.hits(0.75).stream()
                .filter(hit -> hit.value() == 7)
                .map(Hit::center)
                .toList();
    }

    @Test
    void aHitIsAPeakThatIsSureEnough() {
        double no = 0.5;
        assertEquals(List.of(), centers(reading(4, 7, no, 0.7, no)));
        assertEquals(List.of(18), centers(reading(4, 7, no, 0.75, no)), "just enough");
        assertEquals(List.of(18), centers(reading(4, 7, 0.8, 0.9, 0.8)), "its sides are none");
    }

    @Test
    void peaksOfOneDigitAreOneHit() {
        double no = 0.5;
        assertEquals(List.of(14), centers(reading(4, 7, 0.9, no, no, 0.9)), "12 pixels apart");
        assertEquals(List.of(14, 30), centers(reading(4, 7, 0.9, no, no, no, 0.9)), "16 pixels");
        assertEquals(List.of(26), centers(reading(4, 7, 0.8, no, no, 0.9)), "the higher one");
        assertEquals(List.of(14), centers(reading(20, 7, 0.9, 0.9)), "of neighbors always");
    }

    @Test
    void aHitIsRightNearADigitOfItsValue() {
        assertEquals(List.of(true), right(reading(9, 7, 0.5, 0.9)), "9 pixels beside it");
        assertEquals(List.of(false), right(reading(10, 7, 0.5, 0.9)), "10 pixels");
        assertEquals(List.of(false), right(reading(9, 3, 0.5, 0.9)), "another value");
        assertEquals(1, reading(10, 7, 0.5, 0.9).falseHits(0.75));
        assertEquals(0, reading(9, 7, 0.5, 0.9).falseHits(0.75));
    }

    private static List<Boolean> right(Reading reading) {
        return reading.hits(0.75).stream().map(Hit::right).toList();
    }

    @Test
    void itsWordsSayWhatItFound() {
        assertEquals(
                "A strip of 28 pixels: 7; read at 2 places; hits with p ≥ 0.9: 7 at 24 (false)",
                reading(10, 7, 0.5, 0.95).toString());
    }

    @Test
    void aFieldGrowsLayerByLayer() {
        Shape image = new Shape(1, 1, 28, 28);
        var net = sequential(conv(6, 5).pad(2), maxPool(2), conv(16, 5));
        ReceptiveField field = ReceptiveField.of(net, image, 3);
        assertEquals(new ReceptiveField(-2, 2, 14, 10), field);
        assertEquals(0, field.start(1));
        assertEquals(6.5, field.center(1));
        assertEquals(1, field.nearest(7, 10));
        assertEquals(0, field.nearest(-40, 10));
        assertEquals(9, field.nearest(40, 10));
    }
}
