package convnets.exercises;

import convnets.Text;
import convnets.exercises.Step.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be read from a picture: one of its names.
 *
 * @param what is asked for, such as "the net that overfits"
 * @param right one of the picture's names
 * @param others of its names, each with the mistake that it shows
 */
record Choice(String what, String right, Map<String, String> others) {

    /**
     * Judges what was read.
     *
     * @param given by the reader; nothing if the cell is as the notebook has it
     */
    Optional<Fault> look(String given) {
        if (given.isBlank()) {
            return Fault.of("Nothing is filled in yet for " + what + ".").map(Fault::notBegun);
        }
        List<String> names = names(given);
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

    /** The words of what was given, in small letters and without the marks between them. */
    static List<String> words(String given) {
        return List.of(Text.lower(given).split("[^\\p{L}\\p{N}]+"));
    }

    /** The names in what was given, such as B in "curve b". */
    private List<String> names(String given) {
        List<String> words = words(given);
        return Stream.concat(Stream.of(right), others.keySet().stream())
                .distinct()
                .filter(name -> words.contains(Text.lower(name)))
                .toList();
    }
}
