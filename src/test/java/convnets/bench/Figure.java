package convnets.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.plot.Chart;
import convnets.plot.ChartImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws what {@code bench.py} measured: the best rates, each net's as shares of our own. */
public final class Figure {

    private Figure() {}

    public static void main(String[] arguments) throws IOException {
        JsonNode nets = new ObjectMapper().readTree(new File(arguments[0])).get("nets");
        ImageIO.write(ChartImage.of(chart(nets)), "png", new File(arguments[1]));
    }

    static Chart chart(JsonNode nets) {
        List<String> titles = new ArrayList<>();
        nets.fieldNames().forEachRemaining(titles::add);
        Map<String, double[]> shares = new LinkedHashMap<>();
        for (int i = 0; i < titles.size(); i++) {
            JsonNode contestants = nets.get(titles.get(i)).get("contestants");
            for (var names = contestants.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (name.endsWith("our kernel's")) { // the table has them
                    continue;
                }
                double share = 1 / contestants.get(name).get("ratio").asDouble();
                shares.computeIfAbsent(name, any -> new double[titles.size()])[i] = share;
            }
        }
        List<String> names = titles.stream().map(title -> title.split(",")[0]).toList();
        Chart chart = Chart.bars("Training speed, best of the rounds; ours on MXNet = 1", names);
        shares.forEach(chart::add);
        return chart.y("pictures a second, relative");
    }
}
