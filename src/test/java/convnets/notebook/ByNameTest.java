package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ByNameTest {

    /** A class with methods of one name, as the kernel's are. */
    public static class Speaker {
        private final String secret = "of the base";

        public String say(String word) {
            return "word " + word;
        }

        public String say(Integer number) {
            return "number " + number;
        }

        public String say(String word, Integer number) {
            return word + number;
        }

        public void fail() throws IOException {
            throw new IOException("disk");
        }
    }

    /** What it has of the base class counts, too. */
    public static final class Derived extends Speaker {
        private final int own = 7;
    }

    /** An interface of the kernel's. */
    interface Listener {
        Object heard(String first, Integer second) throws Exception;
    }

    @Test
    void aTypeIsFoundByItsName() {
        assertSame(BaseKernel.class, ByName.type("org.dflib.jjava.jupyter.kernel.BaseKernel"));
        assertThrown(ClassNotFoundException.class, () -> ByName.type("org.dflib.Nothing"));
    }

    @Test
    void theMethodIsTheOneThatTakesTheArguments() {
        Speaker speaker = new Derived();
        assertEquals("word a", ByName.call(speaker, "say", "a"));
        assertEquals("number 1", ByName.call(speaker, "say", 1));
        assertEquals("a1", ByName.call(speaker, "say", "a", 1));
        for (Object[] arguments : new Object[][] {{}, {1.5}, {1, "a"}}) {
            Throwable none =
                    assertThrown(
                            NoSuchMethodException.class,
                            () -> ByName.call(speaker, "say", arguments));
            assertEquals("say", none.getMessage());
        }
        assertThrown(NoSuchMethodException.class, () -> ByName.call(speaker, "shout", "a"));
        Throwable failed =
                assertThrown(InvocationTargetException.class, () -> ByName.call(speaker, "fail"));
        assertEquals("disk", failed.getCause().getMessage());
    }

    @Test
    void thePublicMethodOfAClassThatIsNotPublicCanBeCalled() {
        try (BaseKernel kernel = new BaseKernel()) {
            Object display = ByName.field(kernel.getIO(), "display");
            ByName.call(display, "updateDisplay", "id", new DisplayData());
            assertEquals("id", kernel.shown.get(0).id());
        }
    }

    @Test
    void aPrivateFieldIsFoundInTheClassAndInThoseThatItExtends() {
        assertEquals(7, ByName.field(new Derived(), "own"));
        assertEquals("of the base", ByName.field(new Derived(), "secret"));
        Throwable none =
                assertThrown(
                        NoSuchFieldException.class, () -> ByName.field(new Derived(), "other"));
        assertEquals("other", none.getMessage());
    }

    @Test
    void anInterfaceIsImplementedByOneBody() throws Exception {
        Listener listener =
                (Listener) ByName.implement(Listener.class, said -> Arrays.asList(said).toString());
        assertEquals("[a, 1]", listener.heard("a", 1));
        assertEquals(listener, listener);
        assertFalse(listener.equals("something else"));
        assertEquals(System.identityHashCode(listener), listener.hashCode());
        assertEquals("made by the course", listener.toString());
    }

    @Test
    void whatTheBodyThrowsIsThrownAsItIs() {
        Speaker speaker = new Speaker();
        Listener failing =
                (Listener) ByName.implement(Listener.class, said -> ByName.call(speaker, "fail"));
        IOException problem = assertThrows(IOException.class, () -> failing.heard("a", 1));
        assertEquals("disk", problem.getMessage());
    }

    /** An unknown kernel is one sentence, behind which stands what is missing. */
    private static Throwable assertThrown(Class<? extends Throwable> cause, Executable work) {
        IllegalStateException unusual = assertThrows(IllegalStateException.class, work);
        assertTrue(
                unusual.getMessage().endsWith("JJava 1.0 and IJava 1.3 or 1.4 are known to work."),
                unusual.getMessage());
        return assertInstanceOf(cause, unusual.getCause());
    }
}
