import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import javax.imageio.ImageIO;

/** Says what a picture shows, without the course: asks an exported net for color pictures. */
public class AskOnnx {

    public static void main(String[] arguments) throws Exception {
        var environment = OrtEnvironment.getEnvironment();
        try (var net = environment.createSession(arguments[0])) {
            var input = (TensorInfo) net.getInputInfo().get("pictures").getInfo();
            int size = (int) input.getShape()[2]; // (N, 3, height, width), here a square
            long[] one = {1, 3, size, size};
            try (var x = OnnxTensor.createTensor(environment, pixels(arguments[1], size), one);
                    var answer = net.run(Map.of("pictures", x))) {
                float[][] logits = (float[][]) answer.get("logits").orElseThrow().getValue();
                String notes = net.getMetadata().getCustomMetadata().get("classes");
                var names = new ObjectMapper().readTree(notes);
                System.out.println(arguments[1] + ": " + names.get(largest(logits[0])).asText());
            }
        }
    }

    /** The middle square, averaged down; values from 0 to 1, all of red, of green, of blue. */
    static FloatBuffer pixels(String file, int size) throws IOException {
        BufferedImage image = ImageIO.read(new File(file));
        int side = Math.min(image.getWidth(), image.getHeight());
        int left = (image.getWidth() - side) / 2;
        int top = (image.getHeight() - side) / 2;
        var small = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        var middle = image.getSubimage(left, top, side, side);
        var averaged = middle.getScaledInstance(size, size, BufferedImage.SCALE_AREA_AVERAGING);
        small.createGraphics().drawImage(averaged, 0, 0, Color.WHITE, null);

        int[] colors = small.getRGB(0, 0, size, size, null, 0, size);
        var values = FloatBuffer.allocate(3 * colors.length);
        for (int shift = 16; shift >= 0; shift -= 8) {
            for (int color : colors) {
                values.put((color >> shift & 255) / 255f);
            }
        }
        return values.flip();
    }

    static int largest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
