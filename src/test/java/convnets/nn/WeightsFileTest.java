package convnets.nn;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.SealedFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody made on purpose, with a checksum that is right. */
class WeightsFileTest {

    @TempDir Path folder;

    /** Six terabytes of weights, in a file of a kilobyte. */
    @Test
    void moreWeightsThanTheFileHasCostNoMemory() throws IOException {
        Shape picture = new Shape(1, 28, 28);
        Block net = sequential(flatten(), dense(2_000_000_000));
        WeightsHeader header =
                new WeightsHeader(
                        "flatten; dense 2000000000",
                        NetIdentity.of(net, new Shape(1).addAll(picture)),
                        picture,
                        List.of(),
                        new ModelJson(
                                LayerInfos.of(net),
                                new ModelInfo(List.of("a", "b"), Preparation.MIDDLE_SQUARE)));
        assertRefused("are of another net", bytes(header));
    }

    /** The first number of a kind: how long a text, how many dimensions, how large a picture. */
    @ParameterizedTest
    @CsvSource({"text, -1", "dimensions, -1", "dimensions, 2000000000", "size, -1", "size, 100001"})
    void numbersThatCannotBeAreRefused(String what, int number) throws IOException {
        Shape picture = new Shape(1, 1, 1000);
        WeightsHeader header =
                new WeightsHeader(
                        "flatten",
                        NetIdentity.of(flatten(), new Shape(1).addAll(picture)),
                        picture,
                        List.of(),
                        new ModelJson(null, null));
        byte[] bytes = bytes(header);
        int dimensions =
                4 + 7 + 4 + header.identity().text().getBytes(StandardCharsets.UTF_8).length;
        int place =
                switch (what) {
                    case "text" -> 0;
                    case "dimensions" -> dimensions;
                    default -> dimensions + 4;
                };
        ByteBuffer changed = ByteBuffer.wrap(bytes);
        if (what.equals("size")) {
            changed.putLong(place, number);
        } else {
            changed.putInt(place, number);
        }
        assertRefused("is damaged or holds no saved weights", bytes);
    }

    private static byte[] bytes(WeightsHeader header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        header.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private void assertRefused(String words, byte[] header) {
        Path file = folder.resolve("hostile.model");
        SealedFile.write(
                file,
                out -> {
                    out.writeUTF("convnets model");
                    out.writeInt(1);
                    out.write(header);
                });
        String said =
                assertThrows(CourseException.class, () -> SavedNet.load(file, Device.cpu()))
                        .getMessage();
        assertTrue(said.contains(words), said);
    }
}
