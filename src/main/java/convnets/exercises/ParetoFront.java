package convnets.exercises;

import convnets.Tables;
import convnets.exercises.Step.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The nets of a table that no other net beats: exercise 8.1. */
final class ParetoFront {

    /** A net by what it costs and what it reaches. */
    private record Net(String name, double cost, double accuracy) {

        boolean beats(Net other) {
            return accuracy >= other.accuracy
                    && cost <= other.cost
                    && (accuracy > other.accuracy || cost < other.cost);
        }
    }

    private final List<Net> nets;
    private final Set<String> names;

    ParetoFront(Table table, String cost) {
        StringColumn names = Tables.words(table, "net");
        NumericColumn<?> costs = Tables.numbers(table, cost);
        NumericColumn<?> accuracies = Tables.numbers(table, "accuracy");
        nets =
                IntStream.range(0, table.rowCount())
                        .mapToObj(
                                row ->
                                        new Net(
                                                names.get(row),
                                                costs.getDouble(row),
                                                accuracies.getDouble(row)))
                        .toList();
        this.names =
                nets.stream()
                        .filter(net -> winner(net).isEmpty())
                        .map(Net::name)
                        .collect(Collectors.toSet());
    }

    private Optional<Net> winner(Net net) {
        return nets.stream().filter(other -> other.beats(net)).findFirst();
    }

    /** What is amiss with an answer; the other front is that of another price. */
    Optional<Fault> look(List<String> written, ParetoFront other) {
        List<String> answer = written.stream().map(String::strip).toList();
        if (answer.isEmpty()) {
            return Fault.of("The list is still empty.").map(Fault::notBegun);
        }
        for (String name : answer) {
            if (nets.stream().noneMatch(net -> net.name().equals(name))) {
                String words =
                        "There is no net \"%s\" in the table: write them as they stand there.";
                return Fault.of(words, name);
            }
        }
        Set<String> given = Set.copyOf(answer);
        if (given.equals(names)) {
            return Optional.empty();
        }
        if (given.equals(other.names)) {
            return Fault.of(
                    "That is the front of accuracy against parameters; here the price is MACs.");
        }
        String missing =
                "A net is missing: for each price, the best that one gets is on the front.";
        return beaten(given).or(() -> Fault.of(missing));
    }

    private Optional<Fault> beaten(Set<String> given) {
        for (Net net : nets) {
            Optional<Net> better = winner(net);
            if (given.contains(net.name()) && better.isPresent()) {
                String words = "%s is beaten by %s: it is no better, and no cheaper.";
                return Fault.of(words, net.name(), better.get().name());
            }
        }
        return Optional.empty();
    }
}
