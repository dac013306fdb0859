package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import java.util.List;

/** Checks numbers that say what AlexNet costs: the mistakes are numbers too. */
final class AlexNetCosts {

    private static final Shape GRAY = new Shape(1, 1, 224, 224);
    private static final Shape COLOR = new Shape(1, 3, 224, 224);

    private AlexNetCosts() {}

    static Verdict memory(long conv, long dense) {
        LayerTable table = LayerTable.of(AlexNet.block(), GRAY);
        Check check = Check.of(AlexNetChecks.MEMORY);
        bytes(check, "conv", "convolutions", conv, table);
        bytes(check, "dense", "dense layers", dense, table);
        return check.verdict("Three layers of eight take more than nine tenths of the memory.");
    }

    private static void bytes(Check check, String kind, String what, long found, LayerTable table) {
        long values = table.parameters(kind);
        long biases = biases(table, kind);
        long color = LayerTable.of(AlexNet.block(), COLOR).parameters(kind);
        long thousand =
                LayerTable.of(AlexNet.settings().classes(1000).block(), GRAY).parameters(kind);
        check.mistake(() -> found == 0, "Nothing is computed yet for the " + what + ".")
                .mistake(
                        () -> found == values || found == values - biases,
                        what + ": that is the number of values; how many bytes does each take?")
                .mistake(
                        () -> found == 8 * values,
                        what + ": single precision has 4 bytes for a value, not 8.")
                .mistake(
                        () -> found == 4 * (values - biases),
                        what + ": the biases are missing, one for each channel or unit put out.")
                .mistake(
                        () -> found == table.only(kind).bytes(),
                        what + ": the activations are in it too; the weights alone are asked.")
                .mistake(
                        () -> color != values && found == 4 * color,
                        what + ": the first convolution reads one gray channel here, not three.")
                .mistake(
                        () -> thousand != values && found == 4 * thousand,
                        what + ": this net has 10 classes, not 1000.")
                .equal(
                        "bytes of the " + what,
                        4 * values,
                        () -> found,
                        "The layer table counts them one by one.");
    }

    static Verdict work(long conv, long dense) {
        LayerTable table = LayerTable.of(AlexNet.block(), GRAY);
        Check check = Check.of(AlexNetChecks.WORK);
        macs(check, "conv", "convolutions", conv, table);
        macs(check, "dense", "dense layers", dense, table);
        return check.verdict(
                "The convolutions hold few weights, but each is used again at every place.");
    }

    private static void macs(Check check, String kind, String what, long found, LayerTable table) {
        long macs = table.only(kind).macs();
        long parameters = table.parameters(kind);
        long biases = biases(table, kind);
        check.mistake(() -> found == 0, "Nothing is computed yet for the " + what + ".")
                .mistake(
                        () -> found == 2 * macs,
                        what + ": a multiplication with its addition counts once.")
                .mistake(
                        () -> found == macs + biases,
                        what + ": adding a bias is no multiply-add; leave the biases out.")
                .mistake(
                        () ->
                                found != macs
                                        && (found == parameters || found == parameters - biases),
                        what
                                + ": that is the number of parameters. Each weight is used once"
                                + " for every pixel of the map put out.")
                .mistake(
                        () -> found == atInputSize(table, kind),
                        what + ": count the pixels of the map put out, not of the map read.")
                .equal(
                        "MACs of the " + what,
                        macs,
                        () -> found,
                        "For a convolution: k · k · c_in · c_out, times the pixels put out.");
    }

    /** The MACs if each weight were used once for every pixel that its layer reads. */
    private static long atInputSize(LayerTable table, String kind) {
        long sum = 0;
        Shape input = table.input();
        for (LayerTable.Row row : table.rows()) {
            boolean map = input.dimension() == 4 && row.output().dimension() == 4;
            if (row.layer().startsWith(kind) && map) {
                long pixels = row.output().get(2) * row.output().get(3);
                sum += row.macs() / pixels * input.get(2) * input.get(3);
            }
            input = row.output();
        }
        return sum;
    }

    private static long biases(LayerTable table, String kind) {
        return table.only(kind).rows().stream().mapToLong(row -> row.output().get(1)).sum();
    }

    static Verdict slide(double parameters, double macs) {
        LayerTable leNet = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        LayerTable gray = LayerTable.of(AlexNet.block(), GRAY);
        LayerTable lecture = LayerTable.of(AlexNet.settings().classes(1000).block(), COLOR);
        return Check.of(AlexNetChecks.SLIDE)
                .mistake(
                        () -> parameters == 11 && macs == 250,
                        "These are the slide's own numbers: put right ones in their place.")
                .mistake(
                        () -> about(parameters, ratio(gray.parameters(), leNet.parameters())),
                        "That is the course's net, for gray pictures and ten classes; the slide's"
                                + " has three channels and 1000 classes.")
                .mistake(
                        () -> about(parameters, lecture.parameters() / 0.6e6),
                        "That divides by the slide's 0.6 million; LeNet has a tenth of it.")
                .mistake(
                        () -> about(macs, lecture.macs() / 4e6),
                        "That divides by the slide's 4 million; LeNet has a tenth of it.")
                .mistake(
                        () -> parameters > 0 && parameters < 1,
                        "The ratio is upside down: AlexNet's number comes first.")
                .near(
                        "× parameters",
                        ratio(lecture.parameters(), leNet.parameters()),
                        0.005,
                        () -> parameters,
                        "Count both nets with LayerTable, biases included.")
                .near(
                        "× MACs",
                        ratio(lecture.macs(), leNet.macs()),
                        0.005,
                        () -> macs,
                        "Count both nets with LayerTable.")
                .verdict("The slide's numbers are too small, by factors of about 75 and of ten.");
    }

    private static double ratio(long large, long small) {
        return (double) large / small;
    }

    private static boolean about(double found, double value) {
        return Math.abs(found - value) < 0.005 * value;
    }

    static Verdict groups(long conv2, long conv4, long conv5) {
        List<LayerTable.Row> rows = LayerTable.of(AlexNet.original(), COLOR).only("conv").rows();
        Check check = Check.of(AlexNetChecks.GROUPS);
        group(check, "conv 2", rows.get(1), conv2);
        group(check, "conv 4", rows.get(3), conv4);
        group(check, "conv 5", rows.get(4), conv5);
        return check.verdict("Half of the weights each, and every channel still has its bias.");
    }

    private static void group(Check check, String name, LayerTable.Row row, long found) {
        long biases = row.output().get(1);
        long weights = row.parameters() - biases;
        check.mistake(
                        () -> found == 2 * weights + biases,
                        name + " is not cut yet: each channel put out sees half of those read.")
                .mistake(() -> found == weights, name + ": the biases are missing.")
                .mistake(
                        () -> found == weights + biases / 2,
                        name + ": a bias belongs to each channel put out; they stay as many.")
                .mistake(
                        () -> found == weights / 2 + biases / 2,
                        name + ": that is one of the two groups; the layer has both.")
                .mistake(
                        () -> found == weights / 2 + biases,
                        name + ": that is a quarter of the weights; only the channels read halve.")
                .equal(
                        "parameters of " + name,
                        row.parameters(),
                        () -> found,
                        "c_out · (c_in / 2 · k · k) weights, and a bias for each of c_out.");
    }
}
