package convnets.exercises;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.Text;
import convnets.models.Vgg;
import convnets.nn.Conv;
import convnets.nn.LayerInfo;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import java.util.function.ToIntFunction;

/** Checks exercise 6.6: the receptive field. */
final class FieldCheck {

    private FieldCheck() {}

    static Verdict of(ToIntFunction<Block> field) {
        Block two = sequential(conv(4, 3).pad(1), relu(), conv(4, 3).pad(1), relu());
        Block vgg11 = beforeDense(Vgg.block(11));
        Block vgg16 = beforeDense(Vgg.block(16));
        return Check.of(VggChecks.FIELD)
                .mistake(
                        () -> field.applyAsInt(two) == 1,
                        "Two convolutions of 3×3 see more than a single pixel: what does each one"
                                + " add?")
                .mistake(
                        () -> field.applyAsInt(two) == 6,
                        "The windows of two convolutions overlap: a window of k pixels adds k − 1"
                                + " to what is seen, not k.")
                .equal(
                        "side for two convolutions of 3×3",
                        5,
                        () -> field.applyAsInt(two),
                        "The chapter has measured it with a single bright pixel.")
                .mistake(
                        () -> field.applyAsInt(vgg11) == field(vgg11, false, true, false),
                        "After a pooling, neighbors in the map are two pixels of the picture"
                                + " apart: keep the step, and multiply by it.")
                .mistake(
                        () -> field.applyAsInt(vgg11) == field(vgg11, true, false, false),
                        "A pooling sees more than one value too: it is a window like any other.")
                .mistake(
                        () -> field.applyAsInt(vgg11) == field(vgg11, true, true, true),
                        "A layer's window is counted in steps of the map that it reads: let the"
                                + " step grow after the window is added, not before.")
                .equal(
                        "side for VGG-11's blocks",
                        field(vgg11, true, true, false),
                        () -> field.applyAsInt(vgg11),
                        "Go through the first block by hand: 3 pixels, then 4.")
                .equal(
                        "side for VGG-16's blocks",
                        field(vgg16, true, true, false),
                        () -> field.applyAsInt(vgg16),
                        "It has more convolutions, and they count more the later they stand.")
                .verdict(
                        () ->
                                Text.format(
                                        "A value at the end of VGG-11 is computed from a window of"
                                                + " %d pixels, and one of VGG-16 from %d: most of"
                                                + " the picture.",
                                        field.applyAsInt(vgg11), field.applyAsInt(vgg16)));
    }

    private static SequentialBlock beforeDense(SequentialBlock net) {
        SequentialBlock maps = new SequentialBlock();
        net.getChildren().values().subList(0, 5).forEach(maps::add);
        return maps.add(flatten());
    }

    /** The field, or what comes out if a part of the rule is left out. */
    private static int field(Block net, boolean steps, boolean poolings, boolean early) {
        int side = 1;
        int step = 1;
        for (Block layer : Nets.layers(net)) {
            SlidingWindow window = LayerInfo.of(layer).window().orElse(null);
            if (window != null) {
                int before = step;
                step *= steps ? window.stride() : 1;
                if (poolings || layer instanceof Conv) {
                    side += (window.kernelSize() - 1) * (early ? step : before);
                }
            }
        }
        return side;
    }
}
