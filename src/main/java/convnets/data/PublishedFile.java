package convnets.data;

import convnets.data.IdxFiles.Part;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A file of a data set as it was published. Servers offer it compressed, and not all in the same
 * way; what is described here is inside.
 *
 * @param name of the file
 * @param bytes its size
 * @param sha256 its checksum, in hexadecimal digits
 */
record PublishedFile(String name, long bytes, String sha256) {

    /** 60,000 and 10,000 pictures, each with its labels. */
    private static final long[] BYTES = {47_040_016, 60_008, 7_840_016, 10_008};

    static final List<PublishedFile> FASHION_MNIST =
            set(
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    static final List<PublishedFile> MNIST =
            set(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    private static List<PublishedFile> set(String... sums) {
        Part[] parts = Part.values();
        return IntStream.range(0, parts.length)
                .mapToObj(i -> new PublishedFile(parts[i].file, BYTES[i], sums[i]))
                .toList();
    }

    /** What servers call it. */
    String compressed() {
        return name + ".gz";
    }
}
