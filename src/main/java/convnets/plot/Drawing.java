package convnets.plot;

import java.awt.image.BufferedImage;

/**
 * A finished picture with its description.
 *
 * @param image the picture
 * @param description what it shows, for those who cannot see it
 */
public record Drawing(BufferedImage image, String description) {

    @Override
    public String toString() {
        return description;
    }
}
