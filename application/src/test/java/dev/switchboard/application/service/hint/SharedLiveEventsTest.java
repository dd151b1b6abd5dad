package dev.switchboard.application.service.hint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryHintServer;
import dev.switchboard.application.fakes.OpenHintSeal;
import dev.switchboard.application.fakes.RecordingHints;
import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintListener;
import dev.switchboard.application.port.out.live.HintSeal;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.live.LiveEventsContract;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedLiveEventsTest implements LiveEventsContract {

    private static final ConversationId CONVERSATION = ConversationId.of("bot", "c-1");
    private static final Event TYPING = new Event.Ephemeral(CONVERSATION, new Content("1"));
    private static final Event DOUBT = new Event.InDoubt(CONVERSATION);

    private final InMemoryHintServer server = new InMemoryHintServer();
    private final AtomicLong nanos = new AtomicLong();
    private final HintTopics topicsOfOne = hub("one", "two");
    private final HintTopics topicsOfTwo = hub("two", "one");
    private final SharedLiveEvents one = new SharedLiveEvents(topicsOfOne);
    private final SharedLiveEvents two = new SharedLiveEvents(topicsOfTwo);
    private final List<Event> atTwo = new ArrayList<>();

    private HintTopics hub(String name, String... others) {
        return hub(new OpenHintSeal(), name, others);
    }

    private HintTopics hub(HintSeal seal, String name, String... others) {
        HintTopics.Hubs hubs =
                new HintTopics.Hubs() {
                    @Override
                    public Optional<HubId> me() {
                        return Optional.of(new HubId(name));
                    }

                    @Override
                    public Stream<HubId> others() {
                        return Stream.of(others).map(HubId::new);
                    }
                };
        return new HintTopics(server.line(), seal, hubs, new RecordingHints(), nanos::get);
    }

    @Override
    public LiveEvents events() {
        return one;
    }

    private void follow() {
        two.listenToAll(atTwo::add);
        two.follow(CONVERSATION);
        atTwo.clear();
    }

    private void beat() {
        topicsOfOne.beat();
        topicsOfTwo.beat();
    }

    @Test
    void tellsOnlyWhoFollows() {
        two.listenToAll(atTwo::add);
        one.publish(TYPING);
        assertThat(atTwo).isEmpty();

        two.follow(CONVERSATION);
        one.publish(TYPING);
        assertThat(atTwo).endsWith(TYPING);
    }

    @Test
    void hearsItsOwnEventsOnce() {
        follow();
        two.publish(TYPING);

        assertThat(atTwo).containsExactly(TYPING);
    }

    @Test
    void doubtsTheFirstHintOfEachRunAndOnlyThat() {
        follow();

        one.publish(TYPING);
        one.publish(TYPING);
        topicsOfOne.interrupted();
        one.publish(TYPING);
        topicsOfTwo.interrupted();
        one.publish(TYPING);
        new SharedLiveEvents(hub("three")).publish(TYPING);

        assertThat(atTwo)
                .containsExactly(
                        DOUBT, TYPING, TYPING, DOUBT, TYPING, DOUBT, TYPING, DOUBT, TYPING);
    }

    @Test
    void keepsATopicForAWhileThatNobodyFollowsAnyMore() {
        follow();
        two.retain(Set.of());
        one.publish(TYPING);
        assertThat(atTwo).contains(TYPING);

        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        two.retain(Set.of());
        atTwo.clear();
        one.publish(TYPING);
        assertThat(atTwo).isEmpty();
    }

    @Test
    void isWholeWhileAllHubsAreHeard() {
        beat();
        beat();
        assertThat(one.isWhole()).isTrue();

        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        topicsOfOne.beat();
        topicsOfOne.beat();
        assertThat(one.isWhole()).isFalse();

        beat();
        beat();
        assertThat(one.isWhole()).isTrue();
    }

    @Test
    void doubtsEverythingWhenAHubSaysThatItsHintsGotLost() {
        beat();
        beat();
        beat();
        follow();
        topicsOfOne.interrupted();
        topicsOfOne.beat();

        assertThat(atTwo).containsExactly(DOUBT);
    }

    @Test
    void doubtsAConversationWhoseHintItDoesNotUnderstand() {
        follow();
        topicsOfTwo.heard(CONVERSATION.partitionKey(), "?".getBytes(UTF_8));

        assertThat(atTwo).containsExactly(DOUBT);
    }

    /// Whoever writes to the line and has not the hubs' key.
    @Test
    void hearsNothingFromAStranger() {
        SharedLiveEvents wary = new SharedLiveEvents(hub(new ForeignSeal(), "three", "one"));
        wary.listenToAll(atTwo::add);
        wary.follow(CONVERSATION);
        atTwo.clear();

        one.publish(TYPING);

        assertThat(atTwo).isEmpty();
    }

    private static final class ForeignSeal implements HintSeal {

        @Override
        public byte[] close(byte[] hint) {
            return hint;
        }

        @Override
        public Optional<byte[]> open(byte[] sealed) {
            return Optional.empty();
        }

        @Override
        public String topic(String name) {
            return name;
        }
    }

    /// A hint that somebody repeats where it does not belong.
    @Test
    void hearsNothingUnderAnotherTopic() {
        ConversationId other = ConversationId.of("bot", "c-2");
        List<byte[]> taken = new ArrayList<>();
        HintLine tap = server.line();
        tap.open(
                new HintListener() {
                    @Override
                    public void heard(String topic, byte[] hint) {
                        taken.add(hint);
                    }

                    @Override
                    public void follows(String topic) {}

                    @Override
                    public void interrupted() {}
                });
        tap.follow(other.partitionKey());
        follow();

        one.publish(new Event.Ephemeral(other, new Content("2")));
        tap.publish(CONVERSATION.partitionKey(), taken.getFirst());

        assertThat(atTwo).isEmpty();
    }
}
