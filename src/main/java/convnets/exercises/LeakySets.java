package convnets.exercises;

import convnets.data.Images;
import convnets.data.Picture;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Two small sets, some pictures of which are in both, under one label or two. */
record LeakySets(Images train, Images test) {

    static LeakySets drawn() {
        return new LeakySets(images(Draw.between(20, 30), 2), images(Draw.between(10, 19), 3));
    }

    /** Pictures of so many classes and one more, and with as many kinds of first pixels. */
    private static Images images(int count, int last) {
        byte[] pixels = new byte[2 * count];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[2 * i] = (byte) (60 * Draw.between(0, last));
            pixels[2 * i + 1] = (byte) (40 * Draw.between(0, 6));
            labels[i] = (byte) Draw.between(0, last);
        }
        return new Images(pixels, labels, 1, 2, List.of("cat", "dog", "cow", "pig"));
    }

    private static ByteBuffer pixels(Picture picture) {
        return ByteBuffer.wrap(picture.pixels());
    }

    private static Set<ByteBuffer> pixels(Images images) {
        return images.stream().map(LeakySets::pixels).collect(Collectors.toSet());
    }

    int count(Images some, Images others) {
        Set<ByteBuffer> known = pixels(others);
        return (int) some.stream().filter(p -> known.contains(pixels(p))).count();
    }

    int pairs() {
        List<ByteBuffer> tried = test.stream().map(LeakySets::pixels).toList();
        return train.stream().mapToInt(p -> Collections.frequency(tried, pixels(p))).sum();
    }

    int classesInCommon() {
        Set<Integer> labels = train.stream().map(Picture::label).collect(Collectors.toSet());
        return (int) test.stream().filter(p -> labels.contains(p.label())).count();
    }

    int withLabel() {
        return (int) test.stream().filter(train::contains).count();
    }

    int distinct() {
        Set<ByteBuffer> known = pixels(train);
        return (int) pixels(test).stream().filter(known::contains).count();
    }

    @Override
    public String toString() {
        return train.size() + " training and " + test.size() + " test pictures";
    }
}
