package convnets.look;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.View;
import convnets.train.Evaluation;
import convnets.train.Prediction;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a net gets wrong, the most confident mistakes first: each picture with its class and, in
 * red, the net's answer and how sure it was.
 *
 * @param images that were answered
 * @param wrong the answers that are shown, the most confident first
 * @param all how many answers were wrong, with those that are not shown
 */
public record Mistakes(Images images, List<Prediction> wrong, int all) implements View {

    /** More are not drawn. */
    private static final int MOST = 24;

    private static final int PER_ROW = 8;
    private static final int SIDE = 80;
    private static final int COLUMN = SIDE + 8;
    private static final int ROW = SIDE + 40;
    private static final int LONGEST = 13;

    /**
     * Shows the mistakes of an evaluation.
     *
     * @param evaluation of a net
     * @param images that it was evaluated on
     * @return a gallery of at most 24 pictures
     * @throws CourseException if these are other pictures, or there is no mistake
     */
    public static Mistakes of(Evaluation evaluation, Images images) {
        Given.of("evaluation", evaluation);
        Given.of("set of pictures", images);
        List<Prediction> wrong = evaluation.wrong();
        List<Prediction> seen = evaluation.predictions();
        if (seen.size() > images.size()
                || seen.stream().anyMatch(one -> images.get(one.index()).label() != one.label())) {
            throw new CourseException(
                    "This evaluation is of other pictures: give the set that it was made with.");
        }
        if (wrong.isEmpty()) {
            throw new CourseException(
                    "There are no mistakes among %s.", Text.count(seen.size(), "picture"));
        }
        return new Mistakes(images, wrong.stream().limit(MOST).toList(), wrong.size());
    }

    /**
     * Which pictures are shown, for {@link ClassActivationMaps}.
     *
     * @return their indices in the set, the most confident mistake first
     */
    public int[] indices() {
        return wrong.stream().mapToInt(Prediction::index).toArray();
    }

    @Override
    public Drawing drawing() {
        int rows = (wrong.size() + PER_ROW - 1) / PER_ROW;
        Canvas canvas = new Canvas(Math.min(PER_ROW, wrong.size()) * COLUMN + 8, rows * ROW + 8);
        for (int i = 0; i < wrong.size(); i++) {
            int x = 8 + i % PER_ROW * COLUMN;
            int y = 8 + i / PER_ROW * ROW;
            Prediction one = wrong.get(i);
            Picture picture = images.get(one.index());
            canvas.picture(picture.toImage(), x, y, SIDE, SIDE);
            double middle = x + SIDE / 2.0;
            String is = Text.shortened(picture.name(), LONGEST);
            canvas.words(is, middle, y + SIDE + 13.0, 11, Canvas.INK, Align.CENTER);
            canvas.words(answer(one), middle, y + SIDE + 27.0, 11, Canvas.WRONG, Align.CENTER);
        }
        return canvas.drawing(toString());
    }

    private String answer(Prediction one) {
        String name = Text.shortened(images.names().get(one.answer()), LONGEST - 5);
        return Text.format("%s %.2f", name, one.probability());
    }

    @Override
    public String toString() {
        String each =
                wrong.stream()
                        .map(one -> images.get(one.index()).name() + " taken for " + answer(one))
                        .collect(Collectors.joining(", "));
        return Text.count(all, "mistake") + "; the most confident: " + each;
    }
}
