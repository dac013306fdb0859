package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.Text;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

class CourseTest {

    @Test
    void onlyNumbersThatNobodyHasFormattedAreShortened() {
        LongColumn macs = LongColumn.create("MACs", 15_470_264_320L, 1);
        macs.setPrintFormatter(Text.decimals(0));
        Table table =
                Table.create(
                        DoubleColumn.create("mean", 2.0 / 3, 0.5),
                        DoubleColumn.create("accuracy", 0.8126, 0.75),
                        macs);
        String text = (String) Course.of(table).get("text/plain");
        for (String shown : new String[] {" 0.6667 ", " 0.5 ", " 0.8126 ", " 15,470,264,320 "}) {
            assertTrue(text.contains(shown), text);
        }
    }

    @Test
    void longTextsAndCollectionsAreShownInPart() {
        String text = PlainText.of("x".repeat(30_000_000));
        assertTrue(text.endsWith("… and 29,980,000 more characters"), "its end");
        assertTrue(text.length() < 21_000);
        String list = PlainText.of(Collections.nCopies(2_000_000, "abc".repeat(1000)));
        assertTrue(list.length() < 21_000, "" + list.length());
        assertTrue(list.endsWith("… and 1,999,500 more elements"));
        assertEquals("[a, 1]", PlainText.of(List.of("a", 1)));
        assertEquals("{a=1}", PlainText.of(Map.of("a", 1)));
        assertEquals("null", PlainText.of(null));
        String longest = "x".repeat(PlainText.MOST_CHARACTERS);
        assertEquals(longest, PlainText.of(longest));
        List<Integer> most = Collections.nCopies(PlainText.MOST_ELEMENTS, 1);
        assertEquals(most.toString(), PlainText.of(most));
    }

    @Test
    void aGalleryOfManyPicturesShowsSome() {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        List<BufferedImage> many = Collections.nCopies(10_000, image);
        Drawing all = Gallery.of(many, Collections.nCopies(10_000, "a name"), 10, 3, "many");
        assertTrue(all.image().getHeight() < 2000, "" + all.image().getHeight());
        assertEquals("many 9,880 more pictures are not shown.", all.description());
        BufferedImage huge = new BufferedImage(5000, 100, BufferedImage.TYPE_BYTE_GRAY);
        assertTrue(Gallery.of(List.of(huge), List.of(""), 1, 3, "").image().getWidth() <= 700);
    }
}
