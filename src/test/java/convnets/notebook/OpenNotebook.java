package convnets.notebook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.Message.Header;
import org.dflib.jjava.jupyter.messages.Message.Timestamp;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** For a test, the course finds a kernel: one that stands in for JJava, until it is closed. */
final class OpenNotebook implements AutoCloseable {

    final BaseKernel kernel = new BaseKernel();

    OpenNotebook() {
        BaseKernel.running = kernel;
    }

    /** A cell as a page sends it. */
    static Message<ExecuteRequest> cell(String sent, String code, boolean stopOnError) {
        return new Message<>(
                List.of(),
                new Header(new Timestamp(sent)),
                new ExecuteRequest(code, false, true, Map.of(), true, stopOnError));
    }

    /** Runs a cell that is sent now. */
    void run(String code) {
        kernel.receive(cell(Instant.now().toString(), code, false));
    }

    @Override
    public void close() {
        BaseKernel.running = null;
        Notebook.kernel = null;
        kernel.close();
    }
}
