package dev.switchboard.tools.hub;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A hub that runs in a process of its own, on this machine. It can be killed, and started again at
/// the same address.
public final class HubProcess {

    private static final Duration TO_ANSWER = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofMinutes(3);
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Path log;
    private final Map<String, String> settings;
    private @Nullable Process process;
    private boolean isOver;

    /// @param port where it takes requests
    /// @param log what it prints is added to this file
    /// @param settings its other variables
    public HubProcess(int port, Path log, Map<String, String> settings) {
        this.port = port;
        this.log = log;
        this.settings = Map.copyOf(settings);
    }

    /// Starts it without waiting until it is ready. Nothing of our own environment reaches it,
    /// because that may name a store and upstreams.
    public synchronized void start(List<String> command) throws IOException {
        if (isOver) {
            throw new IllegalStateException("This hub was killed for good");
        }
        File printed = log.toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(printed));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(settings);
        builder.environment().put("PORT", "" + port);
        process = builder.start();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /// Whether it takes requests.
    public boolean isReady() {
        return ask(request("/readyz").build())
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    /// Ends it as an operator does, with `SIGTERM`.
    public void end() throws InterruptedException {
        Process running = running();
        if (running == null) {
            return;
        }
        running.destroy();
        if (!running.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The hub does not end");
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    /// Kills it by `SIGKILL`, and the process that writes its cache. Nothing happens if it does not
    /// run.
    ///
    /// The exit is not awaited as a future: Java completes it on the common pool, whose only thread
    /// on a small machine may be the one that ends this program and waits for this method.
    public void kill() {
        Process running = running();
        if (running == null) {
            return;
        }
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            running.destroyForcibly().waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Kills it, and lets no other start after it.
    public void killForGood() {
        synchronized (this) {
            isOver = true;
        }
        kill();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /// A request that can be completed.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json");
    }

    /// @return the answer; empty if it gives none
    public Optional<HttpResponse<String>> ask(HttpRequest request) {
        try {
            return Optional.of(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public CompletableFuture<HttpResponse<String>> askSoon(HttpRequest request) {
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    /// Opens a WebSocket.
    public WebSocket connect(String path, WebSocket.Listener listener) {
        return HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), listener)
                .join();
    }

    /// Logs in.
    ///
    /// @return the access token; empty if it gives none
    public Optional<String> token(String name, String password) {
        String credentials = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
        return ask(request("/v1/authenticate").POST(BodyPublishers.ofString(credentials)).build())
                .map(answer -> TOKEN.matcher(answer.body()))
                .filter(Matcher::find)
                .map(token -> token.group(1));
    }
}
