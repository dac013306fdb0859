package convnets.train;

import ai.djl.ndarray.types.Shape;
import convnets.Text;
import convnets.data.ImageData;
import convnets.data.Images;

/**
 * Which pictures a net learned from and was tested on: equal identities, equal pictures.
 *
 * @param name of the data set
 * @param train the pictures to learn from
 * @param test the pictures to be tested on
 */
public record DataIdentity(String name, Part train, Part test) {

    /**
     * One of the two sets.
     *
     * @param pictures how many
     * @param channels of a picture: 1 for gray
     * @param height of a picture as the net gets it, in pixels
     * @param width of a picture as the net gets it, in pixels
     * @param classes how many
     * @param checksum of the pictures as they are stored, their labels and the classes' names
     */
    public record Part(
            int pictures, long channels, long height, long width, int classes, String checksum) {

        static Part of(Images images) {
            Shape one = images.shape(1);
            return new Part(
                    images.size(),
                    one.get(1),
                    one.get(2),
                    one.get(3),
                    images.names().size(),
                    images.checksum());
        }
    }

    static DataIdentity of(ImageData data) {
        return new DataIdentity(data.name(), Part.of(data.train()), Part.of(data.test()));
    }

    @Override
    public String toString() {
        return Text.format(
                "%s: %,d training and %s of %d×%d×%d values, %s, checksums %s and %s",
                name,
                train.pictures,
                Text.count(test.pictures, "test picture"),
                train.channels,
                train.height,
                train.width,
                Text.count(train.classes, "class", "classes"),
                train.checksum,
                test.checksum);
    }
}
