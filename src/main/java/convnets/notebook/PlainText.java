package convnets.notebook;

import convnets.Text;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Values that have no picture: as Java writes them, the beginning of a long one. */
final class PlainText {

    static final int MOST_CHARACTERS = 20_000;
    static final int MOST_ELEMENTS = 500;

    private PlainText() {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return elements(map.entrySet(), "{", "}");
        }
        return value instanceof Collection<?> all
                ? elements(all, "[", "]")
                : shortened(words(value));
    }

    private static String elements(Collection<?> all, String open, String close) {
        String some =
                all.stream()
                        .limit(MOST_ELEMENTS)
                        .map(element -> shortened(words(element)))
                        .collect(Collectors.joining(", ", open, close));
        int more = all.size() - MOST_ELEMENTS;
        return shortened(some)
                + (more > 0 ? Text.format("%n… and %s", Text.count(more, "more element")) : "");
    }

    /** An object may say that its words are null. */
    private static String words(Object value) {
        return Objects.requireNonNullElse(String.valueOf(value), "null");
    }

    private static String shortened(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean half = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)); // of an emoji
        int end = half ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
        return text.substring(0, end)
                + Text.format("%n… and %s", Text.count(text.length() - end, "more character"));
    }
}
