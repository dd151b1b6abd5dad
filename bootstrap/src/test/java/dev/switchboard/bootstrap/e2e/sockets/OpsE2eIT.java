package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.browser.EventTypes;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Admins of the packaged hub watch its attempts with the stock Java client.
@ExtendWith(LiveHubPool.class)
class OpsE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LiveHub hub;

    OpsE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    /// A connection that records its events.
    private static final class Watcher implements AutoCloseable {

        private final Socket socket;
        private final List<JsonNode> attempts = new CopyOnWriteArrayList<>();
        private final List<JsonNode> healths = new CopyOnWriteArrayList<>();
        private final List<JsonNode> problems = new CopyOnWriteArrayList<>();
        private final List<JsonNode> refusals = new CopyOnWriteArrayList<>();

        Watcher(LiveHub hub, String token) {
            IO.Options options = new IO.Options();
            options.forceNew = true;
            options.reconnection = false;
            options.auth = Map.of("token", token);
            socket = IO.socket(hub.process().url().resolve("/ops"), options);
            socket.on("attempt", args -> attempts.add(read(args[0])));
            socket.on("health", args -> healths.add(read(args[0])));
            socket.on("problem", args -> problems.add(read(args[0])));
            socket.on(Socket.EVENT_CONNECT_ERROR, args -> refusals.add(read(args[0])));
            socket.connect();
        }

        private static JsonNode read(Object value) {
            return JsonMapper.shared().readTree(value.toString());
        }

        JsonNode call(String event, String json) {
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            try {
                socket.emit(
                        event,
                        new Object[] {new JSONObject(json)},
                        (Ack) args -> answer.complete(read(args[0])));
            } catch (JSONException e) {
                throw new IllegalArgumentException(json, e);
            }
            return answer.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private String admin() {
        String token = hub.admin().logIn("admin", LiveHub.ADMIN_PASSWORD).token();
        return Objects.requireNonNull(token);
    }

    @Test
    void tellsAnAdminOfWhatItsLanesTried(@TempDir Path home) {
        EventTypes types = new EventTypes("ops");
        try (Customer customer = Customer.at(hub);
                Watcher watcher = new Watcher(hub, admin())) {
            String conversation = "netomi:" + customer.conversation();
            types.hear(
                    "types.Answer<'tail.watch'>",
                    watcher.call("tail.watch", "{\"kinds\":[\"nothing\"]}"));
            types.hear(
                    "types.Answer<'tail.watch'>",
                    watcher.call(
                            "tail.watch",
                            "{\"kinds\":[\"bot\"],\"conversation\":\"" + conversation + "\"}"));

            hub.scriptBot("[{\"status\":503},{\"status\":422,\"body\":\"not this secret\"}]");
            customer.ask(LiveHub.fresh("m"), "a secret");
            await().atMost(SOON).until(() -> watcher.attempts.size() >= 2);
            types.hear("types.Answer<'tail.unwatch'>", watcher.call("tail.unwatch", "{}"));

            assertThat(watcher.attempts)
                    .extracting(attempt -> attempt.path("outcome").asString())
                    .containsExactly("unavailable", "refused");
            assertThat(watcher.attempts)
                    .extracting(attempt -> attempt.path("attempt").asInt())
                    .containsExactly(1, 2);
            assertThat(watcher.attempts)
                    .allSatisfy(attempt -> {
                        assertThat(attempt.path("conversationId").asString())
                                .isEqualTo(conversation);
                        assertThat(attempt.toString()).doesNotContain("secret");
                        types.hear("types.Attempt", attempt);
                    });
        }
        types.assertFit(home);
    }

    @Test
    void tellsAnAdminOfItsHealth(@TempDir Path home) {
        EventTypes types = new EventTypes("ops");
        try (Watcher watcher = new Watcher(hub, admin())) {
            types.hear("types.Answer<'health.watch'>", watcher.call("health.watch", "{}"));
            await().atMost(SOON).until(() -> !watcher.healths.isEmpty());
            types.hear("types.Answer<'health.unwatch'>", watcher.call("health.unwatch", "{}"));

            JsonNode health = watcher.healths.getFirst();
            types.hear("types.Health", health);
            JsonNode asked = hub.admin().get("/v1/health").json();
            assertThat(health.path("version")).isEqualTo(asked.path("version"));
            assertThat(health.path("parts").valueStream())
                    .extracting(part -> part.path("name").asString())
                    .contains("store", "bot");
        }
        types.assertFit(home);
    }

    @Test
    void refusesOthersAndEndsWithTheAccount() {
        String name = LiveHub.fresh("person");
        String supervisor = Staff.hire(hub, LiveHub.fresh("person"), "SUPERVISOR");
        String second = Staff.hire(hub, name, "ADMIN");
        try (Watcher refused = new Watcher(hub, supervisor);
                Watcher ended = new Watcher(hub, second)) {
            await().atMost(SOON).until(() -> !refused.refusals.isEmpty());
            assertThat(refused.refusals.getFirst().toString()).contains("FORBIDDEN");
            assertThat(ended.call("tail.watch", "{}").path("ok").asBoolean()).isTrue();

            hub.admin().delete("/v1/accounts/" + name);

            await().atMost(SOON).until(() -> !ended.socket.connected());
            assertThat(ended.problems)
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.path("code").asString())
                                    .isEqualTo("UNAUTHENTICATED"));
        }
    }
}
