package convnets.notebook;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import convnets.CourseException;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.junit.jupiter.api.Test;

/** A net of two classes that says b, but a if ink is on the last pixel. */
class DrawingPadTest {

    private static final int PIXELS = 28 * 28;
    private static final Picture BLANK = new Picture(new byte[PIXELS], 28, 28, -1, "blank");

    private static Block net(float biasOfB) {
        Block net =
                Nets.initialize(
                        sequential(flatten(), dense(2)), Init.he(), 0, new Shape(1, 1, 28, 28));
        float[] weights = new float[2 * PIXELS];
        weights[PIXELS - 1] = 10;
        HostArrays.set(net.getParameters().valueAt(0).getArray(), weights);
        HostArrays.set(net.getParameters().valueAt(1).getArray(), new float[] {0, biasOfB});
        return net;
    }

    private final BaseKernel kernel = new BaseKernel();
    private final CommManager browser = kernel.comms;

    private Map<String, Object> show(float biasOfB) {
        DrawingPad pad = DrawingPad.of(net(biasOfB), List.of("a", "b"), BLANK);
        return pad.bundle(new KernelComms(kernel));
    }

    /** The browser tells that this pixel has ink; what Java changes then. */
    private JsonObject draw(int pixel) {
        String id = browser.opened.get(0).id();
        int[] pixels = new int[PIXELS];
        pixels[pixel] = 255;
        String state = "{'pixels': " + Arrays.toString(pixels) + "}";
        browser.say(id, "{'method': 'update', 'state': " + state + "}");
        return browser.sent.get(browser.sent.size() - 1).data().getAsJsonObject("state");
    }

    @Test
    void anEmptyPadWaitsForADrawing() {
        show(1);
        JsonObject state = browser.opened.get(0).data().getAsJsonObject("state");
        assertEquals("Draw something.", state.get("answer").getAsString());
        assertEquals(JsonParser.parseString("[0, 0]"), state.get("probabilities"));
        assertEquals(JsonParser.parseString("['a', 'b']"), state.get("classes"));
        assertEquals(JsonParser.parseString("[]"), state.get("strokes"));
        assertEquals("", state.get("maps").getAsString());
        assertEquals("", state.get("words").getAsString());
        assertTrue(state.get("_esm").getAsString().contains("export default"));
        assertTrue(state.get("_css").getAsString().contains(".convnets-pad"));
    }

    @Test
    void theNetReadsWhatIsDrawn() {
        show(1);
        JsonObject first = draw(0);
        assertEquals("The net says b, with 73.1 %.", first.get("answer").getAsString());
        assertEquals(0.731, first.getAsJsonArray("probabilities").get(1).getAsDouble(), 1e-3);
        assertEquals(2, first.getAsJsonArray("probabilities").size());
        assertTrue(first.get("maps").getAsString().startsWith("iVBOR"), "a PNG in Base64");
        assertEquals(
                "Activations: output (2); most probable classes: 1: 0.731, 0: 0.269",
                first.get("words").getAsString());
        JsonObject last = draw(PIXELS - 1);
        assertEquals("The net says a, with 100.0 %.", last.get("answer").getAsString());
    }

    /** The kernel keeps the widget's answer; other pages have the picture and its words. */
    @Test
    void aPageWithoutWidgetsShowsTheShippedDrawing() {
        Map<String, Object> bundle = show(0);
        assertEquals(
                Map.of(
                        "version_major",
                        2,
                        "version_minor",
                        0,
                        "model_id",
                        browser.opened.get(0).id()),
                bundle.get("application/vnd.jupyter.widget-view+json"));
        assertTrue(((String) bundle.get("image/png")).startsWith("iVBOR"), "a PNG in Base64");
        assertEquals(
                "A pad to draw on, in JupyterLab. Here stands a drawing that came with the course:"
                        + " The net says a, with 50.0 %.",
                bundle.get("text/plain"), "of equals the first");
    }

    @Test
    void eachOutputNeedsAName() {
        Block net = net(0);
        CourseException refused =
                assertThrows(
                        CourseException.class,
                        () -> DrawingPad.of(net, List.of("a", "b", "c"), BLANK));
        assertEquals(
                "The net has 2 outputs for 3 names: give each output one.", refused.getMessage());
    }
}
