package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void suitsTheMachineUnlessOneWishes() {
        assertEquals(Scale.LAPTOP, Scale.best(null, 0));
        assertEquals(Scale.FULL, Scale.best("", 1));
        assertEquals(Scale.LAPTOP, Scale.best("laptop", 1));
        assertEquals(Scale.FULL, Scale.best(" Full ", 0));
        assertEquals(96, Scale.LAPTOP.pick(96, 224));
        assertEquals(224, Scale.FULL.pick(96, 224));
        assertEquals("full", Scale.FULL.toString(), "as one wishes it");
    }

    @Test
    void refusesAnUnknownWish() {
        CourseException problem = assertThrows(CourseException.class, () -> Scale.best("huge", 0));
        assertEquals(
                "CONVNETS_SCALE is \"huge\": set it to laptop or full, or unset it.",
                problem.getMessage());
    }
}
