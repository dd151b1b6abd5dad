package dev.switchboard.bootstrap.e2e.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Lines;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A customer's page on the stock JavaScript client, in its own Node process.
final class NodePage implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final Process process;
    private final BufferedWriter orders;

    /// @param home where the client is installed
    NodePage(Path home, URI hub, List<String> transports, Map<String, ?> auth) {
        String settings =
                JSON.writeValueAsString(
                        Map.of("url", hub.toString(), "transports", transports, "auth", auth));
        try {
            process =
                    new ProcessBuilder("node", "client.js", settings)
                            .directory(home.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = process.outputWriter(UTF_8);
        Lines.hear(process, heard::add);
    }

    static NodePage at(LiveHub hub, Path home, List<String> transports, Map<String, ?> auth) {
        NodePage page = new NodePage(home, hub.process().url(), transports, auth);
        page.awaitEvents("connected", 1);
        return page;
    }

    /// The events of this name, oldest first.
    List<JsonNode> events(String event) {
        return heard.stream()
                .filter(line -> line.path("event").asString().equals(event))
                .map(line -> line.path("value"))
                .toList();
    }

    /// @return the events of this name, once there are this many
    List<JsonNode> awaitEvents(String event, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(events(event)).hasSizeGreaterThanOrEqualTo(count));
        return events(event);
    }

    /// Its current transport.
    String transport() {
        return events("transport").getLast().asString();
    }

    /// Stops or continues acknowledging, from the next event on.
    void acknowledging(boolean whether) {
        int before = events("acknowledging").size();
        order("{\"do\":\"acknowledge\",\"value\":" + whether + "}");
        awaitEvents("acknowledging", before + 1);
    }

    void emit(String event, String json) {
        order("{\"do\":\"emit\",\"event\":\"%s\",\"value\":%s}".formatted(event, json));
    }

    /// Loses its connection; it reconnects by itself.
    void cut() {
        order("{\"do\":\"cut\"}");
    }

    private void order(String json) {
        try {
            orders.write(json.replace('\n', ' '));
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
