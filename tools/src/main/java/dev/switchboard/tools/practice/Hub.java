package dev.switchboard.tools.practice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The hub that practises: one process after the other on the same data.
final class Hub {

    static final Duration TO_START = Duration.ofMinutes(3);
    static final Duration TO_ANSWER = Duration.ofMinutes(1);
    static final String SECRET = "only-for-practice";
    static final Map<String, String> SECRET_PROOF = Map.of("Authorization", "Bearer " + SECRET);
    static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");

    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final int port = freePort();
    final Path directory;
    final String upstreams;
    volatile @Nullable Process process;
    private boolean isOver;

    /// @param upstreams the URL of all there are
    Hub(Path directory, String upstreams) {
        this.directory = directory;
        this.upstreams = upstreams;
    }

    /// Returns when it takes requests. Nothing of our own environment reaches the hub: it may name
    /// a store and upstreams.
    void start(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().putAll(settings());
        Process started = run(builder);
        Instant deadline = Instant.now().plus(TO_START);
        while (!isReady()) {
            if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("The hub does not start");
            }
            Thread.sleep(50);
        }
    }

    private synchronized Process run(ProcessBuilder builder) throws IOException {
        if (isOver) {
            throw new IllegalStateException("The practice is over");
        }
        Process started = builder.start();
        process = started;
        return started;
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("PORT", "" + port);
        settings.put("SWITCHBOARD_MANAGEMENT_PORT", "" + freePort());
        settings.put("DATA_DIR", directory.resolve("data").toString());
        settings.put("SWITCHBOARD_ADMIN_PASSWORD", SECRET);
        settings.put("SWITCHBOARD_EGRESS_ALLOW", "127.0.0.1");
        settings.put("SESSIONS_SERVER", upstreams + "/sessions");

        settings.put("WEBHOOK_BEARER_TOKEN", SECRET);
        settings.put("NETOMI_CHANNEL_REF_ID", "practice");
        settings.put("NETOMI_VIRTUAL_AGENT_ID", "practice");
        settings.put("NETOMI_BASE_URL", upstreams + "/bot");
        settings.put("NETOMI_AUTH_URL", upstreams + "/bot");
        settings.put("SWITCHBOARD_NETOMI_RATE", "1000000");

        settings.put("YALO_USERNAME", "bot");
        settings.put("YALO_PASSWORD", SECRET);
        settings.put("SWITCHBOARD_YALO_INTEGRATIONS_URL", upstreams + "/platform");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_TRANSPORT", "yalo");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_CHANNEL", "whatsapp");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_BOT_ID", "practice");
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_BOT_TOKEN", SECRET);
        settings.put("SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_WEBHOOK_SECRETS", SECRET);
        settings.put("SWITCHBOARD_YALO_MESSAGESPERSECOND", "1000000");

        settings.put("SWITCHBOARD_SALESFORCE_BASE_URL", upstreams);
        settings.put("SWITCHBOARD_SALESFORCE_SCRT_URL", upstreams);
        settings.put("SWITCHBOARD_SALESFORCE_CLIENT_ID", "practice");
        settings.put("SWITCHBOARD_SALESFORCE_CLIENT_SECRET", SECRET);
        settings.put("SWITCHBOARD_SALESFORCE_ORG_ID", "00D000000000001");
        settings.put("SWITCHBOARD_SALESFORCE_ES_DEVELOPER_NAME", "Practice");
        settings.put("SWITCHBOARD_SALESFORCE_MESSAGES_PER_MINUTE", "1000000");
        settings.put("SWITCHBOARD_SALESFORCE_TOKENS_PER_MINUTE", "1000000");
        return settings;
    }

    boolean isReady() throws InterruptedException {
        try {
            return http.send(request("/readyz").build(), BodyHandlers.discarding()).statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// As an operator does.
    void end() throws InterruptedException {
        Process running = Objects.requireNonNull(process);
        running.destroy();
        if (!running.waitFor(TO_START.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The hub does not end");
        }
    }

    /// With the process that writes its cache. Nothing happens if there is none.
    ///
    /// The exit is not awaited as a future: Java completes it on the common pool, whose only thread
    /// on a small machine may be the one that ends this program and waits for this method.
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().waitFor();
        }
    }

    /// Kills the process, and no other is started after it.
    void killForGood() {
        synchronized (this) {
            isOver = true;
        }
        try {
            kill();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return the header that proves who asks
    Map<String, String> logIn(String name) {
        String credentials = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, SECRET);
        Matcher token =
                TOKEN.matcher(post("/v1/authenticate", Map.of(), credentials).join().body());
        if (!token.find()) {
            throw new IllegalStateException("The hub does not let " + name + " in");
        }
        return Map.of("Authorization", "Bearer " + token.group(1));
    }

    CompletableFuture<HttpResponse<String>> post(
            String path, Map<String, String> headers, String json) {
        HttpRequest.Builder request =
                request(path)
                        .POST(BodyPublishers.ofString(json))
                        .header("Content-Type", "application/json");
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TO_ANSWER);
    }

    WebSocket connect(String path, WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), listener)
                .join();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port", e);
        }
    }
}
