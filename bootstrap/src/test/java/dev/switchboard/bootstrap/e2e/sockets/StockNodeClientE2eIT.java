package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The stock JavaScript client with the packaged hub.
@ExtendWith(LiveHubPool.class)
@TestInstance(Lifecycle.PER_CLASS)
class StockNodeClientE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MANY = 100;
    private static final int FLOW = 1_000;

    private final LiveHub hub;
    private Path home;

    StockNodeClientE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @BeforeAll
    void install(@TempDir Path directory) {
        Optional<Path> installed = NodeHome.installIn(directory);
        if (installed.isEmpty()) {
            String missing =
                    "SKIPPED: no Node, or no packages for it: the stock client is not tried";
            LoggerFactory.getLogger(StockNodeClientE2eIT.class).warn(missing);
            abort(missing);
        }
        home = installed.orElseThrow();
    }

    private NodePage page(String transports, Map<String, ?> auth) {
        return page(hub, transports, auth);
    }

    private NodePage page(LiveHub at, String transports, Map<String, ?> auth) {
        return NodePage.at(at, home, List.of(transports.split(",")), auth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void isPushedEverythingOnceAndInOrder(String transports) {
        String conversation = LiveHub.fresh("node");
        try (NodePage page = page(transports, hub.begin(conversation))) {
            Burst burst = new Burst(hub, conversation, MANY);

            burst.run();

            assertThat(page.awaitEvents("webhook_update", MANY))
                    .extracting(Page::textOf)
                    .containsExactlyElementsOf(burst.taken());
            assertThat(page.transport()).isEqualTo(transports.replaceFirst(".*,", ""));
        }
    }

    @Test
    void losesAndDoublesNothingWhileItMovesToWebSocket() throws InterruptedException {
        String conversation = LiveHub.fresh("node");
        Map<String, String> owner = hub.begin(conversation);
        try (NodePage first = page("polling", owner)) {
            Burst burst = new Burst(hub, conversation, FLOW);
            Thread answering = Thread.ofVirtual().start(burst);
            first.awaitEvents("webhook_update", 1);

            Map<String, Object> auth = new HashMap<>(owner);
            auth.put("cursor", 0);
            try (NodePage moving = page("polling,websocket", auth)) {
                List<JsonNode> updates = moving.awaitEvents("webhook_update", FLOW);
                answering.join();
                assertThat(updates)
                        .extracting(Page::textOf)
                        .containsExactlyElementsOf(burst.taken());
                assertThat(moving.transport()).isEqualTo("websocket");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void recoversAfterItLostItsLineInABurst(String transports) {
        String conversation = LiveHub.fresh("node");
        try (NodePage page = page(transports, hub.begin(conversation))) {
            Burst first = new Burst(hub, conversation, MANY);
            first.run();
            page.awaitEvents("webhook_update", MANY / 2);

            page.cut();
            page.awaitEvents("connect", 2);

            List<String> seen =
                    page.awaitEvents("webhook_update", MANY).stream()
                            .map(update -> update.path("deliveryId").asString())
                            .distinct()
                            .toList();
            assertThat(seen).hasSize(MANY);
            assertRecovered(page.events("connect"));
        }
    }

    private static void assertRecovered(List<JsonNode> connects) {
        assertThat(connects.getLast().path("recovered").asBoolean()).isTrue();
        assertThat(connects.getLast().path("id")).isEqualTo(connects.getFirst().path("id"));
    }

    @Test
    void getsAgainWhatItDidNotAcknowledgeThoughItHasNoOffset() {
        String conversation = LiveHub.fresh("node");
        try (NodePage page = page("websocket", hub.begin(conversation))) {
            page.acknowledging(false);
            new Burst(hub, conversation, 3).run();
            page.awaitEvents("webhook_update", 3);

            page.cut();
            page.awaitEvents("connect", 2);
            page.acknowledging(true);

            List<JsonNode> updates = page.awaitEvents("webhook_update", 6);
            assertRecovered(page.events("connect"));
            assertThat(updates.subList(3, 6))
                    .extracting(update -> update.path("deliveryId"))
                    .containsExactlyElementsOf(
                            updates.subList(0, 3).stream()
                                    .map(update -> update.path("deliveryId"))
                                    .toList());
        }
    }

    @Test
    void recoversExactlyThoughAnErrorCameBetweenTwoMessages() {
        String customer = LiveHub.fresh("C");
        try (NodePage page = page("websocket", Map.of())) {
            say(page, customer, "m-1", "one");
            page.awaitEvents("serverMessage", 1);
            page.emit("clientMessage", "{\"type\":\"text\"}");
            page.awaitEvents("serverError", 1);
            say(page, customer, "m-2", "two");
            page.awaitEvents("serverMessage", 2);

            page.cut();
            page.awaitEvents("connect", 2);
            say(page, customer, "m-3", "three");

            assertThat(page.awaitEvents("serverMessage", 3))
                    .extracting(message -> message.at("/text/0").asString())
                    .containsExactly("You said: one", "You said: two", "You said: three");
            assertRecovered(page.events("connect"));
        }
    }

    @Test
    void staysTheSameAnonymousCustomerWhenItRecovers() {
        try (NodePage page = page("websocket", Map.of())) {
            say(page, "", "m-1", "one");
            page.awaitEvents("serverMessage", 1);

            page.cut();
            page.awaitEvents("connect", 2);
            say(page, "", "m-2", "two");

            assertThat(page.awaitEvents("ack", 2))
                    .extracting(ack -> ack.path("customer_id").asString())
                    .allMatch(customer -> customer.startsWith("anon-"))
                    .containsOnly(page.events("ack").getFirst().path("customer_id").asString());
            page.awaitEvents("serverMessage", 2);
            assertRecovered(page.events("connect"));
        }
    }

    private static void say(NodePage page, String customer, String id, String text) {
        page.emit(
                "clientMessage",
                "{\"type\":\"text\",\"customer_id\":\"%s\",\"message_id\":\"%s\",\"text\":[\"%s\"]}"
                        .formatted(customer, id, text));
    }

    @Test
    void recoversWhatCameWhileTheHubWasDead(@TempDir Path directory) {
        String conversation = LiveHub.fresh("node");
        try (LiveHub own = LiveHub.open(directory, Map.of());
                NodePage page = page(own, "polling,websocket", own.begin(conversation))) {
            Burst burst = new Burst(own, conversation, MANY);
            Thread running = Thread.ofVirtual().start(burst);
            page.awaitEvents("webhook_update", MANY / 4);

            own.process().kill();
            own.process().start();

            await().atMost(SOON).until(() -> !running.isAlive());
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            page.events("webhook_update").stream()
                                                    .map(Page::textOf)
                                                    .distinct())
                                    .containsExactlyElementsOf(burst.taken()));
            assertRecovered(page.events("connect"));
        }
    }

    @Test
    void keepsItsSocketsApart() {
        List<String> conversations =
                IntStream.range(0, 3).mapToObj(_ -> LiveHub.fresh("node")).toList();
        List<NodePage> pages =
                conversations.stream().map(one -> page("websocket", hub.begin(one))).toList();

        conversations.forEach(one -> new Burst(hub, one, 2).run());

        for (int i = 0; i < pages.size(); i++) {
            String conversation = conversations.get(i);
            assertThat(pages.get(i).awaitEvents("webhook_update", 2))
                    .extracting(update -> update.path("conversationId").asString())
                    .containsOnly(conversation);
        }
        pages.forEach(NodePage::close);
    }
}
