package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.basicdataset.cv.classification.ImageFolder;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.repository.Repository;
import convnets.CourseException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {

    @TempDir Path root;

    private void picture(String file, int width, int height, Color color) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(color);
        g.fillRect(0, 0, width, height);
        g.dispose();
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        String kind = file.charAt(file.length() - 2) == 'p' ? "jpg" : "png";
        ImageIO.write(image, kind, path.toFile());
    }

    private void three(String name, Color color) throws IOException {
        for (String file : List.of("a.png", "b.png", "c.png")) {
            picture(name + "/" + file, 8, 8, color);
        }
    }

    private PictureFolder read(int size) {
        return PictureFolder.read(root.toString(), size);
    }

    private String refused() {
        return assertThrows(CourseException.class, () -> read(8)).getMessage();
    }

    @Test
    void becomesColorPicturesOfOneSize() throws IOException {
        picture("red/wide.png", 60, 20, Color.RED);
        picture("red/high.jpg", 8, 30, Color.RED);
        picture("blue/large.png", 3000, 200, Color.BLUE);
        PictureFolder folder = read(8);
        assertEquals(List.of("blue", "red"), folder.images().names());
        assertArrayEquals(new int[] {1, 2}, folder.images().classCounts());
        byte[] blue = new byte[192];
        Arrays.fill(blue, 128, 192, (byte) 255);
        assertEquals(new Picture(blue, 3, 8, 8, 0, "blue"), folder.images().get(0));
        assertEquals(root.resolve("red/high.jpg"), folder.files().get(1));
        assertEquals(List.of(), folder.skipped());
        assertTrue(folder.toString().contains("8×8 pixels, 2 classes (blue 1, red 2)"));
    }

    @Test
    void isAveragedDownAndCutToItsMiddleSquare() throws IOException {
        three("other", Color.WHITE);
        BufferedImage image = new BufferedImage(12, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 16; i += 2) { // stripes in the middle square, which is 4 to 7
            image.setRGB(4 + i % 4, i / 4, 0xffffff);
        }
        Files.createDirectories(root.resolve("stripes"));
        ImageIO.write(image, "png", root.resolve("stripes/a.png").toFile());
        Picture stripes = read(2).images().get(3);
        for (byte value : stripes.pixels()) {
            assertEquals(127.5, Byte.toUnsignedInt(value), 0.6);
        }
    }

    /** DJL's ImageFolder, where it serves, gives the same numbers. */
    @Test
    void agreesWithDjl() throws IOException {
        picture("b/one.png", 16, 16, new Color(10, 20, 30));
        picture("a/two.png", 16, 16, new Color(250, 0, 128));
        picture("c/three.png", 16, 16, Color.BLACK);
        Images expected = Images.of(djl());
        Images found = read(16).images();
        assertEquals(expected.names(), found.names());
        assertEquals(List.copyOf(expected), List.copyOf(found));
    }

    private ImageFolder djl() {
        return ImageFolder.builder()
                .setRepository(Repository.newInstance("test", root))
                .addTransform(new ToTensor())
                .setSampling(1, false)
                .build();
    }

    /** Why we read the files ourselves. */
    @Test
    void djlEndsAtAFileThatIsNoPicture() throws IOException {
        three("cat", Color.RED);
        three("dog", Color.BLUE);
        Files.writeString(root.resolve("cat/notes.png"), "no picture");
        assertThrows(RuntimeException.class, () -> Images.of(djl()));
        assertEquals(6, read(8).images().size());
    }

    @Test
    void namesWhatItSkips() throws IOException {
        three("cat", Color.RED);
        three("dog", Color.BLUE);
        Files.writeString(root.resolve("cat/notes.png"), "no picture");
        Files.createFile(root.resolve("cat/zero.png"));
        picture("dog/tiny.png", 7, 1, Color.BLUE);
        Files.writeString(root.resolve("readme.txt"), "words");
        Files.createDirectories(root.resolve("dog/more"));
        Files.createDirectories(root.resolve(".ipynb_checkpoints"));
        Files.writeString(root.resolve("dog/.DS_Store"), "a file of the system");
        byte[] whole = Files.readAllBytes(root.resolve("cat/a.png"));
        Files.write(root.resolve("cat/half.png"), Arrays.copyOf(whole, whole.length / 2));
        PictureFolder folder = read(8);
        assertEquals(6, folder.images().size());
        assertEquals(6, folder.files().size());
        String all = String.join("\n", folder.skipped());
        assertEquals(6, folder.skipped().size(), all);
        for (String words :
                List.of(
                        "readme.txt lies in no folder of a class.",
                        "notes.png is no picture that Java can read",
                        "zero.png is no picture that Java can read",
                        "half.png cannot be read",
                        "tiny.png has 1×7 pixels only: too few for a picture of 8×8.",
                        "more is a folder inside that of a class: its files are not read.")) {
            assertTrue(all.contains(words), words + " in\n" + all);
        }
        assertTrue(folder.toString().contains("; 6 files skipped: "), folder.toString());
    }

    /** A file of some bytes that announces 20,000 × 20,000 pixels. */
    @Test
    void refusesADecompressionBomb() throws IOException {
        three("cat", Color.RED);
        three("dog", Color.BLUE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(bytes);
        png.writeLong(0x89504e470d0a1a0aL);
        byte[] header = {'I', 'H', 'D', 'R', 0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 8, 2, 0, 0, 0};
        png.writeInt(13);
        png.write(header);
        CRC32 sum = new CRC32();
        sum.update(header);
        png.writeInt((int) sum.getValue());
        Files.write(root.resolve("cat/bomb.png"), bytes.toByteArray());
        PictureFolder folder = read(8);
        assertEquals(6, folder.images().size());
        String said = folder.skipped().get(0);
        assertTrue(said.contains("bomb.png has 20,000×20,000 pixels, and at most 100,000"), said);
        assertTrue(folder.toString().endsWith("; 1 file skipped: " + said), folder.toString());
    }

    @Test
    void classesMayHaveAnyName() throws IOException {
        List<String> names =
                List.of("<b>bold", "ein Hund", "\u00fcber", "\ud83d\udc36").stream()
                        .filter(this::canBeAFolder)
                        .toList();
        assertTrue(names.size() > 1, "spaces at least");
        for (String name : names) {
            three(name, Color.GREEN);
        }
        assertEquals(names, read(8).images().names());
        assertEquals(names, read(8).split(0).test().names());
    }

    /** Windows allows no angle bracket, and the locale C no umlaut. */
    private boolean canBeAFolder(String name) {
        try {
            Files.createDirectories(root.resolve(name));
            return Files.list(root).anyMatch(root.resolve(name)::equals);
        } catch (IOException | RuntimeException e) {
            return name.equals("ein Hund");
        }
    }

    /** macOS writes ü as u and two dots: the class has one name everywhere. */
    @Test
    void anUmlautIsOneLetter() throws IOException {
        String apart = "u\u0308ber";
        if (canBeAFolder(apart)) {
            three(apart, Color.GREEN);
            three("dog", Color.BLUE);
            assertEquals(List.of("dog", "\u00fcber"), read(8).images().names());
        }
    }

    @Test
    void saysWhatAFolderLacks() throws IOException {
        assertTrue(refused().contains("has no folder of a class, and a net needs two"));
        three("cat", Color.RED);
        assertTrue(refused().contains("has one class only, and a net needs two"));
        Files.createDirectories(root.resolve("dog"));
        assertTrue(refused().contains("The class \"dog\" of"));
        assertTrue(refused().contains("has no picture that can be used: its folder is empty."));
        Files.writeString(root.resolve("dog/a.png"), "text");
        assertTrue(refused().contains("(" + root.resolve("dog/a.png") + " is no picture"));
        String none =
                assertThrows(CourseException.class, () -> PictureFolder.read(root + "/no", 8))
                        .getMessage();
        assertTrue(none.contains("There is no folder"), none);
        String file =
                assertThrows(
                                CourseException.class,
                                () -> PictureFolder.read(root + "/cat/a.png", 8))
                        .getMessage();
        assertTrue(file.contains("is a file, and a folder is needed"), file);
        assertTrue(
                assertThrows(CourseException.class, () -> read(0))
                        .getMessage()
                        .contains("1 pixel or more"));
    }

    @Test
    void anArchiveIsNoFolder() throws IOException {
        Path archive = Files.createFile(root.resolve("pets.zip"));
        assertEquals(
                archive + " is a file, and a folder is needed: unpack it, or name the folder.",
                assertThrows(CourseException.class, () -> PictureFolder.read(archive, 16))
                        .getMessage());
    }

    @Test
    void aFolderWithoutRightsIsNamed() throws IOException {
        assumeFalse(java.io.File.separatorChar == '\\', "Windows has other rights");
        three("cat", Color.RED);
        three("dog", Color.BLUE);
        Path dog = root.resolve("dog");
        Files.setPosixFilePermissions(dog, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(dog), "an administrator may read everything");
            assertTrue(refused().contains("dog may not be read: change its rights"), refused());
        } finally {
            Files.setPosixFilePermissions(dog, PosixFilePermissions.fromString("rwx------"));
        }
        Path one = root.resolve("cat/a.png");
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("---------"));
        String said = read(8).skipped().get(0);
        assertTrue(said.contains("a.png may not be read: change its rights"), said);
    }

    @Test
    void stopsWhenItIsAskedTo() throws IOException {
        three("cat", Color.RED);
        three("dog", Color.BLUE);
        Thread.currentThread().interrupt();
        try {
            assertTrue(refused().contains("was stopped after 0 pictures: run it again."));
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void twoFoldersBecomeOneSet() throws IOException {
        three("one/cat", Color.RED);
        three("one/dog", Color.BLUE);
        three("two/cat", Color.PINK);
        three("two/dog", Color.CYAN);
        three("three/cat", Color.PINK);
        three("three/cow", Color.CYAN);
        PictureFolder one = PictureFolder.read(root.resolve("one"), 8);
        PictureFolder both = one.with(PictureFolder.read(root.resolve("two"), 8));
        assertEquals(12, both.images().size());
        assertEquals(12, both.files().size());
        assertEquals(one.images().get(4), both.images().get(4));
        assertArrayEquals(new int[] {6, 6}, both.images().classCounts());
        PictureFolder three = PictureFolder.read(root.resolve("three"), 8);
        String said = assertThrows(CourseException.class, () -> one.with(three)).getMessage();
        assertTrue(said.contains("one has the classes [cat, dog], and three has [cat, cow]"), said);
    }
}
