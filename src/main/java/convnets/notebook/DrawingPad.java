package convnets.notebook;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Floats;
import convnets.Text;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.look.Activations;
import convnets.nn.Nets;
import convnets.plot.Drawing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pad to draw a digit on with mouse or finger; a net reads it while you draw, and shows the
 * probabilities of its classes and what every layer puts out.
 *
 * <p>In a page without Jupyter's widgets, such as a repository's, a shipped drawing stands in its
 * place, with what the net says to it.
 *
 * @param net with weights, (1, 1, 28, 28) → (1, classes)
 * @param classes the names of its outputs
 * @param still what is shown where nobody can draw
 */
public record DrawingPad(Block net, List<String> classes, Picture still) {

    private static final int SIDE = 28;

    /**
     * A pad for a net that reads digits.
     *
     * @param net with weights
     * @param classes the names of its outputs, such as {@code Mnist.CLASSES}
     * @param still a 28×28 picture for pages in which nobody can draw
     * @return the pad: the value of a cell
     * @throws CourseException if the net has no weights or does not read such pictures
     */
    public static DrawingPad of(Block net, List<String> classes, Picture still) {
        DrawingPad pad = new DrawingPad(net, List.copyOf(classes), still);
        int outputs = pad.probabilities(still).length;
        if (outputs != classes.size()) {
            throw new CourseException(
                    "The net has %s for %s: give each output one.",
                    Text.count(outputs, "output"), Text.count(classes.size(), "name"));
        }
        return pad;
    }

    /** What the kernel shows: the widget, and for other pages a picture and words. */
    Map<String, Object> bundle(KernelComms comms) {
        Map<String, Object> state = new LinkedHashMap<>(answer(new byte[SIDE * SIDE]));
        state.put("classes", classes);
        state.put("strokes", List.of());
        Widget widget =
                new Widget(comms, resource("pad.js"), resource("pad.css"), state, this::answer);
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("application/vnd.jupyter.widget-view+json", widget.view());
        bundle.putAll(shipped());
        return bundle;
    }

    /** The shipped drawing and the net's answer to it. */
    Map<String, Object> shipped() {
        Drawing maps = Activations.of(net, still);
        String words =
                "A pad to draw on, in JupyterLab. Here stands a drawing that came with the course: "
                        + sentence(probabilities(still));
        return Map.of("image/png", Notebook.png(maps.image()), "text/plain", words);
    }

    private Map<String, Object> answer(Map<String, Object> state) {
        byte[] pixels = new byte[SIDE * SIDE];
        List<?> grays = (List<?>) state.get("pixels");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = ((Number) grays.get(i)).byteValue();
        }
        return answer(pixels);
    }

    private Map<String, Object> answer(byte[] pixels) {
        if (Arrays.equals(pixels, new byte[pixels.length])) {
            return answer("Draw something.", new float[classes.size()], "", "");
        }
        Picture drawn = new Picture(pixels, SIDE, SIDE, -1, "drawn");
        float[] probabilities = probabilities(drawn);
        Drawing maps = Activations.of(net, drawn);
        String png = Notebook.png(maps.image());
        return answer(sentence(probabilities), probabilities, png, maps.description());
    }

    private static Map<String, Object> answer(
            String sentence, float[] probabilities, String maps, String words) {
        return Map.of(
                "answer", sentence, "probabilities", probabilities, "maps", maps, "words", words);
    }

    private float[] probabilities(Picture picture) {
        try (NDManager manager = HostArrays.newManager()) {
            return Nets.forward(net, picture.toArray(manager)).softmax(1).toFloatArray();
        }
    }

    private String sentence(float[] probabilities) {
        int best = Floats.argMax(probabilities);
        return Text.format(
                "The net says %s, with %.1f %%.", classes.get(best), 100 * probabilities[best]);
    }

    private static String resource(String name) {
        try (InputStream in = DrawingPad.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
