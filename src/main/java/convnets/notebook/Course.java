package convnets.notebook;

import convnets.TableView;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.data.DigitPhoto;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.exercises.Logbook;
import convnets.exercises.Verdict;
import convnets.experiments.Comparison;
import convnets.experiments.SeedStudy;
import convnets.experiments.StoredExperiment;
import convnets.figures.ConfusionMatrix;
import convnets.figures.Figures;
import convnets.look.PhotoSteps;
import convnets.plot.Animation;
import convnets.plot.Chart;
import convnets.plot.ChartImage;
import convnets.plot.Drawing;
import convnets.plot.Gallery;
import convnets.plot.PlotlyJson;
import convnets.plot.View;
import convnets.train.Evaluation;
import convnets.train.History;
import convnets.train.Training;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** Joins the library and the notebook: how each of the course's types is shown. */
public final class Course {

    /** How many pictures of a set are shown. */
    private static final int SHOWN = 20;

    private static final int ZOOM = 3;

    private Course() {}

    /**
     * Called by the first cell of every notebook: teaches the kernel our types, and draws trainings
     * live.
     *
     * @return the name of the kernel
     */
    public static String install() {
        String kernel = Notebook.install();
        Notebook.show(LayerTable.class, table -> of(table.table()));
        Notebook.show(Table.class, Course::of);
        Notebook.show(Evaluation.class, Course::of);
        Notebook.show(Chart.class, Course::of);
        Notebook.show(History.class, Course::of);
        Notebook.show(Comparison.class, comparison -> of(comparison.table()));
        Notebook.show(StoredExperiment.class, measured -> of(measured.table()));
        Notebook.show(SeedStudy.class, trials -> of(trials.table()));
        Notebook.show(Training.class, training -> of(training.history()));
        Notebook.show(Drawing.class, Course::of);
        Notebook.show(View.class, view -> of(view.drawing()));
        Notebook.show(Animation.class, Course::of);
        Notebook.show(DigitPhoto.class, photo -> of(PhotoSteps.of(photo)));
        Notebook.show(DrawingPad.class, pad -> pad.bundle(Notebook.comms()));
        Notebook.show(Picture.class, picture -> of(gallery(List.of(picture), picture.toString())));
        Notebook.show(Verdict.class, Course::of);
        Notebook.show(Images.class, images -> of(gallery(images)));
        List<Class<?>> others =
                List.of(
                        CharSequence.class,
                        String.class,
                        Collection.class,
                        Map.class,
                        Object.class);
        for (Class<?> plain : others) {
            Notebook.show(plain, value -> Map.of("text/plain", PlainText.of(value)));
        }
        if (!kernel.equals("no notebook")) {
            Training.watchWith(() -> new LiveTraining(Course::of));
        }
        Logbook.keep();
        return kernel;
    }

    /** A chart for every reader: live in JupyterLab, a picture elsewhere, words at least. */
    static Map<String, Object> of(Chart chart) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put(PlotlyJson.MIME, PlotlyJson.of(chart));
        bundle.put("image/png", Notebook.png(ChartImage.of(chart)));
        bundle.put("text/plain", chart.toString());
        return bundle;
    }

    /** The learning curve, with the table of the epochs as its text. */
    static Map<String, Object> of(History history) {
        Map<String, Object> bundle = of(Figures.learning(history));
        String note = history.note().isEmpty() ? "" : "\n" + history.note();
        bundle.put("text/plain", TableView.text(history.table()) + note);
        return bundle;
    }

    /** The confusion matrix as a picture where it fits on a page, else a part of it as a table. */
    private static Map<String, Object> of(Evaluation evaluation) {
        return evaluation.names().size() > ConfusionMatrix.MOST
                ? of(evaluation.table())
                : of(ConfusionMatrix.of(evaluation));
    }

    private static Map<String, Object> of(Drawing drawing) {
        return Map.of(
                "image/png", Notebook.png(drawing.image()), "text/plain", drawing.description());
    }

    private static Map<String, Object> of(Animation animation) {
        String gif = Base64.getEncoder().encodeToString(animation.gif());
        return Map.of("image/gif", gif, "text/plain", animation.description());
    }

    static Map<String, Object> of(Table table) {
        return Map.of("text/html", TableView.html(table), "text/plain", TableView.text(table));
    }

    /** A box with a green or an orange edge, readable on light and dark pages. */
    private static Map<String, Object> of(Verdict verdict) {
        String html =
                Text.format(
                        "<div style=\"border-left: 6px solid %s; padding-left: 1em\">%s <b>%s</b><br>%s</div>",
                        verdict.passed() ? "#2ca02c" : "#ff7f0e",
                        verdict.passed() ? "✓" : "✗",
                        TableView.escape(verdict.title()),
                        TableView.escape(verdict.said()));
        return Map.of("text/html", html, "text/plain", verdict.toString());
    }

    private static Drawing gallery(Images images) {
        List<Picture> some = images.subList(0, Math.min(SHOWN, images.size()));
        String words =
                Text.format("%d of %s: ", some.size(), Text.count(images.size(), "picture"))
                        + String.join(", ", some.stream().map(Picture::name).toList());
        return gallery(some, words);
    }

    private static Drawing gallery(List<Picture> pictures, String description) {
        List<BufferedImage> images = pictures.stream().map(Picture::toImage).toList();
        List<String> names = pictures.stream().map(Picture::name).toList();
        return Gallery.of(images, names, SHOWN / 2, ZOOM, description);
    }
}
