package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.plot.Palette;
import java.util.List;
import java.util.Optional;
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

    /** A chart finds the color of a measured net by the name under which it was measured. */
    @Test
    void eachRecipesNetIsMeasuredUnderANameOfItsFamily() {
        for (Scale scale : Scale.values()) {
            for (Recipe recipe :
                    List.of(
                            Recipe.leNet(scale),
                            Recipe.alexNet(scale),
                            Recipe.vgg(scale),
                            Recipe.nin(scale))) {
                assertEquals(Optional.of(recipe.family()), Palette.Net.measuredAs(recipe.name()));
            }
        }
        assertEquals(Optional.empty(), Palette.Net.measuredAs("NiN-0"));
    }

    @Test
    void refusesAnUnknownWish() {
        CourseException problem = assertThrows(CourseException.class, () -> Scale.best("huge", 0));
        assertEquals(
                "CONVNETS_SCALE is \"huge\": set it to laptop or full, or unset it.",
                problem.getMessage());
    }
}
