package dev.switchboard.tools.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One of the hubs that share a database. It can be killed, and started again at the same address.
final class Member {

    private static final Duration TO_ANSWER = Duration.ofSeconds(20);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");
    private static final Pattern OWN = Pattern.compile("\"own\":(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Path directory;
    private final List<String> command;
    private final Map<String, String> settings;
    private @Nullable Process process;

    /// @param port of the hub; the next one is for its metrics, the second next for other hubs
    /// @param settings that all hubs have in common
    Member(int port, Path directory, List<String> command, Map<String, String> settings) {
        this.port = port;
        this.directory = directory;
        this.command = List.copyOf(command);
        this.settings = Map.copyOf(settings);
    }

    String url() {
        return "http://localhost:" + port;
    }

    Path log() {
        return directory.resolve("hub-" + port + ".log");
    }

    /// Starts it without waiting for it. Nothing of our own environment reaches it: that may name a
    /// store and upstreams.
    synchronized void start() throws IOException {
        if (isRunning()) {
            return;
        }
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(settings);
        builder.environment().put("PORT", "" + port);
        builder.environment().put("SWITCHBOARD_MANAGEMENT_PORT", "" + (port + 1));
        builder.environment().put("SWITCHBOARD_CLUSTER_ADDRESS", "http://127.0.0.1:" + (port + 2));
        builder.environment().put("DATA_DIR", directory.resolve("data-" + port).toString());
        process = builder.start();
    }

    /// `kill -9`.
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /// @return empty if it gives none
    Optional<String> token(String name, String password) {
        String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        return ask("/v1/authenticate", "", body).flatMap(answer -> find(TOKEN, answer.body()));
    }

    /// The partitions that are its own.
    ///
    /// @return 0 if it does not say
    int owned(String token) {
        return ask("/v1/cluster", token, "")
                .flatMap(answer -> find(OWN, answer.body()))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private static Optional<String> find(Pattern what, String text) {
        Matcher matcher = what.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// @param body empty for a GET
    /// @param headers names and values
    /// @return empty if it does not answer
    Optional<HttpResponse<String>> ask(String path, String token, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(TO_ANSWER)
                        .header("Content-Type", "application/json");
        if (!body.isEmpty()) {
            request.POST(BodyPublishers.ofString(body));
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Optional.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
