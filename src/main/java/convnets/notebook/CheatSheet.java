package convnets.notebook;

import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.PictureFolder;
import convnets.experiments.SeedStudy;
import convnets.look.Activations;
import convnets.look.Mistakes;
import convnets.nn.Layers;
import convnets.train.Classifier;
import convnets.train.Evaluation;
import convnets.train.Training;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What {@code help()} shows in a cell: the verbs that most cells of the course begin with. */
public final class CheatSheet {

    /**
     * One verb.
     *
     * @param type whose static method it is
     * @param method its name
     * @param rest what is written after it
     * @param does what comes of it, in a few words
     */
    record Verb(Class<?> type, String method, String rest, String does) {

        String code() {
            return (type == Layers.class ? "" : type.getSimpleName() + ".") + method + rest;
        }
    }

    static final List<Verb> VERBS =
            List.of(
                    new Verb(FashionMnist.class, "load", "()", "clothes to train and to test on"),
                    new Verb(PictureFolder.class, "read", "(\"folder\", 32)", "pictures of yours"),
                    new Verb(Layers.class, "sequential", "(conv(6, 5), …)", "a net out of layers"),
                    new Verb(LayerTable.class, "of", "(net, shape)", "what each layer costs"),
                    new Verb(Training.class, "of", "(net, data).fit()", "a net that has learned"),
                    new Verb(Evaluation.class, "of", "(net, data.test())", "how well it does"),
                    new Verb(Mistakes.class, "of", "(evaluation, images)", "what it gets wrong"),
                    new Verb(Activations.class, "of", "(net, picture)", "what each layer makes"),
                    new Verb(SeedStudy.class, "over", "(seeds, …)", "what chance adds"),
                    new Verb(Classifier.class, "of", "(run)", "a net to save and to load"));

    private CheatSheet() {}

    /**
     * Lists the verbs of the course.
     *
     * @return a row for each: the code to write, and what it gives
     */
    public static Table help() {
        return Table.create(
                StringColumn.create("code", VERBS.stream().map(Verb::code)),
                StringColumn.create("gives", VERBS.stream().map(Verb::does)));
    }
}
