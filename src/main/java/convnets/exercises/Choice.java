package convnets.exercises;

import convnets.Text;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What was read from a picture: one of its names. */
final class Choice implements Step {

    private final String what;
    private final String given;
    private final String right;
    private final Map<String, String> others = new LinkedHashMap<>();

    private Choice(String what, String given, String right) {
        this.what = what;
        this.given = given;
        this.right = right;
    }

    /**
     * Begins.
     *
     * @param what is asked for, such as "the net that overfits"
     * @param given by the reader; nothing if the cell is as the notebook has it
     * @param right one of the picture's names
     */
    static Choice of(String what, String given, String right) {
        return new Choice(what, given, right);
    }

    /** What the picture shows against others of its names. */
    Choice wrong(String mistake, String... names) {
        Stream.of(names).forEach(name -> others.put(name, mistake));
        return this;
    }

    @Override
    public Optional<Fault> look() {
        if (given.isBlank()) {
            return Fault.of("Nothing is filled in yet for " + what + ".").map(Fault::notBegun);
        }
        List<String> names = names();
        if (names.size() != 1) {
            return Fault.of(
                    "%s: \"%s\" is none of the answers to choose from.", what, given.strip());
        }
        String name = names.get(0);
        return name.equals(right)
                ? Optional.empty()
                : Optional.of(
                        new Fault(true, Text.format("%s: not %s.", what, name), others.get(name)));
    }

    /** The names in what was given, such as B in "curve b". */
    private List<String> names() {
        Set<String> words = Set.copyOf(Arrays.asList(Text.lower(given).split("[^\\p{L}\\p{N}]+")));
        return Stream.concat(Stream.of(right), others.keySet().stream())
                .distinct()
                .filter(name -> words.contains(Text.lower(name)))
                .toList();
    }
}
