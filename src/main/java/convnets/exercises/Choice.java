package convnets.exercises;

import convnets.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

    /** Another of the picture's names, and what the picture shows against it. */
    Choice wrong(String name, String mistake) {
        others.put(name, mistake);
        return this;
    }

    @Override
    public Optional<Fault> look() {
        String name = given.strip();
        if (name.isEmpty()) {
            return Fault.of("Nothing is filled in yet for " + what + ".").map(Fault::notBegun);
        }
        if (Text.lower(name).equals(Text.lower(right))) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> other : others.entrySet()) {
            if (Text.lower(name).equals(Text.lower(other.getKey()))) {
                return Optional.of(
                        Fault.named(other.getValue()).about(Text.format("%s: not %s", what, name)));
            }
        }
        return Fault.of("%s: the picture has no \"%s\".", what, name);
    }
}
