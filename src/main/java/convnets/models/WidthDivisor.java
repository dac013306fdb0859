package convnets.models;

import convnets.CourseException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A net's numbers of channels and units, all divided by one number to make it narrower. */
final class WidthDivisor {

    private final int divisor;

    /**
     * Checks the divisor against all numbers of a net.
     *
     * @throws CourseException if one cannot be divided; it names the divisors that work
     */
    WidthDivisor(String net, int divisor, int... channels) {
        this.divisor = divisor;
        for (int count : channels) {
            if (divisor < 1 || count % divisor != 0) {
                throw new CourseException(
                        "The width of %s cannot be divided by %d, because a layer of it has %d"
                                + " channels: use one of %s.",
                        net, divisor, count, divisors(channels));
            }
        }
    }

    int of(int channels) {
        return channels / divisor;
    }

    private static String divisors(int[] channels) {
        return IntStream.rangeClosed(1, Arrays.stream(channels).min().orElse(1))
                .filter(d -> Arrays.stream(channels).allMatch(c -> c % d == 0))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
    }
}
