package convnets.exercises;

import convnets.exercises.Step.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mistakes that can be made with any formula. */
final class Slips {

    /** What became of a right number, or may have to be what was found; and what is said of it. */
    private record Slip(DoubleBinaryOperator of, String sentence) {}

    private static final List<Slip> ALL =
            List.of(
                    new Slip((r, f) -> -r, "the sign is the wrong one."),
                    new Slip((r, f) -> 1 / r, "it is upside down: divide the other way around."),
                    new Slip(
                            (r, f) -> Math.floor(r),
                            "the fraction is lost: in Java an int divided by an int is an int. Make"
                                    + " one of them a double first, as in (double) a / b."),
                    new Slip(
                            (r, f) -> (long) r,
                            "the fraction is cut off: it is part of the answer."),
                    new Slip(
                            (r, f) -> r % 1 == 0 && (f - r) % 0x1p32 == 0 ? f : r,
                            "it is too large for an int, and overflows: make the first factor a"
                                    + " long, as in 9L * n."),
                    new Slip(
                            (r, f) -> Math.abs(r) <= 1 ? 100 * r : Double.NaN,
                            "it is in percent: a share is a number from 0 to 1."),
                    new Slip((r, f) -> r % 1 == 0 ? r + 1 : Double.NaN, "it is one too many."),
                    new Slip((r, f) -> r % 1 == 0 ? r - 1 : Double.NaN, "it is one too few."));

    /** Said of 0s where fractions are asked for, since some are not the notebook's. */
    private static final String INTS = " (In Java so is 1 / 2, for both are ints.)";

    private Slips() {}

    /**
     * The slip that explains all that was found, if there is one.
     *
     * @param typed whether they are numbers of the reader's, which no input leads to
     */
    static Optional<Fault> of(
            String what,
            boolean typed,
            List<double[]> found,
            List<double[]> right,
            BiPredicate<double[], double[]> same) {
        double[] all = found.stream().flatMapToDouble(DoubleStream::of).toArray();
        if (all.length == 0) {
            return Optional.empty();
        }
        boolean several = !typed && right.stream().anyMatch(r -> !same.test(r, right.get(0)));
        if (DoubleStream.of(all).allMatch(value -> value == 0)) {
            boolean fractions =
                    right.stream().flatMapToDouble(DoubleStream::of).anyMatch(r -> r % 1 != 0);
            String words = what + ": as yet it is 0." + (several && fractions ? INTS : "");
            return Optional.of(new Fault(false, words, ""));
        }
        boolean finite = DoubleStream.of(all).allMatch(Double::isFinite);
        if (several && finite && found.stream().allMatch(f -> same.test(f, found.get(0)))) {
            return Fault.of(
                    what + ": the same for every input. It seems that the input has no effect.");
        }
        if (IntStream.range(0, found.size())
                .allMatch(i -> same.test(found.get(i), exchanged(right.get(i))))) {
            return Fault.of(what + ": the two numbers have changed places.");
        }
        return Stream.of(
                        ALL.stream(),
                        DoubleStream.of(1, 10, 100, 1e3, 1e4).mapToObj(Slips::rounded),
                        DoubleStream.of(1e3, 1024, 1e6, 1 << 20, 1e9).mapToObj(Slips::divided))
                .flatMap(slips -> slips)
                .filter(slip -> explains(slip, found, right, same))
                .findFirst()
                .flatMap(slip -> Fault.of(what + ": " + slip.sentence()));
    }

    private static Slip rounded(double by) {
        return new Slip((r, f) -> Math.rint(r * by) / by, "it is rounded: leave it as it is.");
    }

    private static Slip divided(double unit) {
        String sentence = "it is divided by a thousand, a million or a billion: leave it as it is.";
        return new Slip((r, f) -> Math.floor(r / unit), sentence);
    }

    /** Two numbers the other way around; of others nothing, which no answer is. */
    private static double[] exchanged(double[] right) {
        return right.length == 2 ? new double[] {right[1], right[0]} : new double[0];
    }

    private static boolean explains(
            Slip slip,
            List<double[]> found,
            List<double[]> right,
            BiPredicate<double[], double[]> same) {
        return IntStream.range(0, found.size())
                .allMatch(i -> same.test(found.get(i), made(slip, right.get(i), found.get(i))));
    }

    private static double[] made(Slip slip, double[] right, double[] found) {
        double[] made = Arrays.copyOf(found, right.length);
        Arrays.setAll(made, i -> slip.of().applyAsDouble(right[i], made[i]));
        return made;
    }
}
