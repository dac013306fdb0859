package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import convnets.CourseException;
import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {

    /** Behind the signature and the chunk with the sizes. */
    private static final int BEHIND_HEADER = 8 + 25;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir Path folder;

    /** A text of 30 kB that becomes 30 MB when it is unpacked. */
    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iTXt"})
    void whatIsNoPictureIsNotUnpacked(String chunk) throws IOException {
        byte[] whole = png();
        String head = chunk.equals("iTXt") ? "a\0\1\0\0\0" : "a\0\0";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(whole, 0, BEHIND_HEADER);
        bytes.writeBytes(chunk(chunk, packedZeros(head, 30_000_000)));
        bytes.write(whole, BEHIND_HEADER, whole.length - BEHIND_HEADER);
        Path bomb = Files.write(folder.resolve("bomb.png"), bytes.toByteArray());
        PictureFile.read(Files.write(folder.resolve("whole.png"), whole)); // loads its classes
        long before = THREADS.getCurrentThreadAllocatedBytes();
        BufferedImage read = PictureFile.read(bomb);
        long used = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(used < 2_000_000, used + " bytes");
        assertEquals(Color.RED.getRGB(), read.getRGB(5, 5));
        assertEquals(Color.WHITE.getRGB(), read.getRGB(0, 0), "the transparent part");
    }

    /** Red, and transparent at the left. */
    private static byte[] png() throws IOException {
        byte[] red = {0, (byte) 255};
        IndexColorModel palette = new IndexColorModel(1, 2, red, new byte[2], new byte[2], 0);
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, i % 8 / 4);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** Java gives a color model of its own to gray values beside transparency. */
    @ParameterizedTest
    @ValueSource(ints = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT})
    void aGrayIsTheSameGrayWithTransparencyBesideIt(int type) throws IOException {
        ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ColorModel model =
                new ComponentColorModel(gray, true, false, Transparency.TRANSLUCENT, type);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        int full = type == DataBuffer.TYPE_BYTE ? 255 : 65_535;
        raster.setPixels(0, 0, 2, 1, new int[] {full * 100 / 255, full, full * 100 / 255, 0});
        Path file = folder.resolve("gray.png");
        ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile());
        BufferedImage read = PictureFile.read(file);
        assertEquals(new Color(100, 100, 100), new Color(read.getRGB(0, 0)));
        assertEquals(Color.WHITE, new Color(read.getRGB(1, 0)));
    }

    private static byte[] packedZeros(String head, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream packed =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
            packed.write(new byte[length]);
        }
        return bytes.toByteArray();
    }

    private static byte[] chunk(String type, byte[] contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(bytes);
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(contents);
        chunk.writeInt(contents.length);
        chunk.write(name);
        chunk.write(contents);
        chunk.writeInt((int) sum.getValue());
        return bytes.toByteArray();
    }

    /** Its pixels are few enough, but with 16 bits for each color they would take seconds. */
    @Test
    void pixelsOfManyBitsCountForMore() throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream sizes = new DataOutputStream(header);
        sizes.writeInt(10_000);
        sizes.writeInt(10_000);
        sizes.write(new byte[] {16, 2, 0, 0, 0}); // 16 bits of red, green and blue
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(png(), 0, 8);
        bytes.writeBytes(chunk("IHDR", header.toByteArray()));
        bytes.writeBytes(chunk("IDAT", packedZeros("", 100)));
        bytes.writeBytes(chunk("IEND", new byte[0]));
        Path file = Files.write(folder.resolve("deep.png"), bytes.toByteArray());
        assertEquals(
                file
                        + " has 10,000×10,000 pixels of 48 bits, and at most 300,000,000 bytes of"
                        + " pixels are read: make it smaller, or save it as JPEG.",
                assertThrows(CourseException.class, () -> PictureFile.read(file)).getMessage());
    }

    /** A file of 30 kB that takes minutes: one pass over all pixels, again and again. */
    @Test
    void aPictureThatIsDrawnOverAndOverIsRefused() throws IOException {
        byte[] whole = progressive();
        Path file = Files.write(folder.resolve("progressive.jpg"), whole);
        assertEquals(2_000, PictureFile.read(file).getWidth());
        assertEquals(6, JpegScans.count(file));
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int end = whole.length - 2;
        int second = text.indexOf("\u00ff\u00da", text.indexOf("\u00ff\u00da") + 1);
        int third = text.indexOf("\u00ff\u00da", second + 1);
        String often = text.substring(second, third).repeat(300);
        text = text.substring(0, end) + often + text.substring(end);
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file
                        + " is drawn in 306 passes, each over 2,000×2,000 pixels, which would take"
                        + " long: open it in another program and save it as PNG.",
                assertThrows(CourseException.class, () -> PictureFile.read(file)).getMessage());
    }

    /** Few passes, over so many pixels that they would take seconds. */
    @Test
    void aLargePictureIsDrawnInFewPasses() throws IOException {
        byte[] bytes = progressive();
        int frame = 0; // where the size stands
        while ((bytes[frame] & 0xff) != 0xff || (bytes[frame + 1] & 0xff) != 0xc2) {
            frame++;
        }
        ByteBuffer.wrap(bytes)
                .putShort(frame + 5, (short) 9_000)
                .putShort(frame + 7, (short) 9_500);
        Path file = Files.write(folder.resolve("large.jpg"), bytes);
        assertEquals(
                file
                        + " is drawn in 6 passes, each over 9,500×9,000 pixels, which would take"
                        + " long: open it in another program and save it as PNG.",
                assertThrows(CourseException.class, () -> PictureFile.read(file)).getMessage());
    }

    /** A gray picture of 2000×2000 pixels as a JPEG in six passes. */
    private static byte[] progressive() throws IOException {
        BufferedImage image = new BufferedImage(2_000, 2_000, BufferedImage.TYPE_BYTE_GRAY);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam progressive = writer.getDefaultWriteParam();
        progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), progressive);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Java's reader would copy what it has of the comment for each of these pieces: for hours. */
    @Test
    void aCommentInManyPiecesIsNotRead() throws IOException {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 4; y++) {
            image.setRGB(3, y, Color.BLUE.getRGB());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "gif", bytes);
        byte[] whole = bytes.toByteArray();
        Path file = Files.write(folder.resolve("comment.gif"), whole);
        BufferedImage plain = PictureFile.read(file);
        assertEquals(Color.WHITE.getRGB(), plain.getRGB(0, 0), "where it was transparent");
        assertEquals(Color.BLUE.getRGB(), plain.getRGB(3, 1));
        int colors = whole[10] < 0 ? 3 << (whole[10] & 7) + 1 : 0;
        int begin = 13 + colors;
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(whole, 0, begin);
        longer.writeBytes(new byte[] {0x21, (byte) 0xfe});
        longer.writeBytes("\u0001x".repeat(500_000).getBytes(StandardCharsets.ISO_8859_1));
        longer.write(0);
        longer.write(whole, begin, whole.length - begin);
        Files.write(file, longer.toByteArray());
        BufferedImage read = assertTimeout(Duration.ofSeconds(10), () -> PictureFile.read(file));
        assertEquals(Color.BLUE.getRGB(), read.getRGB(3, 1));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(
                assertThrows(CourseException.class, () -> PictureFile.read(file))
                        .getMessage()
                        .contains(" cannot be read (it ends too early)"));
    }
}
