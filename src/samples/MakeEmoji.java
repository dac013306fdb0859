import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Makes notebooks/emoji: a folder for each class, drawn by two hands, cut out of the sheets of two packages of npm.
 *
 * <p>usage: npm pack emoji-datasource-google@16.0.0 emoji-datasource-twitter@16.0.0, unpack both, and
 * java -cp 'target/deps-mxnet/*' src/samples/MakeEmoji.java GOOGLE_PACKAGE TWITTER_PACKAGE
 */
public class MakeEmoji {
    private static final int SIDE = 32;
    private static final Path OUT = Path.of("notebooks/emoji");

    /** Which of the package's groups make a class; of the many flags every second one is taken. */
    private static final Map<String, List<String>> CLASSES = new TreeMap<>(Map.of(
            "animal", List.of("animal-amphibian", "animal-bird", "animal-bug", "animal-mammal", "animal-marine", "animal-reptile"),
            "clothing", List.of("clothing"),
            "face", List.of("face-affection", "face-concerned", "face-costume", "face-glasses", "face-hand", "face-hat", "face-negative", "face-neutral-skeptical",
                    "face-sleepy", "face-smiling", "face-tongue", "face-unwell"),
            "flag", List.of("country-flag"),
            "food", List.of("food-asian", "food-fruit", "food-prepared", "food-sweet", "food-vegetable", "drink"),
            "hand", List.of("hand-fingers-closed", "hand-fingers-open", "hand-fingers-partial", "hand-prop", "hand-single-finger", "hands"),
            "person", List.of("person-gesture", "person-role"),
            "vehicle", List.of("transport-air", "transport-ground", "transport-water")));

    /** Pictures of none of these classes. */
    private static final Map<String, List<String>> STRANGERS = Map.of(
            "building", List.of("place-building", "place-religious"), "clock", List.of("time"), "heart", List.of("heart"));

    public static void main(String[] packages) throws IOException {
        JsonNode emoji = new ObjectMapper().readTree(Path.of(packages[0], "emoji.json").toFile());
        BufferedImage google = ImageIO.read(Path.of(packages[0], "img/google/sheets-256/32.png").toFile());
        BufferedImage twitter = ImageIO.read(Path.of(packages[1], "img/twitter/sheets-256/32.png").toFile());
        for (Map.Entry<String, List<String>> one : CLASSES.entrySet()) {
            write(emoji, one.getValue(), google, "noto/" + one.getKey());
            write(emoji, one.getValue(), twitter, "twemoji/" + one.getKey());
        }
        for (Map.Entry<String, List<String>> one : STRANGERS.entrySet()) {
            write(emoji, one.getValue(), google, "strangers/" + one.getKey());
        }
    }

    private static void write(JsonNode emoji, List<String> groups, BufferedImage sheet, String folder) throws IOException {
        Files.createDirectories(OUT.resolve(folder));
        int seen = 0;
        for (JsonNode one : emoji) {
            boolean drawn = one.get("has_img_google").asBoolean() && one.get("has_img_twitter").asBoolean();
            String group = one.get("subcategory").asText();
            boolean left = group.equals("country-flag") && seen % 2 == 1;
            if (drawn && groups.contains(group)) {
                seen++;
                if (!left) {
                    Path file = OUT.resolve(folder).resolve(one.get("short_name").asText() + ".png");
                    BufferedImage cut = cut(sheet, one.get("sheet_x").asInt(), one.get("sheet_y").asInt());
                    ImageIO.write(cut, "png", file.toFile());
                }
            }
        }
    }

    /** A picture of a sheet with a palette of its own colors only; each has a frame of one pixel. */
    private static BufferedImage cut(BufferedImage sheet, int column, int row) {
        List<Integer> colors = new ArrayList<>();
        int[] places = new int[SIDE * SIDE];
        for (int i = 0; i < places.length; i++) {
            int argb = sheet.getRGB(column * (SIDE + 2) + 1 + i % SIDE, row * (SIDE + 2) + 1 + i / SIDE);
            if (!colors.contains(argb)) {
                colors.add(argb);
            }
            places[i] = colors.indexOf(argb);
        }
        int[] palette = colors.stream().mapToInt(argb -> argb).toArray();
        IndexColorModel model = new IndexColorModel(8, palette.length, palette, 0, true, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int i = 0; i < places.length; i++) {
            picture.getRaster().setSample(i % SIDE, i / SIDE, 0, places[i]);
        }
        return picture;
    }
}
