package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ImagesTest {

    /** Three pictures of 1×2 pixels would hide mixed-up axes: these are 2×3. */
    private static final byte[] PIXELS = {
        0, 51, 102, (byte) 153, (byte) 204, (byte) 255, //
        1, 2, 3, 4, 5, 6, //
        0, 0, 0, (byte) 255, (byte) 255, (byte) 254
    };

    private final Images images =
            new Images(PIXELS, new byte[] {1, 0, 1}, 2, 3, List.of("cat", "dog"));

    @Test
    void givesPixelsAsShareOfWhite() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray pixels = images.pixels(manager, 2, 0);
            assertEquals(new Shape(2, 1, 2, 3), pixels.getShape());
            assertEquals(images.shape(2), pixels.getShape());
            float[] expected = {0, 0, 0, 1, 1, 254 / 255f, 0, .2f, .4f, .6f, .8f, 1};
            assertArrayEquals(expected, pixels.toFloatArray(), 1e-7f);
        }
    }

    @Test
    void givesLabelsInTheOrderAsked() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray labels = images.labels(manager, 1, 2, 0);
            assertEquals(new Shape(3), labels.getShape());
            assertArrayEquals(new float[] {0, 1, 1}, labels.toFloatArray());
        }
    }

    @Test
    void aPartIsAStretchOfTheSet() {
        Images part = images.part(1, 2);
        assertEquals(2, part.size());
        assertEquals(images.image(1), part.image(0));
        assertEquals(images.image(2), part.image(1));
        assertEquals(images.first(2).checksum(), images.part(0, 2).checksum());
        for (Executable outside :
                List.<Executable>of(
                        () -> images.part(2, 2),
                        () -> images.part(-1, 1),
                        () -> images.part(0, 0))) {
            assertThrows(CourseException.class, outside);
        }
    }

    @Test
    void theChecksumTellsSetsOfOneSizeApart() {
        List<String> names = List.of("cat", "dog");
        byte[] labels = {1, 0, 1};
        assertEquals(
                "64accdd0",
                images.checksum(),
                "if this changes, what was stored of other data is no longer recognized");
        assertEquals(images.checksum(), new Images(PIXELS, labels, 2, 3, names).checksum());
        assertEquals(images.checksum(), images.resized(4).checksum(), "the same pictures");
        byte[] others = PIXELS.clone();
        others[7] ^= 1;
        for (Images other :
                List.of(
                        new Images(others, labels, 2, 3, names),
                        new Images(PIXELS, new byte[] {1, 1, 0}, 2, 3, names),
                        new Images(PIXELS, labels, 3, 2, names),
                        new Images(PIXELS, labels, 2, 3, List.of("dog", "cat")))) {
            assertNotEquals(images.checksum(), other.checksum());
        }
    }

    @Test
    void aStretchEndsWhereTheSetEnds() {
        assertArrayEquals(new int[] {1, 2}, images.indices(1, Integer.MAX_VALUE));
    }

    /** A loop that goes on to the end itself asks for it, if the batches fit exactly. */
    @Test
    void aBatchHasPictures() {
        int[] behind = images.indices(3, 3);
        try (NDManager manager = NDManager.newBaseManager()) {
            String said =
                    assertThrows(CourseException.class, () -> images.pixels(manager, behind))
                            .getMessage();
            assertTrue(said.contains("at least one picture"), said);
        }
    }

    @Test
    void givesPictures() {
        assertEquals(3, images.size());
        Picture picture = images.image(1);
        assertEquals(new Picture(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3, 0, "cat"), picture);
        assertEquals(images.get(1), picture);
        assertEquals(1, images.indexOf(picture));
        assertEquals(List.of("dog", "cat", "dog"), images.stream().map(Picture::name).toList());
        assertEquals("3 pictures of 2×3 pixels, 2 classes", images.toString());
        assertEquals("3 pictures of 4×4 pixels, 2 classes", images.resized(4).toString());
    }

    @Test
    void aSetOfDataSaysWhichSizeIsNotTheUsualOne() {
        Images usual = new Images(new byte[784], new byte[1], 28, 28, List.of("cat"));
        Images high = new Images(new byte[28], new byte[1], 28, 1, List.of("cat"));
        Images wide = new Images(new byte[28], new byte[1], 1, 28, List.of("cat"));
        assertEquals("cats: 1 training and 1 test picture, mine", said(usual));
        assertEquals("cats: 1 training and 1 test picture at 28×1 pixels, mine", said(high));
        assertEquals("cats: 1 training and 1 test picture at 1×28 pixels, mine", said(wide));
    }

    private static String said(Images images) {
        return new ImageData("cats", "mine", false, images, images).toString();
    }

    @Test
    void countsClasses() {
        assertArrayEquals(new int[] {1, 2}, images.classCounts());
        assertEquals(List.of("cat", "dog"), images.names());
    }

    @Test
    void averages() {
        // (0 + 1 + 0)/3, (51 + 2 + 0)/3, (102 + 3 + 0)/3, (153 + 4 + 255)/3, …
        byte[] mean = {0, 18, 35, (byte) 137, (byte) 155, (byte) 172};
        assertEquals(new Picture(mean, 2, 3, -1, "mean"), images.mean());
        assertEquals("picture 2×3 (mean)", images.mean().toString());
        assertEquals("picture 4×4 (mean)", images.resized(4).mean().toString());
    }

    @Test
    void takesTheFirst() {
        Images two = images.first(2);
        assertEquals(images.subList(0, 2), two);
        assertEquals(images, images.first(3));
        assertSentence(
                "Cannot take the first 4 pictures of a set of 3: take 1 to 3.",
                () -> images.first(4));
        assertSentence(
                "Cannot take the first 0 pictures of a set of 3: take 1 to 3.",
                () -> images.first(0));
    }

    @Test
    void listsPlaces() {
        assertArrayEquals(new int[] {0, 1}, images.indices(0, 2));
        assertArrayEquals(new int[] {2}, images.indices(2, 2));
        assertArrayEquals(new int[] {}, images.indices(3, 2));
    }

    @Test
    void refusesPlacesOutside() {
        String sentence = "There is no picture 3: the set has 3, counted from 0.";
        assertSentence(sentence, () -> images.image(3));
        assertThrows(IndexOutOfBoundsException.class, () -> images.get(3));
        assertThrows(IndexOutOfBoundsException.class, () -> images.get(-1));
        try (NDManager manager = NDManager.newBaseManager()) {
            assertSentence(sentence, () -> images.pixels(manager, 0, 3));
            assertSentence(sentence, () -> images.labels(manager, 0, 3));
            assertSentence(sentence.replace('3', '9'), () -> of9().image(9));
        }
    }

    private static Images of9() {
        return new Images(new byte[9], new byte[9], 1, 1, List.of("cat"));
    }

    @Test
    void refusesWhatIsNoSet() {
        assertSentence(
                "This is no set of labels: there is a label 2, and the classes end at 1.",
                () -> of(new byte[2], 0, 2));
        assertSentence(
                "This is no set of labels: there is a label 255, and the classes end at 1.",
                () -> of(new byte[2], 0, -1));
        assertSentence(
                "2 labels and 3 pictures of 1×2 pixels do not belong together.",
                () -> new Images(new byte[6], new byte[2], 1, 2, List.of("cat")));
        assertSentence(
                "A set needs pictures: this one would have 0 of 1×1 pixels.",
                () -> of(new byte[0]));
    }

    private static Images of(byte[] pixels, int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return new Images(pixels, bytes, 1, 1, List.of("cat", "dog"));
    }

    @Test
    void labelsHaveNoSignAndMayPassAByte() {
        List<String> names = IntStream.range(0, 300).mapToObj(i -> "class " + i).toList();
        Images bytes = new Images(new byte[2], new byte[] {(byte) 200, 26}, 1, 1, names);
        assertEquals(200, bytes.get(0).label());
        assertEquals("class 200", bytes.get(0).name());
        assertEquals(1, bytes.classCounts()[200]);
        Images many = new Images(new byte[2], new int[] {299, 0}, 1, 1, 1, names);
        assertEquals("class 299", many.get(0).name());
        try (NDManager manager = NDManager.newBaseManager()) {
            assertArrayEquals(new float[] {200, 26}, bytes.labels(manager, 0, 1).toFloatArray());
            assertArrayEquals(new float[] {0, 299}, many.labels(manager, 1, 0).toFloatArray());
        }
        for (Images changed : List.of(bytes.map(p -> p), bytes.resized(2), bytes.first(1))) {
            assertEquals(200, changed.get(0).label());
        }
        assertEquals(200, bytes.augmented(Augmentation.shift(1), 1).get(0).label());
    }

    @Test
    void eachClassHasANameOfItsOwn() {
        byte[] one = new byte[1];
        List<String> fine = List.of("a", "A", "süß & <b>", "with space");
        assertEquals(fine, new Images(one, one, 1, 1, fine).names());
        String sentence = "Each class needs a name of its own: \"%s\" is %s.";
        assertSentence(
                Text.format(sentence, "a", "there twice"),
                () -> new Images(one, one, 1, 1, List.of("a", "b", "a")));
        assertSentence(
                Text.format(sentence, " ", "not enough for one"),
                () -> new Images(one, one, 1, 1, List.of(" ")));
    }

    @Test
    void picturesOfTwoSizesAreNoSet() {
        assertSentence(
                "The pictures of a set have one size: the first is a picture 2×3 of class 1 (dog),"
                        + " and number 1 a picture 4×5 of class 0 (cat).",
                () -> images.map(picture -> picture.label() == 1 ? picture : picture.framed(1)));
    }

    @Test
    void aPictureIsItsPixels() {
        Picture picture = images.image(0);
        assertEquals("picture 2×3 of class 1 (dog)", picture.toString());
        assertEquals(picture.hashCode(), images.image(0).hashCode());
        assertNotEquals(picture, images.image(2));
        assertNotEquals(picture.hashCode(), images.image(2).hashCode());
        assertSentence(
                "A picture of 2×2 pixels needs 4 gray values, not 3.",
                () -> new Picture(new byte[3], 2, 2, 0, "cat"));
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray array = picture.toArray(manager);
            assertEquals(new Shape(1, 1, 2, 3), array.getShape());
            assertEquals(images.pixels(manager, 0), array);
        }
    }

    @Test
    void aPictureIsDrawnPixelForPixel() {
        var image = images.image(0).toImage();
        assertEquals(3, image.getWidth());
        assertEquals(2, image.getHeight());
        assertArrayEquals(
                new int[] {0, 51, 102, 153, 204, 255},
                image.getRaster().getSamples(0, 0, 3, 2, 0, (int[]) null));
    }

    private static void assertSentence(String sentence, Executable executable) {
        assertEquals(sentence, assertThrows(CourseException.class, executable).getMessage());
    }

    @Test
    void aFrameHasAWidthThatAPictureCanHave() {
        Picture picture = new Picture(new byte[] {1, 2}, 1, 2, 0, "two");
        assertEquals(picture, picture.framed(0));
        assertEquals(12, picture.framed(1).pixels().length);
        int[] odd = {-1, -20, 30_000, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (int pixels : odd) {
            String said =
                    assertThrows(CourseException.class, () -> picture.framed(pixels)).getMessage();
            assertTrue(said.contains("1×2 gets a frame of 0 to 10,000 pixels"), said);
        }
    }

    @Test
    void nothingIsNamed() {
        List<String> names = List.of("a");
        for (Executable odd :
                List.<Executable>of(
                        () -> new Images(null, new byte[1], 1, 1, names),
                        () -> new Images(new byte[1], (byte[]) null, 1, 1, names),
                        () -> new Images(new byte[1], (int[]) null, 1, 1, 1, names),
                        () -> new Images(new byte[1], new byte[1], 1, 1, null),
                        () -> ImageData.of("x", (Images) null, null))) {
            String said = assertThrows(CourseException.class, odd).getMessage();
            assertTrue(said.contains("only null"), said);
        }
    }
}
