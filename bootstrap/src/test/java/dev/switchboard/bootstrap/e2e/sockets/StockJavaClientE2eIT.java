package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The stock Java client with the packaged hub. It does not support `pid`, so it resumes by the
/// `cursor` in its auth payload.
@ExtendWith(LiveHubPool.class)
class StockJavaClientE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MANY = 100;
    private static final int MISSED = 20;

    private final LiveHub hub;

    StockJavaClientE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void isPushedEverythingOnceAndInOrder(String transports) {
        String conversation = LiveHub.fresh("java");
        Map<String, String> auth = hub.begin(conversation);
        try (Page page = Page.at(hub, auth, transports.split(","))) {
            Burst burst = new Burst(hub, conversation, MANY);

            burst.run();

            page.awaitEvents("webhook_update", MANY);
            assertThat(page.answers()).containsExactlyElementsOf(burst.taken());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "polling", "polling,websocket"})
    void missesNothingWhileItsNetworkIsGone(String transports) {
        String conversation = LiveHub.fresh("java");
        Map<String, String> auth = hub.begin(conversation);
        InetSocketAddress address =
                new InetSocketAddress("localhost", hub.process().url().getPort());
        try (Valve network = Valve.before(address);
                Page page =
                        new Page(
                                URI.create("http://localhost:" + network.port()),
                                auth,
                                transports.split(","))) {
            page.awaitEvents("connected", 1);
            new Burst(hub, conversation, 1).run();
            page.awaitEvents("webhook_update", 1);

            network.turn(Valve.Position.CUT);
            await().atMost(SOON).until(() -> !page.connected());
            Burst missed = new Burst(hub, conversation, "missed", MISSED);
            missed.run();
            network.turn(Valve.Position.OPEN);

            page.awaitEvents("webhook_update", 1 + MISSED);
            assertThat(page.answers().subList(1, 1 + MISSED))
                    .containsExactlyElementsOf(missed.taken());
        }
    }

    @Test
    void isRefusedAConversationThatIsAnothers() {
        String conversation = LiveHub.fresh("java");
        try (Page owner = Page.at(hub, hub.begin(conversation));
                Page thief =
                        new Page(hub.process().url(), Map.of("conversationId", conversation))) {

            assertThat(thief.awaitEvents("refused", 1).getFirst().path("message").asString())
                    .isEqualTo("Conversation belongs to another client");
            new Burst(hub, conversation, 1).run();
            owner.awaitEvents("webhook_update", 1);
            assertThat(thief.events("webhook_update")).isEmpty();
        }
    }

    @Test
    void isRefusedWithATokenThatIsNotOurs() {
        try (Page page = new Page(hub.process().url(), Map.of("token", "not.a.token"))) {

            assertThat(page.awaitEvents("refused", 1).getFirst().path("message").asString())
                    .isEqualTo("unauthorized");
        }
    }
}
