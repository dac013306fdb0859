package convnets.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The bridge to the notebook: teaches the kernel to show our types, and shows pictures that change.
 * Outside a notebook it prints text instead.
 *
 * <p>What is shown is a bundle: a map from media type (such as {@code image/png}) to its data
 * (text, Base64 for pictures, a map for JSON). The reader's program picks the richest type it
 * knows.
 */
public final class Notebook {

    /** Null outside a notebook. */
    static volatile JupyterKernel kernel;

    private Notebook() {}

    /**
     * Finds the kernel that this code runs in.
     *
     * @return its name, or "no notebook"
     */
    public static synchronized String install() {
        if (kernel == null) {
            kernel = JupyterKernel.find();
            if (kernel != null) {
                kernel.guard();
            }
        }
        return kernel == null ? "no notebook" : kernel.name();
    }

    /**
     * Teaches the kernel to show every instance of a type.
     *
     * @param <T> the type
     * @param type a class or an interface
     * @param view makes the bundle
     */
    public static <T> void show(Class<T> type, Function<? super T, Map<String, Object>> view) {
        if (kernel != null) {
            kernel.register(type, value -> view.apply(type.cast(value)));
        }
    }

    /** The channels to programs in the browser. */
    static KernelComms comms() {
        return kernel.comms();
    }

    /**
     * Shows a bundle below the running cell.
     *
     * @param bundle by media type
     * @return a handle to change it later with {@link #update}
     */
    public static String display(Map<String, Object> bundle) {
        String id = UUID.randomUUID().toString();
        if (kernel == null) {
            System.out.println(bundle.getOrDefault("text/plain", ""));
        } else {
            kernel.display(id, bundle);
        }
        return id;
    }

    /**
     * Puts another bundle in the place of one that is shown.
     *
     * @param id the handle that {@link #display} gave
     * @param bundle by media type
     */
    public static void update(String id, Map<String, Object> bundle) {
        if (kernel != null) {
            kernel.update(id, bundle);
        }
    }

    /** A picture as a bundle has it. */
    static String png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Java would write a file in the system's temporary folder, which may be full.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: it writes into memory
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
