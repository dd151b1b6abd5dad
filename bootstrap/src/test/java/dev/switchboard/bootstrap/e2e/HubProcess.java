package dev.switchboard.bootstrap.e2e;

import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.ProcessSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A hub in a separate process. It keeps its ports and its data over restarts.
public final class HubProcess implements AutoCloseable {

    /// The exit code of a process that was killed with -9.
    public static final int KILLED = 137;

    /// The exit code of one that was told to end.
    public static final int TERMINATED = 143;

    /// The master key of all hubs of a MongoDB.
    public static final String MASTER_KEY = "a2V5".repeat(10) + "a2U=";

    /// Environment variables of hubs that share the partitions of one MongoDB on this machine.
    public static final Map<String, String> SHARING =
            Map.of(
                    "SWITCHBOARD_CLUSTER", "true",
                    "SWITCHBOARD_CLUSTER_ADDRESS", "http://127.0.0.1:0",
                    "SWITCHBOARD_MASTER_KEY", MASTER_KEY);

    private static final Duration TO_START = Duration.ofMinutes(3);
    private static final Duration TO_DIE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int END_OF_LOG = 4000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HubProgram program;
    private final Map<String, String> environment;
    private final Path log;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final List<Process> lives = new CopyOnWriteArrayList<>();
    private @Nullable Process process;
    private @Nullable Path alone;
    private volatile boolean shared;

    /// @param directory for its data and its log
    /// @param settings environment variables beside ports and directories
    public HubProcess(HubProgram program, Path directory, Map<String, String> settings) {
        this.program = program;
        this.log = directory.resolve("hub.log");
        this.environment = new TreeMap<>();
        environment.put("PORT", "" + port);
        environment.put("SWITCHBOARD_MANAGEMENT_PORT", "" + managementPort);
        environment.put("SWITCHBOARD_PUBLIC_URL", url().toString());
        environment.put("DATA_DIR", directory.resolve("data").toString());
        environment.putAll(settings);
    }

    /// Sets an environment variable for its next starts.
    public void set(String variable, String value) {
        environment.put(variable, value);
    }

    /// Starts it in this directory from now on, and with no variables but its own.
    public void isolate(Path directory) {
        alone = directory;
    }

    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /// The address of the metrics.
    public URI managementUrl() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    /// Its metrics, in the text form of Prometheus.
    public String metrics() {
        return HubClient.strangerAt(managementUrl()).get("/actuator/prometheus").body();
    }

    /// The value of one of its metrics that has no labels.
    public double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    /// The directory of its keys and, unless configured elsewhere, its data.
    public Path dataDirectory() {
        return Path.of(environment.getOrDefault("DATA_DIR", ""));
    }

    /// Starts it without waiting for anything.
    public void spawn() {
        ProcessBuilder builder =
                new ProcessBuilder(program.command())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(HubProcess::configuresHubs);
        Path place = alone;
        if (place != null) {
            builder.directory(place.toFile()).environment().clear();
        }
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            lives.add(started);
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts it and waits until it is ready.
    public void start() {
        spawn();
        awaitReady();
    }

    public void awaitReady() {
        await().atMost(TO_START).pollInterval(BETWEEN_LOOKS).until(this::isReady);
    }

    private boolean isReady() {
        if (!running().isAlive()) {
            throw new IllegalStateException("The hub ended while it started:\n" + endOfLog());
        }
        return answersReady();
    }

    private boolean answersReady() {
        HttpRequest request =
                HttpRequest.newBuilder(url().resolve("/readyz"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// From now on later tests use it too, so no test may stop it before it is closed.
    public void share() {
        shared = true;
    }

    private void requireOwn() {
        if (shared) {
            throw new IllegalStateException("Later tests use this hub");
        }
    }

    /// `kill -9`.
    public void kill() {
        requireOwn();
        end();
    }

    private void end() {
        running().destroyForcibly();
        awaitEnd(TO_DIE);
    }

    /// `kill`, as a supervisor sends it; does not wait.
    public void terminate() {
        requireOwn();
        running().destroy();
    }

    /// Stops its threads where they are, until [#resume].
    public void freeze() {
        requireOwn();
        ProcessSignal.STOP.send(running());
    }

    public void resume() {
        ProcessSignal.CONT.send(running());
    }

    /// @return the exit code
    public int awaitEnd(Duration atMost) {
        try {
            if (!running().waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The hub has not ended:\n" + endOfLog());
            }
            return running().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a hub ended", e);
        }
    }

    public long pid() {
        return running().pid();
    }

    /// The program of its process and its arguments, which a script may have chosen.
    public List<String> command() {
        try {
            return List.of(Files.readString(Path.of("/proc/" + pid() + "/cmdline")).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A figure of its process as Linux tells it, such as `VmRSS`, in KiB; empty if it has ended.
    public OptionalLong status(String figure) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(figure + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /// The exit codes of its processes that have ended, oldest first.
    public List<Integer> exits() {
        return lives.stream().filter(it -> !it.isAlive()).map(Process::exitValue).toList();
    }

    /// Its log since its first start.
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            end();
        }
    }

    /// The last 4,000 characters of it.
    public String endOfLog() {
        String text = log();
        return text.substring(Math.max(0, text.length() - END_OF_LOG));
    }

    private Process running() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("The hub was never started");
        }
        return current;
    }

    private static boolean configuresHubs(String variable) {
        return variable.startsWith("SWITCHBOARD_")
                || variable.startsWith("SPRING_")
                || variable.equals("MONGO_URL")
                || variable.equals("SESSIONS_SERVER");
    }
}
