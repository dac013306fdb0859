package convnets.plot;

import convnets.AtomicFile;
import convnets.CourseException;
import convnets.Given;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures that follow each other, over and over: an animated GIF. A GIF has no half-transparent
 * pixels, so the frames lie on a dark screen.
 *
 * @param frames all of one size
 * @param milliseconds that each is shown
 * @param description what it shows, for those who cannot see it
 */
public record Animation(List<BufferedImage> frames, int milliseconds, String description) {

    /** More frames than this make a file that is too large for a notebook. */
    private static final int MOST = 500;

    /** Of all frames together; each takes a byte, and seconds to be reduced to 256 colors. */
    private static final int MOST_PIXELS = 100_000_000;

    /** The format counts hundredths of a second, in 16 bits. */
    private static final int LONGEST = 655_350;

    /**
     * Checks the frames.
     *
     * @param frames all of one size, at least one
     * @param milliseconds that each is shown
     * @param description what it shows
     */
    public Animation {
        Given.of("list of frames", frames);
        Given.of("description", description);
        if (frames.isEmpty()) {
            throw new CourseException("An animation needs at least one frame.");
        }
        if (frames.size() > MOST) {
            throw new CourseException(
                    "An animation has at most %d frames, and this one has %,d: leave some out.",
                    MOST, frames.size());
        }
        BufferedImage first = frames.get(0);
        if (frames.stream().anyMatch(frame -> !sameSize(frame, first))) {
            throw new CourseException(
                    "The frames of an animation are all of one size, and none of them is null.");
        }
        long pixels = (long) frames.size() * first.getWidth() * first.getHeight();
        if (pixels > MOST_PIXELS) {
            throw new CourseException(
                    "An animation of %,d frames of %,d×%,d pixels is too large for a notebook: leave"
                            + " some out, or make them smaller.",
                    frames.size(), first.getWidth(), first.getHeight());
        }
        if (milliseconds < 0 || milliseconds > LONGEST) {
            throw new CourseException(
                    "A frame can be shown for 0 to %,d milliseconds, not %,d.",
                    LONGEST, milliseconds);
        }
        frames = List.copyOf(frames);
    }

    private static boolean sameSize(BufferedImage frame, BufferedImage first) {
        return frame != null
                && first != null
                && frame.getWidth() == first.getWidth()
                && frame.getHeight() == first.getHeight();
    }

    /**
     * Writes the animation.
     *
     * @return the bytes of a GIF that repeats for ever
     */
    public byte[] gif() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            GifPalette indexed = new GifPalette();
            for (BufferedImage frame : frames) {
                BufferedImage picture = indexed.next(onScreen(frame));
                IIOMetadata metadata =
                        writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
                describe(metadata);
                writer.writeToSequence(new IIOImage(picture, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: it writes into memory
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /**
     * Writes the animation into a file.
     *
     * @param file such as images/shift.gif; what it held is replaced at once, never half
     * @throws CourseException if it cannot be written
     */
    public void save(Path file) {
        AtomicFile.write(file, out -> out.write(gif()));
    }

    private static BufferedImage onScreen(BufferedImage frame) {
        int width = frame.getWidth();
        int height = frame.getHeight();
        return new Canvas(width, height)
                .box(0, 0, width, height, GifPalette.SCREEN)
                .picture(frame, 0, 0, width, height)
                .image();
    }

    private void describe(IIOMetadata metadata) throws IIOInvalidTreeException {
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("transparentColorIndex", Integer.toString(GifPalette.UNCHANGED));
        control.setAttribute("delayTime", Integer.toString(milliseconds / 10));
        child(root, "ImageDescriptor").setAttribute("interlaceFlag", "FALSE"); // packs better
        IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
        repeat.setAttribute("applicationID", "NETSCAPE");
        repeat.setAttribute("authenticationCode", "2.0");
        repeat.setUserObject(new byte[] {1, 0, 0}); // repeat without end
        child(root, "ApplicationExtensions").appendChild(repeat);
        metadata.setFromTree(format, root);
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        if (root.getElementsByTagName(name).getLength() == 0) {
            root.appendChild(new IIOMetadataNode(name));
        }
        return (IIOMetadataNode) root.getElementsByTagName(name).item(0);
    }

    @Override
    public String toString() {
        return description;
    }
}
