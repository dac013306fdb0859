package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.plot.Chart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Names of classes, layers, series and files are the reader's: a page shows them, and runs none.
 */
class HostileTextTest {

    private static final String HOSTILE =
            "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'&";

    private static final double[] ONE = {1};

    static Stream<Map<String, Object>> shown() {
        Chart chart = Chart.bars(HOSTILE, List.of(HOSTILE)).x(HOSTILE).y(HOSTILE).add(HOSTILE, 1);
        Chart lines = Chart.lines(HOSTILE).add(HOSTILE, 1, 2).reference(HOSTILE, ONE, ONE);
        Chart bubbles =
                Chart.points(HOSTILE)
                        .bubbles(HOSTILE, List.of(HOSTILE), ONE, ONE, new double[] {5});
        Table table = Table.create(HOSTILE, StringColumn.create(HOSTILE, HOSTILE));
        return Stream.of(
                Course.of(chart),
                Course.of(lines.beside(chart)),
                Course.of(bubbles),
                Course.of(table));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void isShownAndNotRun(Map<String, Object> bundle) throws JsonProcessingException {
        Map<String, Object> rich = new HashMap<>(bundle);
        rich.remove("text/plain");
        String json = new ObjectMapper().writeValueAsString(rich);
        assertTrue(json.contains("&lt;img"), json);
        for (String tag : List.of("<img", "<script", "</script")) {
            assertFalse(json.contains(tag), json);
        }
    }
}
