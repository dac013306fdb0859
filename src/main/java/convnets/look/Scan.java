package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.Given;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.nn.Convolutional;
import convnets.nn.Nets;

/**
 * Reads a strip of digits of any width in one pass. The net is made convolutional to its end
 * ({@link Convolutional}), so it gives ten probabilities every few pixels: for LeNet, with its two
 * poolings, every four.
 *
 * @param net that scans: (N, 1, 28, w) → (N, 10, 1, places) logits; for LeNet there are w/4 − 6
 *     places
 * @param step pixels from one answer to the next: what the net's strides make together
 */
public record Scan(SequentialBlock net, int step) {

    private static final Shape DIGIT = new Shape(1, 1, DigitStrip.HEIGHT, DigitStrip.HEIGHT);

    /**
     * Prepares a net for scanning; the net itself is not changed.
     *
     * @param net with weights, for 28×28 digits, such as {@link convnets.models.LeNet}
     * @return the scanner
     * @throws CourseException if the net has no weights or cannot be made convolutional
     */
    public static Scan of(Block net) {
        LayerOutput.check(net, DIGIT);
        SequentialBlock wide = Convolutional.of(net, DIGIT);
        return new Scan(wide, ReceptiveField.of(wide, DIGIT, wide.getChildren().size()).jump());
    }

    /**
     * Reads a strip.
     *
     * @param strip at least 28 pixels wide
     * @return ten probabilities for each place
     * @throws CourseException if the strip is too narrow or not 28 pixels high
     */
    public Reading read(DigitStrip strip) {
        Given.of("strip", strip);
        int width = strip.picture().width();
        if (width < DigitStrip.HEIGHT || strip.picture().height() != DigitStrip.HEIGHT) {
            throw new CourseException(
                    "A strip must be %d pixels high and at least %d wide, not %d×%d.",
                    DigitStrip.HEIGHT, DigitStrip.HEIGHT, strip.picture().height(), width);
        }
        try (NDManager manager = HostArrays.newManager()) {
            NDArray logits = Nets.forward(net, strip.picture().toArray(manager));
            NDArray places = logits.softmax(1).reshape(logits.getShape().get(1), -1).transpose();
            return new Reading(strip, step, Grids.grid(places));
        }
    }
}
