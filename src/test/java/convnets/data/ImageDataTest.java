package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import org.junit.jupiter.api.Test;

/** Data that are put together of two sets of pictures. */
class ImageDataTest {

    private static final ImageData CLOTHES = FashionMnist.sample();

    @Test
    void twoPartsOfASetAreData() {
        Images train = CLOTHES.train().first(200);
        ImageData parts = ImageData.of("clothes", train, CLOTHES.train().part(200, 500));
        assertSame(train, parts.train());
        assertEquals(CLOTHES.train().part(200, 500).checksum(), parts.test().checksum());
        assertFalse(parts.full());
        assertEquals("clothes: 200 training and 500 test pictures, as given", parts.toString());
    }

    @Test
    void bothHaveTheSameClasses() {
        Images few = CLOTHES.test().named(CLOTHES.test().names().subList(0, 10));
        assertEquals(
                CLOTHES.train().names(), ImageData.of("x", CLOTHES.train(), few).test().names());
        Images digits = Mnist.sample().test();
        String sentence =
                assertThrows(
                                CourseException.class,
                                () -> ImageData.of("mixed", CLOTHES.train(), digits))
                        .getMessage();
        assertEquals(
                "The training pictures have the classes "
                        + CLOTHES.train().names()
                        + ", and the test pictures "
                        + digits.names()
                        + ": they do not belong together.",
                sentence);
    }
}
