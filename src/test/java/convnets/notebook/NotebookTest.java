package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.plot.Animation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {

    /** It may be full, or missing. */
    @Test
    void aPictureNeedsNoTemporaryFolder(@TempDir Path folder) throws IOException {
        BufferedImage image = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        try {
            Files.delete(gone);
            byte[] png = Base64.getDecoder().decode(Notebook.png(image));
            byte[] gif = new Animation(List.of(image), 1, "still").gif();
            for (byte[] bytes : List.of(png, gif)) {
                BufferedImage read =
                        ImageIO.read(
                                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
                assertEquals(List.of(9, 9), List.of(read.getWidth(), read.getHeight()));
            }
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
