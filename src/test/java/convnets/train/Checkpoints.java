package convnets.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Checkpoints as nobody should have written them, but with the right checksum. */
public final class Checkpoints {

    private Checkpoints() {}

    /**
     * Replaces the first occurrence of a text in the file and mends the checksum.
     *
     * @param file a checkpoint
     * @param old a text in it
     * @param changed what it becomes
     * @throws IOException if the file cannot be read or written
     */
    public static void edit(Path file, String old, String changed) throws IOException {
        byte[] all = Files.readAllBytes(file);
        byte[] whole = Arrays.copyOf(all, all.length - Long.BYTES);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        if (!text.contains(old)) {
            throw new IllegalStateException(old + " is not in " + file);
        }
        int at = text.indexOf(old);
        String edited = text.substring(0, at) + changed + text.substring(at + old.length());
        byte[] bytes = edited.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ByteBuffer out = ByteBuffer.allocate(bytes.length + Long.BYTES);
        Files.write(file, out.put(bytes).putLong(checksum.getValue()).array());
    }
}
