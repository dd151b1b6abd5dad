package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.live.LiveEvents;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Hundreds of histories of a page at a hub that does not own its conversation. Hints of the owner
/// get lost, with and without a word, come twice, and tell of messages that there are not. The page
/// is shown what the bot said while the conversation was the page's: all of it, in order, once, and
/// nothing else. Feeds that trust hints must be found out.
class HintWalkScenarioTest {

    private static final long SEEDS = Long.getLong("switchboard.seeds", 100);
    private static final int STEPS = 30;
    private static final String LIE = "\"lie\"";

    enum Sabotage {
        NONE,
        /// What no hint told of is not there.
        SKIPS_GAPS,
        /// What was allowed is allowed, until a hint says that it is not any more.
        HAS_NO_DOUBTS;

        LiveEvents of(LiveEvents events) {
            return this == NONE ? events : new Trusting(events, this);
        }
    }

    @Test
    void showsWhatTheJournalHasAndNothingElse() {
        LongStream.range(0, SEEDS)
                .forEach(seed ->
                        assertThat(new Walk(seed, Sabotage.NONE).run())
                                .as("seed %d", seed)
                                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void findsOutAFeedThatTrustsHints(Sabotage sabotage) {
        assertThat(
                        LongStream.range(0, SEEDS)
                                .mapToObj(seed -> new Walk(seed, sabotage).run())
                                .flatMap(Optional::stream)
                                .findFirst())
                .isPresent();
    }

    /// Makes the feeds of its hub trust hints.
    private record Trusting(LiveEvents events, Sabotage sabotage, AtomicLong told)
            implements LiveEvents {

        Trusting(LiveEvents events, Sabotage sabotage) {
            this(events, sabotage, new AtomicLong());
        }

        @Override
        public void publish(Event event) {
            events.publish(event);
        }

        @Override
        public void listen(Consumer<Event> listener) {
            events.listen(listener);
        }

        @Override
        public void listenToAll(Consumer<Event> listener) {
            events.listenToAll(event -> {
                switch (event) {
                    case Event.InDoubt _ when sabotage == Sabotage.HAS_NO_DOUBTS -> {
                        // as if nothing could be missing
                    }
                    case Event.Appended(var message, _) -> skip(message.seq(), listener);
                    case Event.Passed(_, long seq) -> skip(seq, listener);
                    default -> {
                        // tells of no seq
                    }
                }
                if (!(event instanceof Event.InDoubt) || sabotage != Sabotage.HAS_NO_DOUBTS) {
                    listener.accept(event);
                }
            });
        }

        private void skip(long seq, Consumer<Event> listener) {
            long before = told.getAndAccumulate(seq, Math::max);
            if (sabotage == Sabotage.SKIPS_GAPS) {
                LongStream.range(before + 1, seq)
                        .forEach(missing -> listener.accept(new Event.Passed(BOT_CHAT, missing)));
            }
        }

        @Override
        public void follow(ConversationId conversation) {
            events.follow(conversation);
        }

        @Override
        public void retain(Set<ConversationId> conversations) {
            events.retain(conversations);
        }

        @Override
        public boolean isWhole() {
            return sabotage == Sabotage.HAS_NO_DOUBTS || events.isWhole();
        }
    }

    /// One history.
    private static final class Walk {

        private final LiveWorld world = new LiveWorld();
        private final PeerNetwork network = new PeerNetwork(world.clock);
        private final Random random;
        private final List<LiveHub> hubs;
        private final List<String> expected = new ArrayList<>();
        private final List<String> seen = new ArrayList<>();
        private Browser page;
        private int number;
        private int seconds;
        private boolean losing;
        private boolean claimed = true;

        Walk(long seed, Sabotage sabotage) {
            random = new Random(seed);
            hubs = List.of(join(sabotage), join(sabotage));
            network.settle();
            network.beat();
            page = new Browser(there().clients, "page").connect();
            assertThat(page.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            claim();
            aSecondPasses();
        }

        private LiveHub join(Sabotage sabotage) {
            PeerNetwork.Member member = network.join(sabotage::of);
            LiveHub hub = new LiveHub(world, member);
            for (var watcher : hub.listeners()) {
                member.cluster().listen(watcher);
            }
            return hub;
        }

        private LiveHub owner() {
            return hubs.stream()
                    .filter(hub -> hub.locks.mayTake(BOT_CHAT))
                    .findFirst()
                    .orElseThrow();
        }

        private LiveHub there() {
            return hubs.stream()
                    .filter(hub -> !hub.locks.mayTake(BOT_CHAT))
                    .findFirst()
                    .orElseThrow();
        }

        /// @return what is wrong
        Optional<String> run() {
            for (int i = 0; i < STEPS; i++) {
                step(random.nextInt(12));
                look();
            }
            settle();
            return seen.equals(expected)
                    ? Optional.empty()
                    : Optional.of("%s was said, %s was shown".formatted(expected, seen));
        }

        private void step(int which) {
            switch (which) {
                case 0, 1, 2, 3 -> botSays();
                case 4, 5 -> lose(!losing);
                case 6 -> aSecondPasses();
                case 7 -> network.hints().interrupt();
                case 8 -> lie(1 + random.nextInt((int) lastSeq()));
                case 9 -> lie(lastSeq() + 2 + random.nextInt(3));
                case 10 -> comeBack();
                default -> changeHands();
            }
        }

        private void botSays() {
            String text = "\"" + ++number + "\"";
            owner().replies.accept(LiveTalk.botSays(text));
            if (claimed) {
                expected.add(text);
            }
        }

        private void lose(boolean whether) {
            losing = whether;
            network.hints().lose(topic -> whether && topic.startsWith("c/"));
        }

        private long lastSeq() {
            return world.store.conversations().lastSeq(BOT_CHAT);
        }

        /// A message that nobody said, or another one than was said.
        private void lie(long seq) {
            Message message =
                    new Message(
                            world.ids.messageId(),
                            BOT_CHAT,
                            seq,
                            new Author(Party.BOT, "it"),
                            new Content(LIE),
                            null,
                            null,
                            world.clock.instant());
            Delivery owed = Delivery.owed(Target.LIVE_CLIENTS, world.clock.instant());
            owner().publish(new LiveEvents.Event.Appended(message, List.of(owed)));
        }

        private void comeBack() {
            page.loseLine();
            page = page.on(there().clients).connect();
        }

        /// The page gives the conversation up, or takes it again. It has everything then.
        private void changeHands() {
            settle();
            if (claimed) {
                lose(random.nextBoolean());
                owner().clients.release(BOT_CHAT);
                // a hint may be lost without a word, and is missed within fifteen seconds
                if (losing) {
                    network.hints().interrupt();
                }
            } else {
                claim();
            }
            claimed = !claimed;
        }

        private void claim() {
            there().send.send(toBot(page, "q-" + ++number, "\"mine\""));
        }

        private void aSecondPasses() {
            world.clock.advance(Duration.ofSeconds(1));
            if (++seconds % 4 == 0) {
                network.settle();
            }
            network.beat();
            hubs.forEach(hub -> hub.connected.lookForDistantMessages());
        }

        private void settle() {
            lose(false);
            for (int i = 0; i < 16; i++) {
                aSecondPasses();
                look();
            }
        }

        private void look() {
            page.settle();
            seen.addAll(page.texts());
            page.forgetPushes();
        }
    }
}
