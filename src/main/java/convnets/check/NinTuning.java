package convnets.check;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.train.History;
import convnets.train.Training;
import java.util.function.Supplier;

/** Checks exercise 5.11: a training. */
final class NinTuning {

    /**
     * A small NiN on 2,000 pictures reaches 0.71 to 0.72 in 8 epochs (three seeds: 0.721, 0.721,
     * 0.711 on 1,000 test pictures); the net that the reader starts from gets 0.10 to 0.15.
     */
    private static final double FLOOR = 0.68;

    private NinTuning() {}

    static Verdict of(Training run) {
        return of(() -> run.net(), () -> run.history());
    }

    static Verdict of(Supplier<Block> net, Supplier<History> history) {
        Shape image = new Shape(1, 1, 28, 28);
        return Check.of(NinChecks.TUNED)
                .mistake(
                        () -> Counting.layers(net.get(), image, "dense") > 0,
                        "There is a dense layer in the net: NiN has none.")
                .mistake(
                        () -> Counting.layers(net.get(), image, "conv 1×1") == 0,
                        "There is no 1×1 convolution in the net: they make it a NiN.")
                .mistake(
                        () ->
                                !history.get()
                                        .settings()
                                        .get("data")
                                        .contains("2,000 training and 1,000 test pictures"),
                        "This was trained on other pictures: use the 2,000 that are called few.")
                .mistake(
                        () -> history.get().ending() == History.Ending.DIVERGED,
                        "The loss was no number any more: try a smaller learning rate.")
                .mistake(
                        () -> history.get().last().testAccuracy() < 0.2,
                        "The net stays at chance, one in ten: a ReLU on the logits can do that, and"
                                + " so can first weights that are too small.")
                .atLeast(
                        "test accuracy",
                        FLOOR,
                        () -> history.get().last().testAccuracy(),
                        "Which of these did you try: no ReLU on the logits, he(), adam(), smaller"
                                + " batches, more epochs?")
                .verdict(
                        () ->
                                String.format(
                                        "%.3f on pictures that it has not seen, with %,d"
                                                + " parameters.",
                                        history.get().last().testAccuracy(),
                                        Counting.parameters(net.get(), image)));
    }
}
