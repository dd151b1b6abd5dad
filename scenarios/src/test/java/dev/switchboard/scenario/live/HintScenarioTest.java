package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.domain.message.Content;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The hints that hubs give each other of what their clients may see, and what is done about those
/// that are lost.
class HintScenarioTest {

    private final LiveWorld world = new LiveWorld();
    private final PeerNetwork network = new PeerNetwork(world.clock);
    private final PeerNetwork.Member first = network.join();
    private final PeerNetwork.Member second = network.join();
    private final LiveHub firstHub = hub(first);
    private final LiveHub secondHub = hub(second);

    private LiveHub hub(PeerNetwork.Member member) {
        LiveHub hub = new LiveHub(world, member);
        for (var watcher : hub.listeners()) {
            member.cluster().listen(watcher);
        }
        return hub;
    }

    private Browser page;

    @BeforeEach
    void follow() {
        network.settle();
        network.beat();
        page = new Browser(there().clients, "page").connect();
        assertThat(page.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
        there().send.send(toBot(page, "q", "\"hi\""));
        oneSecondPasses();
    }

    private LiveHub owner() {
        return firstHub.locks.mayTake(BOT_CHAT) ? firstHub : secondHub;
    }

    /// The hub of the page, which does not own the conversation.
    private LiveHub there() {
        return firstHub.locks.mayTake(BOT_CHAT) ? secondHub : firstHub;
    }

    private PeerNetwork.Member thereToo() {
        return firstHub.locks.mayTake(BOT_CHAT) ? second : first;
    }

    private void oneSecondPasses() {
        world.clock.advance(Duration.ofSeconds(1));
        network.beat();
        firstHub.connected.lookForDistantMessages();
        secondHub.connected.lookForDistantMessages();
    }

    private void botSaysOne() {
        owner().replies.accept(botSays("\"1\""));
    }

    @Test
    void bringAMessageAtOnce() {
        botSaysOne();

        assertThat(page.texts()).containsExactly("\"1\"");
        assertThat(thereToo().telemetry().misses()).isZero();
    }

    @Test
    void areNotNeededForLongMessages() {
        String text = "\"" + "long ".repeat(5_000) + "\"";
        owner().replies.accept(botSays(text));

        assertThat(page.texts()).containsExactly(text);
    }

    @Test
    void bringTypingAndOutcomes() {
        owner().ephemeral.toClients(BOT_CHAT, new Content("\"typing\""));

        assertThat(page.notices())
                .last()
                .isEqualTo(new ClientEvent.Ephemeral(BOT_CHAT, new Content("\"typing\"")));
    }

    @Test
    void areMadeUpForWithinFifteenSecondsIfOneIsLost() {
        network.hints().lose(topic -> topic.startsWith("c/"));
        botSaysOne();
        network.hints().lose(_ -> false);

        int seconds = 0;
        while (page.texts().isEmpty()) {
            oneSecondPasses();
            seconds++;
        }

        assertThat(seconds).isBetween(2, 15);
        assertThat(thereToo().telemetry().misses()).isEqualTo(1);
    }

    @Test
    void areMadeUpForByTheNextOne() {
        network.hints().lose(topic -> topic.startsWith("c/"));
        botSaysOne();
        network.hints().lose(_ -> false);
        owner().replies.accept(botSays("\"2\""));

        assertThat(page.texts()).containsExactly("\"1\"", "\"2\"");
    }

    @Test
    void areNotWaitedForOnceNoneArrives() {
        network.hints().lose(_ -> true);
        for (int i = 0; i < 4; i++) {
            oneSecondPasses();
        }
        assertThat(there().live().isWhole()).isFalse();

        botSaysOne();
        oneSecondPasses();

        assertThat(page.texts()).containsExactly("\"1\"");
    }

    /// Without waiting for signs of life that do not come.
    @Test
    void areNotWaitedForWhenTheLineBreaks() {
        network.hints().lose(_ -> true);
        network.hints().interrupt();
        assertThat(there().live().isWhole()).isFalse();

        botSaysOne();
        oneSecondPasses();

        assertThat(page.texts()).containsExactly("\"1\"");
    }

    @Test
    void areReliedOnAgainWhenEachHubGaveASignOfLifeAfterTheBreak() {
        network.hints().interrupt();
        assertThat(there().live().isWhole()).isFalse();

        oneSecondPasses();
        oneSecondPasses();

        assertThat(there().live().isWhole()).isTrue();
        botSaysOne();
        assertThat(page.texts()).containsExactly("\"1\"");
    }

    /// The interruption cost the word of the claim's end, and no message is missing.
    @Test
    void areNotTrustedAfterAnInterruption() {
        network.hints().lose(_ -> true);
        owner().clients.release(BOT_CHAT);
        for (int i = 0; i < 4; i++) {
            oneSecondPasses();
        }
        network.hints().lose(_ -> false);
        oneSecondPasses();
        oneSecondPasses();

        owner().replies.accept(botSays("\"nobody's\""));

        assertThat(page.texts()).isEmpty();
    }

    @Test
    void areNotTrustedWhenTheirHubCouldNotSendSome() {
        network.hints().lose(_ -> true);
        owner().clients.release(BOT_CHAT);
        network.hints().lose(_ -> false);
        network.hints().interrupt();

        owner().replies.accept(botSays("\"nobody's\""));

        assertThat(page.texts()).isEmpty();
    }

    @Test
    void endTheEarlierConnectionOfASession() {
        Browser later = page.on(owner().clients).connect();

        assertThat(page.replaced()).isTrue();
        assertThat(later.replaced()).isFalse();
        assertThat(later.texts()).isEmpty();
    }

    @Test
    void endTheFeedsOfOthersAtAClaim() {
        Browser ann = new Browser(owner().clients, "ann").connect();
        owner().clients.release(BOT_CHAT);
        owner().send.send(toBot(ann, "a-1", "\"mine now\""));
        owner().live().publish(new Event.Ephemeral(BOT_CHAT, new Content("\"for ann\"")));
        owner().replies.accept(botSays("\"for ann\""));

        assertThat(page.texts()).isEmpty();
        assertThat(page.notices()).noneMatch(ClientEvent.Ephemeral.class::isInstance);
        assertThat(List.copyOf(ann.texts())).containsExactly("\"for ann\"");
    }
}
