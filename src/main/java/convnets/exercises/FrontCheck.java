package convnets.exercises;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** Finds the nets of a table that no other net beats. */
final class FrontCheck {

    /** A net by what it costs and what it reaches. */
    private record Net(String name, double cost, double accuracy) {

        boolean beats(Net other) {
            return accuracy >= other.accuracy
                    && cost <= other.cost
                    && (accuracy > other.accuracy || cost < other.cost);
        }
    }

    private FrontCheck() {}

    static Verdict of(Table table, List<String> answer) {
        List<Net> nets = nets(table, "MACs");
        Set<String> right = front(nets);
        return Check.of(ComparisonChecks.FRONT)
                .mistake(() -> answer.isEmpty(), "The list is still empty.")
                .equal(
                        "names that are not in the table",
                        "none",
                        () -> first(answer, name -> named(nets, name).isEmpty()),
                        "Write them as they stand there.")
                .mistake(
                        () -> !Set.copyOf(answer).equals(right) && isParameterFront(table, answer),
                        "That is the front of accuracy against parameters; here the price is"
                                + " MACs.")
                .mistake(
                        () -> answer.size() == 1 && right.size() > 1 && right.containsAll(answer),
                        "One net is not the whole front: for each price, the best that one gets"
                                + " for it belongs to it too.")
                .equal(
                        "nets that another one beats",
                        "none",
                        () -> first(answer, name -> !right.contains(name), nets),
                        "They are no better, and no cheaper.")
                .equal(
                        "nets that are missing",
                        "none",
                        () -> first(List.copyOf(right), name -> !answer.contains(name)),
                        "No other net is as good and as cheap.")
                .verdict("All the others pay more for less.");
    }

    private static boolean isParameterFront(Table table, List<String> answer) {
        return Set.copyOf(answer).equals(front(nets(table, "parameters")));
    }

    private static List<Net> nets(Table table, String cost) {
        return IntStream.range(0, table.rowCount())
                .mapToObj(
                        row ->
                                new Net(
                                        table.getString(row, "net"),
                                        table.numberColumn(cost).getDouble(row),
                                        table.numberColumn("accuracy").getDouble(row)))
                .toList();
    }

    private static Set<String> front(List<Net> nets) {
        return nets.stream()
                .filter(net -> nets.stream().noneMatch(other -> other.beats(net)))
                .map(Net::name)
                .collect(Collectors.toSet());
    }

    private static Optional<Net> named(List<Net> nets, String name) {
        return nets.stream().filter(net -> net.name().equals(name)).findFirst();
    }

    private static String first(List<String> names, Predicate<String> bad) {
        return names.stream().filter(bad).findFirst().orElse("none");
    }

    /** The first bad name, with the net that beats it. */
    private static String first(List<String> names, Predicate<String> bad, List<Net> nets) {
        String name = first(names, bad);
        return named(nets, name)
                .flatMap(net -> nets.stream().filter(other -> other.beats(net)).findFirst())
                .map(better -> name + " (by " + better.name() + ")")
                .orElse(name);
    }
}
