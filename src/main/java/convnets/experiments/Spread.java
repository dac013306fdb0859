package convnets.experiments;

import convnets.Text;
import java.util.Arrays;

/**
 * Where some values lie, and how far apart.
 *
 * @param mean of the values
 * @param deviation their standard deviation (of a sample: divided by n − 1); 0 of a single value
 * @param count the number n of values
 */
public record Spread(double mean, double deviation, int count) {

    /**
     * Measures some values.
     *
     * @param values two or more for a deviation; without any the mean is not a number
     * @return their spread
     */
    public static Spread of(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Spread(mean, Math.sqrt(squares / Math.max(1, values.length - 1)), values.length);
    }

    /**
     * Writes mean ± standard deviation, or the value alone if there is but one.
     *
     * @param digits after the point
     * @return such as 0.853 ± 0.004
     */
    public String text(int digits) {
        String number = "%." + digits + "f";
        return Text.format(count == 1 ? number : number + " ± " + number, mean, deviation);
    }
}
