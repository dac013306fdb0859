package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.notebook.CheatSheet.Verb;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CheatSheetTest {

    @SuppressWarnings("unused") // the test's parameters
    private static final Iterable<Verb> VERBS = CheatSheet.VERBS;

    @ParameterizedTest
    @FieldSource("VERBS")
    void eachVerbIsThere(Verb verb) {
        assertTrue(
                Arrays.stream(verb.type().getMethods())
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName)
                        .anyMatch(verb.method()::equals),
                verb.code());
    }

    @Test
    void tenVerbsFitOnAScreen() {
        assertEquals(10, CheatSheet.help().rowCount());
        assertEquals("FashionMnist.load()", CheatSheet.help().stringColumn("code").get(0));
        assertEquals("sequential(conv(6, 5), …)", CheatSheet.help().stringColumn("code").get(2));
    }
}
