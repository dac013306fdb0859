package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.data.PictureFolder;
import convnets.data.Split;
import convnets.nn.Nets;
import convnets.train.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the exercises of chapter 09 that are about pictures, and about how they are divided. */
public final class OwnPicturesChecks {

    /** No count. */
    private static final int NONE = -1;

    private OwnPicturesChecks() {}

    /**
     * 9.4: how many test pictures are among the training pictures.
     *
     * @param leaked the reader's count for a training and a test set
     * @return what is said of it
     */
    public static Verdict leaked(ToIntBiFunction<Images, Images> leaked) {
        Check check = Check.of("9.4", leaked);
        List<LeakySets> cases = Draw.some(8, LeakySets::drawn);
        Supplier<Boolean> looks = Answer.once(() -> looks(leaked));
        check.formula("leaked pictures", cases, s -> leaked.applyAsInt(s.train(), s.test()))
                .right("look", sets -> sets.count(sets.test(), sets.train()))
                .wrong("training", sets -> sets.count(sets.train(), sets.test()))
                .wrong("pairs", LeakySets::pairs)
                .wrong("labels", LeakySets::classesInCommon)
                .wrong("label too", LeakySets::withLabel)
                .wrong("distinct", LeakySets::distinct)
                .wrong("others", sets -> sets.test().size() - sets.count(sets.test(), sets.train()))
                .wrong("one", sets -> Math.min(1, sets.pairs()))
                .wrong("identity", sets -> looks.get() ? 0 : NONE);
        return check.verdict();
    }

    /** Whether it looks at the pictures at all: then it cannot do without them. */
    private static boolean looks(ToIntBiFunction<Images, Images> leaked) {
        try {
            Answer.of(() -> leaked.applyAsInt(null, null));
            return false;
        } catch (CourseException stopped) {
            return true;
        }
    }

    /** A picture of a person, whose name may be double. */
    private record Photo(String first, String second, int number) {

        String person() {
            return first + second;
        }

        /** The name of the file, without as many letters as most have behind the person's. */
        String cut() {
            return file().substring(0, file().length() - "-1.jpg".length());
        }

        String file() {
            return person() + "-" + number + ".jpg";
        }
    }

    /**
     * 9.5: the person whom a picture shows, from the name of its file.
     *
     * @param person the reader's: from a name such as eva-maria-3.jpg to that of the person
     * @return what is said of it
     */
    public static Verdict person(UnaryOperator<String> person) {
        Check check = Check.of("9.5", person);
        int[] numbers = {Draw.between(1, 8), 9, Draw.between(90, 99)};
        List<Photo> photos = new ArrayList<>();
        for (String first : List.of("anna", "anne", "eva", "li", "omar", "olga")) {
            for (String second : List.of("", "-maria", "-lena")) {
                IntStream.of(numbers).forEach(n -> photos.add(new Photo(first, second, n)));
            }
        }
        Collections.shuffle(photos);
        Function<Photo, String> name = photo -> Answer.of(() -> person.apply(photo.file()));
        Supplier<Set<List<Photo>>> found = () -> groups(photos, name);
        check.notBegun("file", () -> photos.stream().allMatch(p -> name.apply(p).equals(p.file())))
                .mistake("file", () -> found.get().equals(groups(photos, Photo::file)))
                .mistake("folder", () -> found.get().size() == 1)
                .mistake("first hyphen", () -> found.get().equals(groups(photos, Photo::first)))
                .mistake("number", () -> found.get().equals(groups(photos, Photo::number)))
                .mistake("digits", () -> found.get().equals(groups(photos, Photo::cut)))
                .mistake("look", () -> !found.get().equals(groups(photos, Photo::person)));
        return check.verdict();
    }

    /** Which photos are together, whatever their group is called. */
    private static Set<List<Photo>> groups(List<Photo> photos, Function<Photo, ?> group) {
        return Set.copyOf(photos.stream().collect(Collectors.groupingBy(group)).values());
    }

    /**
     * 9.8: a folder of the reader's, divided, and a net trained on it.
     *
     * @param folder that was read
     * @param split of it
     * @param net trained on its training pictures
     * @return what is said of them
     */
    public static Verdict own(PictureFolder folder, Split split, Block net) {
        Check check = Check.of("9.8", folder, split, net);
        check.notBegun("emoji", () -> isOfTheChapter(folder.images()))
                .mistake("groups", () -> !divides(split, folder.images()))
                .mistake("weights", () -> !net.isInitialized())
                .mistake("shape", () -> !fits(net, folder.images()))
                .mistake("guess", () -> accuracy(net, split) <= frequent(split.validation()));
        return check.verdict(() -> accuracy(net, split));
    }

    private static final List<String> EMOJI =
            List.of("animal", "clothing", "face", "flag", "food", "hand", "person", "vehicle");

    /** Whether they are the chapter's emoji, and not only called so. */
    private static boolean isOfTheChapter(Images images) {
        String emoji = CourseFolder.notebooks("emoji/noto").toString();
        return images.names().equals(EMOJI)
                && Set.copyOf(images)
                        .equals(
                                Set.copyOf(
                                        PictureFolder.read(emoji, images.image(0).height())
                                                .images()));
    }

    /** Whether each picture is in one part. */
    private static boolean divides(Split split, Images images) {
        List<Picture> parts =
                Stream.of(split.train(), split.validation(), split.test())
                        .flatMap(List::stream)
                        .toList();
        return parts.size() == images.size() && Set.copyOf(parts).equals(Set.copyOf(images));
    }

    private static boolean fits(Block net, Images images) {
        Shape logits = Nets.outputShape(net, images.shape(1).getShape());
        return logits.dimension() == 2 && logits.get(1) == images.names().size();
    }

    private static double accuracy(Block net, Split split) {
        return Evaluation.of(net, split.validation()).accuracy();
    }

    private static double frequent(Images images) {
        return (double) IntStream.of(images.classCounts()).max().orElse(0) / images.size();
    }
}
