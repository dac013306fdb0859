package convnets.experiments;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A cluster of Spark's of this computer alone: a master, and workers of one core each. */
final class LocalCluster implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Path HOME = Path.of("target/spark").toAbsolutePath();

    /** How the driver finds the executors, and they the classes of the tests. */
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "spark.driver.host",
                    LOOPBACK,
                    "spark.executor.extraClassPath",
                    Path.of("target/spark-build/test-classes").toAbsolutePath().toString(),
                    "spark.scheduler.minRegisteredResourcesRatio",
                    "1",
                    "spark.scheduler.maxRegisteredResourcesWaitingTime",
                    "2m");

    private final Path folder;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();
    private final String address;

    LocalCluster(Path folder, int workers) throws IOException, InterruptedException {
        this.folder = folder;
        SETTINGS.forEach(System::setProperty);
        System.setProperty("spark.cores.max", Integer.toString(workers));
        int port = free();
        address = "spark://" + LOOPBACK + ":" + port;
        master = start("master.Master", "--port", Integer.toString(port));
        while (!answers(port)) {
            if (!master.isAlive()) {
                throw new IOException("The master ended: see " + folder.resolve("log"));
            }
            Thread.sleep(100);
        }
        for (int i = 0; i < workers; i++) {
            String work = folder.resolve("work" + i).toString();
            this.workers.add(
                    start(
                            "worker.Worker",
                            "--cores",
                            "1",
                            "--memory",
                            "2g",
                            "--work-dir",
                            work,
                            address));
        }
    }

    String address() {
        return address;
    }

    /** A worker with its executors, as if the power had gone. */
    void kill(int worker) {
        end(workers.get(worker));
    }

    @Override
    public void close() {
        workers.forEach(LocalCluster::end);
        end(master);
    }

    private static void end(Process process) {
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private Process start(String name, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "@src/cluster/jvm.args"));
        command.addAll(List.of("-cp", HOME.resolve("jars") + File.separator + "*"));
        command.addAll(List.of("org.apache.spark.deploy." + name, "--host", LOOPBACK));
        command.addAll(List.of("--webui-port", "0"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("SPARK_HOME", HOME.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        String engine = Path.of("target/engine").toAbsolutePath().toString();
        builder.environment().put("ENGINE_CACHE_DIR", engine);
        return builder.start();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(LOOPBACK, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
