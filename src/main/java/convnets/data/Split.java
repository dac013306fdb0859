package convnets.data;

import convnets.CourseException;
import convnets.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A set of pictures in three parts. Of each class about 70 % are there to learn from, 15 % to
 * choose by, and 15 % to test on, at the very end. The parts are views: no pixel is copied.
 *
 * @param name of the set
 * @param train the pictures to learn from
 * @param validation the pictures to choose by
 * @param test the pictures to be tested on
 */
public record Split(String name, Images train, Images validation, Images test) {

    /** The share of the validation set, and that of the test set. */
    private static final double SHARE = 0.15;

    /**
     * Divides a set at random, each class by itself.
     *
     * @param name of the set
     * @param images in any order
     * @param seed the same seed, the same division
     * @return the three parts
     * @throws CourseException if there are pictures of one class only, or a class has fewer than
     *     three
     */
    public static Split of(String name, Images images, int seed) {
        return of(name, images, seed, i -> i);
    }

    /**
     * The same, but what belongs together stays together, such as all pictures of one person.
     *
     * @param name of the set
     * @param images in any order
     * @param seed the same seed, the same division
     * @param group from the index of a picture to what it belongs to; equal groups are not divided
     * @return the three parts
     * @throws CourseException if there are pictures of one class only, or a class has fewer than
     *     three groups
     */
    public static Split of(String name, Images images, int seed, IntFunction<?> group) {
        Random random = new Random(seed);
        List<Integer> train = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        for (List<List<Integer>> all : classes(images, group)) {
            Collections.shuffle(all, random);
            int pictures = all.stream().mapToInt(List::size).sum();
            int share = (int) Math.round(SHARE * pictures);
            int left = move(all, all.size(), share, 2, test);
            left = move(all, left, share, 1, validation);
            all.subList(0, left).forEach(train::addAll);
        }
        return new Split(
                name,
                mixed(images, train, random),
                mixed(images, validation, random),
                mixed(images, test, random));
    }

    /** Of each class its groups, of each group the indices of its pictures. */
    private static Collection<List<List<Integer>>> classes(Images images, IntFunction<?> group) {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            groups.computeIfAbsent(group.apply(i), any -> new ArrayList<>()).add(i);
        }
        Map<Integer, List<List<Integer>>> classes = new LinkedHashMap<>();
        for (List<Integer> members : groups.values()) {
            int label = images.get(members.get(0)).label();
            classes.computeIfAbsent(label, any -> new ArrayList<>()).add(members);
        }
        if (classes.size() < 2) {
            throw new CourseException(
                    "All pictures are of one class, and a net needs two or more to tell apart.");
        }
        classes.forEach((label, all) -> requireThree(images.names().get(label), all));
        return classes.values();
    }

    private static void requireThree(String name, List<List<Integer>> groups) {
        if (groups.size() < 3) {
            throw new CourseException(
                    "The class \"%s\" has %s, and a split needs three at least, one for each part:"
                            + " add some.",
                    name, counted(groups));
        }
    }

    private static String counted(List<List<Integer>> groups) {
        int pictures = groups.stream().mapToInt(List::size).sum();
        String words = pictures == 1 ? "one picture" : Text.format("%,d pictures", pictures);
        return groups.size() == pictures
                ? words
                : Text.format("%s in %d of your groups", words, groups.size());
    }

    /** Moves groups, the last first, until there are as many pictures as wanted, or few left. */
    private static int move(
            List<List<Integer>> groups, int end, int wanted, int keep, List<Integer> to) {
        int left = end;
        int moved = 0;
        do {
            List<Integer> members = groups.get(--left);
            to.addAll(members);
            moved += members.size();
        } while (moved < wanted && left > keep);
        return left;
    }

    private static Images mixed(Images images, List<Integer> indices, Random random) {
        Collections.shuffle(indices, random);
        return images.subset(indices.stream().mapToInt(i -> i).toArray());
    }

    /**
     * What a training learns from while you choose a net and its settings: where a history says
     * test, it means the validation set.
     *
     * @return the training and the validation set
     */
    public ImageData choosing() {
        return new ImageData(name, "tested on its validation set", true, train, validation);
    }

    /**
     * The counts.
     *
     * @return a row for each class with the number of its pictures in each part
     */
    public Table table() {
        return Table.create(
                name,
                StringColumn.create("class", train.names()),
                IntColumn.create("training", train.classCounts()),
                IntColumn.create("validation", validation.classCounts()),
                IntColumn.create("test", test.classCounts()));
    }

    @Override
    public String toString() {
        return Text.format(
                "%s: %,d pictures to learn from, %,d to choose by, %,d to be tested on; %d classes",
                name, train.size(), validation.size(), test.size(), train.names().size());
    }
}
