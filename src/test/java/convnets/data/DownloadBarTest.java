package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadBarTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void countsBytes() {
        try (DownloadBar bar = new DownloadBar("MNIST", out, true)) {
            bar.begin(2_000_000);
            bar.increment(1_000_000);
            bar.increment(20_000);
        }
        assertEquals(List.of("0.0", "1.0", "1.0"), megabytes());
    }

    @Test
    void isNotFullBeforeItIsToldSo() {
        DownloadBar bar = new DownloadBar("MNIST", out, false);
        bar.begin(2_000_000);
        bar.increment(2_500_000); // the size that was announced need not be right
        bar.close();
        assertEquals(
                List.of("MNIST: 0 %, 0.0 of 2.0 MB", "MNIST: 99 %, 2.5 of 2.5 MB"),
                text().lines().toList());
    }

    @Test
    void managesWithoutASize() {
        try (DownloadBar bar = new DownloadBar("MNIST", out, false)) {
            bar.begin(0);
            bar.increment(1_500_000);
            bar.full();
        }
        assertEquals("MNIST: 100 %, 1.5 of 1.5 MB", text().lines().toList().get(1));
    }

    private List<String> megabytes() {
        return text().lines()
                .filter(frame -> frame.contains("%"))
                .map(frame -> frame.replaceAll(".*%  (.*) of 2.0 MB ", "$1"))
                .toList();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
