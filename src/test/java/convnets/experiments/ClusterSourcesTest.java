package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * What runs on a cluster is compiled with Apache Spark alone, which is fetched for "make
 * test-cluster"; but what it calls of the course must be there whenever the course is changed.
 */
class ClusterSourcesTest {

    /** A method, or one with such arguments; Spark's own classes are other messages. */
    private static final Set<String> MISSING =
            Set.of(
                    "compiler.err.cant.resolve.location.args",
                    "compiler.err.cant.apply.symbol",
                    "compiler.err.cant.apply.symbols");

    @Test
    void whatTheyCallOfTheCourseIsThere() throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.walk(Path.of("src/cluster"))) {
            sources = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertTrue(sources.size() >= 4, sources.toString());
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(said, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-XDshould-stop.ifError=FLOW", "-Xmaxerrs", "1000");
            javac.getTask(
                            null,
                            files,
                            said,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        List<String> wrong =
                said.getDiagnostics().stream()
                        .filter(one -> MISSING.contains(one.getCode()))
                        .map(one -> one.getCode() + ": " + one)
                        .toList();
        assertEquals(List.of(), wrong);
    }
}
