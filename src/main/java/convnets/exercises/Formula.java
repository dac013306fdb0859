package convnets.exercises;

import ai.djl.ndarray.NDArray;
import convnets.CourseException;
import convnets.Text;
import convnets.engine.Grids;
import convnets.exercises.Draw.Given;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Holds what the reader's code gives against the right rule, and against plausible wrong ones.
 *
 * <p>A rule goes from a case to a number or to an array of numbers. Cases are drawn anew at each
 * check ({@link Draw}), so a table of literals is not accepted. A wrong rule is named only if it
 * explains every case that is not right, so nobody is told of a mistake they did not make.
 *
 * @param <C> what the rule is applied to
 */
final class Formula<C> implements Step {

    /** A rule that the reader may have followed, and what is said of it. */
    private record Wrong<C>(Function<C, ?> rule, Fault fault) {}

    /** What it gives, case by case. */
    private record Known(List<double[]> values, Fault fault) {

        double[] gives(int i) {
            return values.get(i);
        }
    }

    /** Nothing, which no answer equals. */
    private static final double[] NONE = {Double.NaN};

    /** One of several numbers that belong together. */
    record Place(int at, String name) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final String what;
    private final List<C> cases;
    private final Function<C, ?> answer;
    private final boolean separate;
    private final List<Wrong<C>> mistakes = new ArrayList<>();
    private IntSupplier given;
    private Function<C, ?> right;
    private String hint;
    private double error = 1e-9;
    private double least = 1e-6;

    private Formula(String what, List<C> cases, Function<C, ?> answer, boolean separate) {
        this.what = what;
        this.cases = cases;
        this.answer = answer;
        this.separate = separate;
    }

    /** Code of the reader's, applied to cases; "what" is what it gives, such as "side". */
    static <C> Formula<C> of(String what, List<C> cases, Function<C, ?> answer) {
        return new Formula<>(what, cases, answer, false);
    }

    /** A single number of the reader's. */
    static Formula<String> number(String what, double found) {
        return new Formula<>(what, List.of(""), none -> found, false);
    }

    /**
     * Numbers of the reader's, one for each place; each may be another mistake, and the first is
     * named.
     *
     * @param names of the places, such as those of layers
     * @param numbers an array
     */
    static Formula<Place> each(String what, List<String> names, Object numbers) {
        List<Place> places =
                IntStream.range(0, names.size()).mapToObj(i -> new Place(i, names.get(i))).toList();
        Formula<Place> formula = new Formula<>(what, places, p -> Array.get(numbers, p.at()), true);
        formula.given = () -> Array.getLength(numbers);
        return formula;
    }

    /** The right rule, and the name of what is said if the answer is none of the known mistakes. */
    Formula<C> right(String look, Function<C, ?> rule) {
        right = rule;
        hint = look;
        return this;
    }

    /** The right number, or one for each place. */
    Formula<C> right(String look, double... numbers) {
        return right(look, here -> at(here, numbers));
    }

    private static double at(Object here, double... numbers) {
        return numbers[here instanceof Place place ? place.at() : 0];
    }

    /** How far a right number may be off, relative to itself; a rounding unless set. */
    Formula<C> within(double relative) {
        error = relative;
        return this;
    }

    /**
     * The same for a sum that may come near 0, of numbers that do not: what is left of it then is
     * no more exact than they are.
     *
     * @param relative how far it may be off
     * @param scale of those numbers, which is taken for that of a smaller result
     */
    Formula<C> within(double relative, double scale) {
        least = scale;
        return within(relative);
    }

    /** A plausible wrong rule. */
    Formula<C> wrong(String mistake, Function<C, ?> rule) {
        mistakes.add(new Wrong<>(rule, Fault.named(mistake).about(what)));
        return this;
    }

    /** A plausible wrong number, or one for each place; −1 where there is none. */
    Formula<C> wrong(String mistake, double... numbers) {
        return wrong(mistake, here -> at(here, numbers));
    }

    /** What the notebook's own cell gives. */
    Formula<C> stub(String mistake, Function<C, ?> rule) {
        mistakes.add(new Wrong<>(rule, Fault.named(mistake).notBegun()));
        return this;
    }

    /** The number that stands in the notebook's own cell. */
    Formula<C> stub(String mistake, double number) {
        return stub(mistake, any -> number);
    }

    @Override
    public Optional<Fault> look() {
        if (separate && given.getAsInt() != cases.size()) {
            String words = "%s: there are %d to be given, and here are %d.";
            return Fault.of(words, what, cases.size(), given.getAsInt());
        }
        // what rules give comes first, for the reader's code may change the cases
        List<double[]> expected = values(right);
        List<Known> named = known(mistakes);
        List<Known> exchanged = known(exchanged());
        List<double[]> found = cases.stream().map(c -> numbers(answer(c))).toList();
        List<Integer> all = IntStream.range(0, cases.size()).boxed().toList();
        List<Integer> off = all.stream().filter(i -> !same(found.get(i), expected.get(i))).toList();
        if (off.isEmpty()) {
            return remembers(0, expected.get(0));
        }
        int first = off.get(0);
        List<Known> begun = named.stream().filter(known -> known.fault().begun()).toList();
        return explaining(named, all, found)
                .or(() -> explaining(begun, off, found))
                .map(fault -> separate && fault.begun() ? at(first, fault) : fault)
                .or(() -> ofOne(named, first, found))
                .or(() -> Slips.of(what, separate, found, expected, this::same))
                .or(() -> explaining(exchanged, all, found))
                .or(() -> remembers(first, found.get(first)))
                .or(() -> plain(first, found.get(first), expected.get(first)));
    }

    /** What the reader's code gives, or the sentence that it stops with, and for which case. */
    private Object answer(C given) {
        try {
            return Answer.of(() -> answer.apply(given));
        } catch (CourseException e) {
            if (given.toString().isEmpty()) {
                throw e;
            }
            throw new CourseException("%s (for %s)", e.getMessage(), given);
        }
    }

    /** A sum that begins outside of the method goes on from one call to the next. */
    private Optional<Fault> remembers(int i, double[] once) {
        double[] again = numbers(answer(cases.get(i)));
        return Fault.unless(
                Arrays.equals(once, again) || same(once, again),
                "%s: asked twice, your code gives two answers, so it depends on more than it is"
                        + " given. Does a variable outside of the method keep its value from one"
                        + " call to the next?",
                where(i));
    }

    /** The first that gives all that was found for some cases. */
    private Optional<Fault> explaining(
            List<Known> rules, List<Integer> some, List<double[]> found) {
        return rules.stream()
                .filter(known -> some.stream().allMatch(i -> same(known.gives(i), found.get(i))))
                .map(Known::fault)
                .findFirst();
    }

    /** Of separate numbers, what explains one of them. */
    private Optional<Fault> ofOne(List<Known> rules, int i, List<double[]> found) {
        return separate
                ? explaining(rules, List.of(i), found).map(fault -> at(i, fault))
                : Optional.empty();
    }

    private Fault at(int i, Fault fault) {
        return Fault.named(fault.mistake()).about(where(i));
    }

    /** The right rule with two of its numbers the other way around. */
    @SuppressWarnings("unchecked") // where C is Given
    private List<Wrong<C>> exchanged() {
        List<Wrong<C>> rules = new ArrayList<>();
        List<String> names = cases.get(0) instanceof Given given ? given.names() : List.of();
        for (String one : names) {
            for (String other : names.subList(0, names.indexOf(one))) {
                int i = names.indexOf(one);
                int j = names.indexOf(other);
                String words = "%s: %s and %s are taken for each other: mind their order.";
                Fault fault = new Fault(true, Text.format(words, what, other, one), "");
                rules.add(new Wrong<>(c -> right.apply((C) ((Given) c).exchanged(i, j)), fault));
            }
        }
        return rules;
    }

    /** The first number that is off, in which direction, and where to look. */
    private Optional<Fault> plain(int i, double[] found, double[] expected) {
        if (found.length != expected.length) {
            String words = "%s: %s, which is too %s.";
            String few = found.length < expected.length ? "few" : "many";
            return Fault.of(words, where(i), Text.count(found.length, "value"), few)
                    .map(fault -> fault.with(hint));
        }
        int at = 0;
        while (close(found[at], expected[at])) {
            at++;
        }
        String place = found.length == 1 ? "" : Text.format(", value %d", at + 1);
        String direction =
                Double.isNaN(found[at])
                        ? "is no number"
                        : found[at] < expected[at] ? "is too small" : "is too large";
        String value = Text.number(found[at]);
        return Fault.of("%s%s: %s %s.", where(i), place, value, direction)
                .map(fault -> fault.with(hint));
    }

    private String where(int i) {
        String name = cases.get(i).toString();
        return name.isEmpty() ? what : what + " for " + name;
    }

    private List<Known> known(List<Wrong<C>> rules) {
        return rules.stream().map(r -> new Known(values(r.rule()), r.fault())).toList();
    }

    private List<double[]> values(Function<C, ?> rule) {
        return cases.stream().map(c -> value(rule, c)).toList();
    }

    private double[] value(Function<C, ?> rule, C given) {
        try {
            return numbers(rule.apply(given));
        } catch (ArithmeticException impossible) {
            return NONE; // such as a stride of 0, where two numbers are exchanged
        }
    }

    /** A number, an array of numbers or one of the engine's. */
    static double[] numbers(Object value) {
        if (value instanceof NDArray array) {
            return numbers(Grids.floats(array));
        }
        return value instanceof Number number
                ? new double[] {number.doubleValue()}
                : IntStream.range(0, Array.getLength(value))
                        .mapToDouble(i -> Array.getDouble(value, i))
                        .toArray();
    }

    private boolean same(double[] one, double[] other) {
        return one.length == other.length
                && IntStream.range(0, one.length).allMatch(i -> close(one[i], other[i]));
    }

    private boolean close(double one, double other) {
        double margin = error * Math.max(Math.abs(other), least);
        return one == other || Double.isFinite(other) && Math.abs(one - other) <= margin;
    }
}
