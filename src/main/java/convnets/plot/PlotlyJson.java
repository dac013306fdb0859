package convnets.plot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;

/**
 * A tablesaw figure as the JSON that JupyterLab's Plotly extension draws.
 *
 * <p>Tablesaw writes a script: JavaScript literals with single quotes and trailing commas, numbers
 * as strings, titles as strings (newer Plotly versions drop those) and escaped for HTML, a fixed
 * size. This class reads the literals leniently and mends them.
 */
public final class PlotlyJson {

    /** The media type under which JupyterLab knows such JSON. */
    public static final String MIME = "application/vnd.plotly.v1+json";

    private static final ObjectMapper LENIENT =
            JsonMapper.builder()
                    .enable(
                            JsonReadFeature.ALLOW_SINGLE_QUOTES,
                            JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                            JsonReadFeature.ALLOW_TRAILING_COMMA,
                            JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                            JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .build();

    private static final Pattern LITERAL =
            Pattern.compile("var (layout|trace\\d+)\\s*=\\s*(?=\\{)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** Keys whose values are words even when they look like numbers. */
    private static final List<String> WORDS = List.of("name", "text", "title");

    private PlotlyJson() {}

    /**
     * Translates a figure.
     *
     * @param figure from tablesaw
     * @return data, layout and config, as maps, lists, strings and numbers
     * @throws IllegalStateException if tablesaw's script does not read as expected
     */
    public static Map<String, Object> of(Figure figure) {
        String script = figure.asJavascript("figure");
        List<Object> traces = new ArrayList<>();
        Map<String, Object> layout = new LinkedHashMap<>();
        Matcher literal = LITERAL.matcher(script);
        while (literal.find()) {
            Map<String, Object> value = mended(parse(script.substring(literal.end())));
            if (literal.group(1).equals("layout")) {
                layout = value;
            } else {
                traces.add(value);
            }
        }
        layout.remove("width");
        layout.remove("height");
        layout.put("height", 360);
        layout.put("autosize", true);
        layout.put("margin", Map.of("l", 60, "r", 20, "t", 40, "b", 50));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", traces);
        json.put("layout", layout);
        json.put("config", Map.of("displaylogo", false)); // "responsive" would lose the height
        return json;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String script) {
        try {
            return LENIENT.readValue(script, LinkedHashMap.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read tablesaw's script:\n" + script, e);
        }
    }

    private static Map<String, Object> mended(Map<?, ?> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put((String) key, mended((String) key, value)));
        return result;
    }

    private static Object mended(String key, Object value) {
        if (key.equals("title") && value instanceof String title) {
            return Map.of("text", unescaped(title));
        }
        if (value instanceof Map<?, ?> map) {
            return mended(map);
        }
        if (value instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(element -> result.add(mended(key, element)));
            return result;
        }
        if (value instanceof String word && WORDS.contains(key)) {
            return unescaped(word);
        }
        if (value instanceof String word) {
            return word.equals("NaN") || word.equals("null")
                    ? null
                    : NUMBER.matcher(word).matches() ? (Object) Double.valueOf(word) : word;
        }
        return value instanceof Double d && !Double.isFinite(d) ? null : value;
    }

    /** Tablesaw escapes some texts for a web page; Plotly wants them plain. */
    private static String unescaped(String text) {
        return text.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
