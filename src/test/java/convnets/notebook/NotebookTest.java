package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.plot.Animation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
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
            assertFalse(Notebook.png(image).isEmpty());
            assertTrue(new Animation(List.of(image), 1, "still").gif().length > 0);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
