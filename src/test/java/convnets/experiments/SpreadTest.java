package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void isTheStandardDeviationOfASample() {
        Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9);
        assertEquals(5, spread.mean());
        assertEquals(Math.sqrt(32.0 / 7), spread.deviation(), 1e-12);
        assertEquals("5.00 ± 2.14", spread.text(2));
        assertEquals("7.0", Spread.of(7).text(1), "one value has no spread");
        assertEquals("7.0 ± 0.0", Spread.of(7, 7).text(1));
        assertTrue(Double.isNaN(Spread.of().mean()));
    }
}
