package convnets.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * A published set, known by its contents: all sets in the idx format have files of the same names.
 *
 * @param full whether it is the whole set; else the sample that comes with the course
 * @param train the {@link PixelStore#checksum} of the pictures to learn from
 * @param test the one of the pictures to be tested on
 */
record KnownSet(boolean full, long train, long test) {

    static final List<KnownSet> FASHION_MNIST =
            List.of(
                    new KnownSet(true, 0x01ba003cL, 0xef0d915fL),
                    new KnownSet(false, 0xae8df35bL, 0xf7284b6cL));

    static final List<KnownSet> MNIST =
            List.of(
                    new KnownSet(true, 0xe541232cL, 0x449da3f5L),
                    new KnownSet(false, 0x4d60fcd1L, 0xc52f7290L));

    static final List<KnownSet> ALL =
            Stream.of(FASHION_MNIST, MNIST).flatMap(List::stream).toList();
}
