package convnets.data;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
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
        Given.of("name", name);
        Given.of("set of pictures", images);
        Given.of("rule for groups", group);
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
        List.of(train, validation, test).forEach(part -> requireAll(images, part));
        return new Split(
                name,
                mixed(images, train, random),
                mixed(images, validation, random),
                mixed(images, test, random));
    }

    /**
     * Of each class its groups, of each group the indices of its pictures. Classes that have a
     * group in common, such as a person who shows all of them, are divided as if they were one.
     */
    private static Collection<List<List<Integer>>> classes(Images images, IntFunction<?> group) {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            groups.computeIfAbsent(group.apply(i), any -> new ArrayList<>()).add(i);
        }
        if (images.stream().mapToInt(Picture::label).distinct().count() < 2) {
            throw new CourseException(
                    "All pictures are of one class, and a net needs two or more to tell apart.");
        }
        int[] common = IntStream.range(0, images.names().size()).toArray();
        for (List<Integer> members : groups.values()) {
            members.forEach(i -> join(common, label(images, members.get(0)), label(images, i)));
        }
        Map<Integer, List<List<Integer>>> classes = new LinkedHashMap<>();
        for (List<Integer> members : groups.values()) {
            int first = common[label(images, members.get(0))];
            classes.computeIfAbsent(first, any -> new ArrayList<>()).add(members);
        }
        classes.values().forEach(all -> requireThree(images, all));
        return classes.values();
    }

    private static int label(Images images, int index) {
        return images.get(index).label();
    }

    /** All classes that have something in common with one of the two have one number. */
    private static void join(int[] common, int one, int other) {
        int kept = common[one];
        int gone = common[other];
        Arrays.setAll(common, label -> common[label] == gone ? kept : common[label]);
    }

    private static void requireThree(Images images, List<List<Integer>> groups) {
        if (groups.size() < 3) {
            List<String> names =
                    groups.stream()
                            .flatMap(List::stream)
                            .map(i -> "\"" + images.get(i).name() + "\"")
                            .distinct()
                            .toList();
            throw new CourseException(
                    "The class%s %s ha%s %s, and a split needs three at least, one for each part:"
                            + " add some.",
                    names.size() == 1 ? "" : "es",
                    String.join(", ", names),
                    names.size() == 1 ? "s" : "ve",
                    counted(groups));
        }
    }

    /** Of a class by itself there is something in each part; of several together, by chance. */
    private static void requireAll(Images images, List<Integer> part) {
        Set<String> missing = new TreeSet<>(images.names());
        part.forEach(i -> missing.remove(images.get(i).name()));
        int[] counts = images.classCounts();
        for (int label = 0; label < counts.length; label++) {
            String name = images.names().get(label);
            if (counts[label] > 0 && missing.contains(name)) {
                throw new CourseException(
                        "Divided by your groups, one of the three parts has no picture of the class"
                                + " \"%s\": take another seed, or smaller groups.",
                        name);
            }
        }
    }

    private static String counted(List<List<Integer>> groups) {
        int pictures = groups.stream().mapToInt(List::size).sum();
        String words = Text.count(pictures, "picture");
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
                "%s: %s to learn from, %,d to choose by, %,d to be tested on; %s",
                name,
                Text.count(train.size(), "picture"),
                validation.size(),
                test.size(),
                Text.count(train.names().size(), "class", "classes"));
    }
}
