package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTest {

    @Test
    void whatIsThereIsGivenBack() {
        assertEquals("a net", Given.of("net", "a net"));
        assertEquals(0, Given.share("threshold", 0));
        assertEquals(0.25, Given.share("threshold", 0.25));
        assertEquals(1, Given.share("threshold", 1));
    }

    @Test
    void nullIsNamed() {
        CourseException none = assertThrows(CourseException.class, () -> Given.of("net", null));
        assertEquals(
                "There is no net here, only null: run the cell that makes the net again.",
                none.getMessage());
    }

    @Test
    void aListWithNullInItIsNamed() {
        assertEquals(List.of("a", "b"), Given.names(List.of("a", "b")));
        List<String> some = Arrays.asList("a", null);
        assertThrows(CourseException.class, () -> Given.names(some));
        assertThrows(CourseException.class, () -> Given.names(null));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void noShareIsNamed(double odd) {
        CourseException none =
                assertThrows(CourseException.class, () -> Given.share("threshold", odd));
        assertEquals(
                "The threshold must be a number from 0 to 1, not " + odd + ".", none.getMessage());
    }
}
