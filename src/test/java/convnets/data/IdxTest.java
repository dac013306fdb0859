package convnets.data;

import static convnets.data.TinySet.IMAGES;
import static convnets.data.TinySet.LABELS;
import static convnets.data.TinySet.idx;
import static convnets.data.TinySet.zip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdxTest {

    private static final byte[] VALUES = {0, 1, 127, -128, -1, 6, 7, 8};

    @Test
    void readsSizesAndValuesZippedOrNot() throws IOException {
        byte[] file = idx(VALUES, IMAGES, 2, 2, 2);
        for (Idx images : new Idx[] {read(file, 3), read(zip(file), 3)}) {
            assertArrayEquals(new int[] {2, 2, 2}, images.sizes());
            assertArrayEquals(VALUES, images.values());
            assertEquals(2, images.count());
        }
        assertArrayEquals(VALUES, read(idx(VALUES, LABELS, 8), 1).values());
    }

    @Test
    void saysThatTheFileEndsTooEarly() throws IOException {
        byte[] file = idx(VALUES, IMAGES, 2, 2, 2);
        byte[] zipped = zip(file);
        for (int length = 0; length < 16; length++) {
            assertFault("it ends too early", Arrays.copyOf(file, length), 3);
        }
        for (int length = 0; length < zipped.length; length++) {
            assertFault("it ends too early", Arrays.copyOf(zipped, length), 3);
        }
    }

    @Test
    void countsTheValues() {
        String few = "it announces 8 values and holds 7";
        assertFault(few, idx(Arrays.copyOf(VALUES, 7), LABELS, 8), 1);
        String many = "it holds more than the 7 values that it announces";
        assertFault(many, idx(VALUES, LABELS, 7), 1);
        assertFault(many, idx(new byte[8], LABELS, 7), 1);
    }

    @Test
    void tellsLabelsAndImagesApart() {
        String labels = "its magic number is 2049, and images have 2051";
        assertFault(labels, idx(VALUES, LABELS, 8), 3);
        String images = "its magic number is 2051, and labels have 2049";
        assertFault(images, idx(VALUES, IMAGES, 2, 2, 2), 1);
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertFault("0 cannot be one of its sizes", idx(VALUES, IMAGES, 2, 0, 2), 3);
        assertFault("-1 cannot be one of its sizes", idx(VALUES, LABELS, -1), 1);
        String huge = "2147483647 cannot be one of its sizes";
        assertFault(huge, idx(VALUES, IMAGES, 2, Integer.MAX_VALUE, 2), 3);
    }

    @Test
    void announcingTooMuchCostsNoMemory() {
        int most = (int) Idx.room();
        assertTrue(2L * most < Runtime.getRuntime().maxMemory(), "twice in memory");
        String held = Text.format("it announces %,d values and holds 8", most);
        assertFault(held, idx(VALUES, LABELS, most), 1);
        String room =
                Text.format("it announces 2,147,483,647 values, and there is room for %,d", most);
        assertFault(room, idx(VALUES, LABELS, Integer.MAX_VALUE), 1);
    }

    @Test
    void aBombIsRefusedByItsHeadOrAtItsFirstValueTooMany() throws IOException {
        for (int announced : new int[] {Integer.MAX_VALUE, 8}) {
            AtomicLong read = new AtomicLong();
            InputStream endless =
                    new InputStream() {
                        @Override
                        public int read() {
                            byte[] head = idx(new byte[0], LABELS, announced);
                            long i = read.getAndIncrement();
                            return i < head.length ? head[(int) i] & 0xff : 7;
                        }
                    };
            assertThrows(IOException.class, () -> Idx.read(endless, 1));
            assertTrue(read.get() <= 1 << 16, "one buffer");
        }
    }

    /** Java's reader calls itself once for each of them. */
    @Test
    void manyEmptyPartsOfGzipAreNoBottomlessPit() throws IOException {
        byte[] none = zip(new byte[0]);
        byte[] file = zip(idx(VALUES, LABELS, 8));
        ByteBuffer all = ByteBuffer.allocate(100_000 * none.length + file.length);
        for (int i = 0; i < 100_000; i++) {
            all.put(none);
        }
        assertFault("its compressed contents are corrupt", all.put(file).array(), 1);
    }

    @Test
    void noticesDamageInsideGzip() throws IOException {
        byte[] noise = new byte[500];
        new Random(1).nextBytes(noise);
        byte[] zipped = zip(idx(noise, LABELS, 500));
        String corrupt = "its compressed contents are corrupt";
        for (int place : new int[] {zipped.length / 2, zipped.length - 6}) {
            byte[] damaged = zipped.clone();
            damaged[place] ^= 1; // a value; the checksum
            assertFault(corrupt, damaged, 1);
        }
    }

    private static Idx read(byte[] file, int dimensions) throws IOException {
        return Idx.read(new ByteArrayInputStream(file), dimensions);
    }

    private static void assertFault(String reason, byte[] file, int dimensions) {
        IOException e = assertThrows(IOException.class, () -> read(file, dimensions));
        assertEquals(reason, e.getMessage());
    }
}
