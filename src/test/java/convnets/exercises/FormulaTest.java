package convnets.exercises;

import static convnets.exercises.Answers.any;
import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.exercises.Verdict.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FormulaTest {

    private static final Exercise ANY =
            any(
                    "Draw it",
                    "The hole is not cut out",
                    "Look",
                    "That is the double",
                    "turned",
                    "praise");

    /** The area of a frame: n² pixels around k². */
    private static Verdict area(Function<Draw.Given, ?> answer) {
        return Check.of(ANY, answer)
                .and(
                        Formula.of("area", Draw.cases("n k", 300_000, 400_000, 2, 90), answer)
                                .right("Draw it", FormulaTest::frame)
                                .wrong("The hole is not cut out", g -> square(g.at(0))))
                .verdict();
    }

    private static long frame(Draw.Given g) {
        return square(g.at(0)) - square(g.at(1));
    }

    private static long square(long side) {
        return side * side;
    }

    @Test
    void aWrongRuleIsNamedAndSlipsOfAnyFormula() {
        right(area(FormulaTest::frame));
        wrong("not cut out", area(g -> square(g.at(0))));
        wrong("sign", area(g -> -frame(g)));
        wrong("upside down", area(g -> 1.0 / frame(g)));
        wrong("overflows", area(g -> (int) frame(g)));
        wrong("overflows", area(g -> (long) (g.at(0) * g.at(0)) - square(g.at(1))));
        wrong("same for every input", area(g -> 7));
        wrong("area for n = ", area(g -> frame(g) + 3L * g.at(0)));
        wrong("is too large. Draw it.", area(g -> frame(g) + 3L * g.at(0)));
        wrong("is no number", area(g -> Double.NaN));
        wrong(": 2 values, which is too many", area(g -> new long[] {1, frame(g)}));
        wrong("stops with", area(g -> List.of().get(0)));
        wrong("(for n = ", area(g -> List.of().get(0)));
        assertEquals(Outcome.NOT_BEGUN, area(g -> 0).outcome());
    }

    /** The nearest rule must not be blamed on who has made another mistake in one case only. */
    @Test
    void aMistakeIsNamedOnlyIfItExplainsEveryCase() {
        int[] first = {0};
        Verdict mixed =
                area(
                        g -> {
                            first[0] = first[0] == 0 ? g.at(0) : first[0];
                            return (g.at(0) == first[0] ? 1 : 2) * square(g.at(0));
                        });
        wrong("is too large. Draw it.", mixed);
        int[] calls = {0};
        wrong("two answers", area(g -> ++calls[0] * square(g.at(0))));
    }

    @Test
    void offByOneAndALostFractionAreSlipsToo() {
        wrong("one too many", one(717, 716));
        wrong("one too few", one(715, 716));
        wrong("1.25 is too large. Look", one(1.25, .25)); // which counts nothing
        wrong("fraction is lost", one(2, 2.75));
        right(one(2.75, 2.75));
        wrong("it is rounded", one(3, 2.75));
        wrong("it is rounded", one(2.7, 2.718));
        wrong("2.9 is too large", one(2.9, 2.75));
        wrong("a million", one(14, 14_895_872));
        wrong("a thousand", one(14_546, 14_895_872));
    }

    private static Verdict one(double found, double right) {
        return Check.of(ANY).and(Formula.number("it", found).right("Look", right)).verdict();
    }

    @Test
    void numbersInARowMayEachHaveAnotherMistake() {
        wrong("layers: there are 3 to be given, and here are 2", row(1, 2));
        wrong("layers for b: That is the double.", row(1, 40, 33));
        wrong("That is the double.", row(2, 40, 60));
        wrong("layers for c: 33 is too large. Look.", row(1, 20, 33));
        wrong("layers for a: 7 is too large. Look.", row(7, 7, 7)); // of no input
        right(row(1, 20, 30));
    }

    private static Verdict row(int... found) {
        List<String> names = List.of("a", "b", "c");
        int[] right = {1, 20, 30};
        return Check.of(ANY)
                .and(
                        () ->
                                Formula.each("layers", names, found)
                                        .right("Look", p -> right[p.at()])
                                        .wrong("That is the double", p -> 2 * right[p.at()])
                                        .look())
                .verdict();
    }

    @Test
    void mapsAreComparedValueByValue() {
        float[] map = Draw.floats(9);
        Verdict turned =
                Check.of(ANY)
                        .and(
                                Formula.of("map", List.of(map), m -> new float[] {m[0], m[2], m[1]})
                                        .right("Look", m -> new float[] {m[0], m[1], m[2]})
                                        .wrong("turned", m -> new float[] {m[2], m[1], m[0]}))
                        .verdict();
        wrong("value 2", turned);
    }

    /** Nor does it help a wrong rule, or hide it, that what it was given is gone. */
    @Test
    void whatTheReadersCodeChangesIsTheSameForTheRules() {
        Function<float[], Float> clearing =
                m -> {
                    float last = m[m.length - 1];
                    Arrays.fill(m, 0);
                    return last;
                };
        List<float[]> maps = List.of(new float[] {1, 2, 4}, new float[] {3, 5, 9});
        Verdict cleared =
                Check.of(ANY)
                        .and(
                                Formula.of("first", maps, clearing)
                                        .right("Look", m -> m[0])
                                        .wrong("Draw it", m -> m[0] + m[1] + m[2])
                                        .wrong("turned", m -> m[m.length - 1]))
                        .verdict();
        wrong("turned", cleared);
    }
}
