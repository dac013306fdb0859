package convnets.bench;

import ai.djl.engine.Engine;
import ai.djl.nn.Block;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a contestant says to {@code bench.py}, and hears from it: it trains without an end, stretch
 * by stretch, waits for a line after each measurement, and stops where there is no other line.
 */
final class Meter {

    private final BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private double wanted;
    private long examples;
    private double seconds;

    /** Waits for the first line, which starts the warm-up. */
    Meter() {
        next();
    }

    /**
     * Adds a stretch; says the measurement when it is long enough, and waits for the next.
     *
     * @param count the stretch's pictures
     * @param time that they took, in seconds
     * @param net that is trained
     * @return whether to go on
     */
    boolean stretch(long count, double time, Block net) {
        examples += count;
        seconds += time;
        if (seconds < wanted) {
            return true;
        }
        long parameters =
                net.getParameters().values().stream().mapToLong(p -> p.getShape().size()).sum();
        Engine engine = Engine.getInstance();
        System.out.printf(
                Locale.ROOT,
                "{\"examples\": %d, \"seconds\": %.6f, \"parameters\": %d, \"engine\": \"%s %s\"}%n",
                examples,
                seconds,
                parameters,
                engine.getEngineName(),
                engine.getVersion());
        return next();
    }

    /** Reads for how many seconds the next measurement is to last. */
    private boolean next() {
        try {
            String line = orders.readLine();
            wanted = line == null ? 0 : Double.parseDouble(line);
            examples = 0;
            seconds = 0;
            return line != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
