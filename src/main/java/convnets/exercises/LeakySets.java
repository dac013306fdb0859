package convnets.exercises;

import convnets.data.Images;
import convnets.data.Picture;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    private static boolean same(Picture one, Picture other) {
        return Arrays.equals(one.pixels(), other.pixels());
    }

    int count(Images some, Images others) {
        return (int) some.stream().filter(p -> others.stream().anyMatch(q -> same(p, q))).count();
    }

    int pairs() {
        return test.stream()
                .mapToInt(p -> (int) train.stream().filter(q -> same(p, q)).count())
                .sum();
    }

    int classesInCommon() {
        return (int)
                test.stream()
                        .filter(p -> train.stream().anyMatch(q -> p.label() == q.label()))
                        .count();
    }

    int withLabel() {
        return (int) test.stream().filter(train::contains).count();
    }

    int distinct() {
        Set<List<Byte>> seen = new HashSet<>();
        test.stream()
                .filter(p -> train.stream().anyMatch(q -> same(p, q)))
                .forEach(p -> seen.add(List.of(p.pixels()[0], p.pixels()[1])));
        return seen.size();
    }

    @Override
    public String toString() {
        return train.size() + " training and " + test.size() + " test pictures";
    }
}
