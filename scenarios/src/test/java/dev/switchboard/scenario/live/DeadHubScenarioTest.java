package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT;
import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Pages write while one of three hubs is dead and the others have not noticed. It owns neither
/// their conversation nor their requests.
class DeadHubScenarioTest {

    private final LiveWorld world = new LiveWorld();
    private final PeerNetwork network = new PeerNetwork(world.clock);
    private final List<Side> all = Stream.generate(Side::new).limit(3).toList();

    private final class Side {

        private final PeerNetwork.Member member = network.join();
        private final LiveHub hub = new LiveHub(world, member);

        Side() {
            for (var watcher : hub.listeners()) {
                member.cluster().listen(watcher);
            }
        }
    }

    @BeforeEach
    void share() {
        network.settle();
        network.settle();
    }

    private LiveHub owner() {
        return all.stream()
                .map(side -> side.hub)
                .filter(hub -> hub.locks.mayTake(BOT_CHAT))
                .findFirst()
                .orElseThrow();
    }

    private List<Side> others() {
        LiveHub owner = owner();
        return all.stream().filter(side -> !side.hub.equals(owner)).toList();
    }

    private Side first() {
        return others().getFirst();
    }

    private Side second() {
        return others().getLast();
    }

    /// The request shows nothing but the connection's id.
    private static Command anonymously(Browser page, String key) {
        return new Command(
                BOT_CHAT,
                EndUser.NOBODY,
                null,
                false,
                page.id(),
                new Content("\"hi\""),
                BOT,
                key,
                key,
                Purpose.SAY,
                Duration.ZERO);
    }

    private boolean isJournaled() {
        return !world.store.history().messages(BOT_CHAT, 0, 10).isEmpty();
    }

    private void getsAnswers(Browser page) {
        owner().replies.accept(botSays("\"for the page\""));
        all.forEach(side -> side.hub.connected.lookForDistantMessages());
        assertThat(page.texts()).containsExactly("\"for the page\"");
    }

    @Test
    void areProvedByAConnectionAtALivingHub() {
        Browser atFirst = new Browser(first().hub.clients, "page").connect();
        network.cut(second().member);

        assertThat(owner().send.send(anonymously(atFirst, "q-1")))
                .isInstanceOf(Result.Queued.class);

        getsAnswers(atFirst);
    }

    @Test
    void areProvedWhicheverOfTheOthersIsDead() {
        Browser atSecond = new Browser(second().hub.clients, "page").connect();
        network.cut(first().member);

        assertThat(owner().send.send(anonymously(atSecond, "q-1")))
                .isInstanceOf(Result.Queued.class);

        getsAnswers(atSecond);
    }

    @Test
    void goOnInTheirConversationThoughTheirConnectionIsGone() {
        Browser page = new Browser(first().hub.clients, "page").connect();
        owner().send.send(toBot(page, "q-1", "\"hi\""));
        network.cut(first().member);

        assertThat(owner().send.send(toBot(page, "q-2", "\"are you there\"")))
                .isInstanceOf(Result.Answered.class);
    }

    /// Otherwise it would be the request's browser's, and the page that has the connection would
    /// never hear an answer.
    @Test
    void claimNothingWithoutTheConnectionTheyName() {
        Browser page = new Browser(first().hub.clients, "page").connect();
        Side dead = first();
        network.cut(dead.member);

        assertThatThrownBy(() -> owner().send.send(anonymously(page, "q-1")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> owner().send.send(toBot(page, "q-1", "\"hi\"")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(isJournaled()).isFalse();

        network.kill(dead.member);
        assertThat(owner().send.send(toBot(page, "q-1", "\"hi\"")))
                .isInstanceOf(Result.Answered.class);
    }

    @Test
    void areAcceptedThoughTheirConnectionEndsMeanwhile() {
        Browser page = new Browser(first().hub.clients, "page").connect();
        LiveHub owner = owner();
        network.lose(path -> path.contains("/bind") && isJournaled());

        assertThat(owner.send.send(anonymously(page, "q-1"))).isInstanceOf(Result.Queued.class);
    }
}
