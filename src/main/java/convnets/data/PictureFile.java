package convnets.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import convnets.CourseException;
import convnets.CourseFolder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads a picture file as a person would see it: upright, without transparency, of any size. */
final class PictureFile {

    /** A file of a few kilobytes can announce more pixels than fit into memory. */
    private static final long MOST_PIXELS = 100_000_000;

    /** Of pixels before they are thinned out: 8 bits for each color of the largest picture. */
    private static final long MOST_BYTES = 3 * MOST_PIXELS;

    /**
     * Pixels that are drawn, over and over: as many as a picture of 30 megapixels has in the ten
     * passes that are usual. That takes about a second; the largest picture in ten passes took 2 to
     * 4.5 s of a core.
     */
    private static final long MOST_DRAWN = 3 * MOST_PIXELS;

    /** A photo has more pixels than any net of this course looks at. */
    private static final int LONGEST_SIDE = 2048;

    private PictureFile() {}

    /**
     * Reads a file.
     *
     * @param file PNG, JPEG, GIF or BMP
     * @return red, green and blue, as the camera was held, on white where it was transparent; of a
     *     large picture every second, third … row and column
     * @throws CourseException if there is no such file, it is no picture, or it is too large
     */
    static BufferedImage read(Path file) {
        CourseFolder.requireFile(file, "There is no picture file %s: correct the name.");
        if (!Files.isReadable(file)) {
            throw new CourseException("%s may not be read: change its rights, or copy it.", file);
        }
        try (InputStream bytes = PlainPng.open(file);
                ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new NoPictureException(file);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return upright(reader.read(0, sparse(reader, file)), orientation(file));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // Java's readers throw much on damaged files
            throw e instanceof CourseException sentence
                    ? sentence
                    : new CourseException(
                            "%s cannot be read (%s): open it in another program and save it as PNG.",
                            file, reason(e));
        }
    }

    private static String reason(Exception e) {
        return e instanceof IOException fault ? CourseException.reason(fault) : e.getMessage();
    }

    private static ImageReadParam sparse(ImageReader reader, Path file) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width < 1 || height < 1) {
            throw new CourseException(
                    "%s has %,d×%,d pixels: take another picture.", file, width, height);
        }
        if (width * height > MOST_PIXELS) {
            throw new CourseException(
                    "%s has %,d×%,d pixels, and at most %,d are read: make it smaller.",
                    file, width, height, MOST_PIXELS);
        }
        if (reader.getFormatName().equals("JPEG")) {
            int passes = JpegScans.count(file);
            if (width * height * passes > MOST_DRAWN) {
                throw new CourseException(
                        "%s is drawn in %,d passes, each over %,d×%,d pixels, which would take long:"
                                + " open it in another program and save it as PNG.",
                        file, passes, width, height);
            }
        } else {
            int bits = reader.getRawImageType(0).getColorModel().getPixelSize();
            if (width * height * bits > Byte.SIZE * MOST_BYTES) {
                throw new CourseException(
                        "%s has %,d×%,d pixels of %d bits, and at most %,d bytes of pixels are"
                                + " read: make it smaller, or save it as JPEG.",
                        file, width, height, bits, MOST_BYTES);
            }
        }
        int step = (int) ((Math.max(width, height) + LONGEST_SIDE - 1) / LONGEST_SIDE);
        ImageReadParam sparse = reader.getDefaultReadParam();
        sparse.setSourceSubsampling(step, step, 0, 0);
        return sparse;
    }

    /** How the camera was held: 1 to 8, as EXIF counts; 1 is upright. */
    private static int orientation(Path file) throws IOException {
        try (InputStream in = PlainPng.open(file)) {
            ExifIFD0Directory exif =
                    ImageMetadataReader.readMetadata(in)
                            .getFirstDirectoryOfType(ExifIFD0Directory.class);
            return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
                    : 1;
        } catch (ImageProcessingException | MetadataException e) {
            return 1; // a picture without a word about the camera
        }
    }

    /**
     * Turned as the camera was held, and on white. Orientations 2, 4, 5 and 7 are mirrored, 3 and 4
     * upside down, 5 to 8 on their side.
     */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        int width = image.getWidth();
        int height = image.getHeight();
        AffineTransform turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                    default -> new AffineTransform();
                };
        boolean lies = turn.getShearX() != 0;
        BufferedImage upright =
                new BufferedImage(
                        lies ? height : width, lies ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = upright.createGraphics();
        g.transform(turn);
        g.drawImage(even(image), 0, 0, Color.WHITE, null);
        g.dispose();
        return upright;
    }

    /**
     * Java takes gray values beside transparency for another scale, and would make them lighter.
     */
    private static BufferedImage even(BufferedImage image) {
        WritableRaster raster = image.getRaster();
        boolean grayWithAlpha =
                image.getColorModel() instanceof ComponentColorModel && raster.getNumBands() == 2;
        if (!grayWithAlpha) {
            return image;
        }
        ColorModel colors =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        true,
                        false,
                        Transparency.TRANSLUCENT,
                        raster.getTransferType());
        WritableRaster all =
                raster.createWritableChild(
                        0, 0, image.getWidth(), image.getHeight(), 0, 0, new int[] {0, 0, 0, 1});
        return new BufferedImage(colors, all, false, null);
    }
}
