package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static dev.switchboard.scenario.live.LiveTalk.toDesk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.session.Claim;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveScenarioTest extends LiveStory {

    private void twoDaysPass() {
        for (int hour = 0; hour < 48; hour++) {
            world.clock.advance(Duration.ofHours(1));
            hub.connected.renewClaims();
            hub.connected.renewSessions();
        }
    }

    @Test
    void aMessageIsPushedThatComesWhileAClientBegins() {
        world.untaken.beforeItReturns(() -> hub.replies.accept(botSays("1")));

        Browser page = browser("page");
        own(page, BOT_CHAT);

        assertThat(page.texts()).containsExactly("1");
    }

    @Nested
    class AClientThatComesBack {

        @Test
        void getsWhatItMissedBeforeWhatIsNew() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();
            one.loseLine();
            hub.replies.accept(botSays("2"));
            hub.replies.accept(botSays("3"));

            one.connect();
            hub.replies.accept(botSays("4"));

            assertThat(one.seqs()).containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void isKnownAfterACrashHoweverLongItWasConnectedAndSilent() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();
            twoDaysPass();
            world.sessions.purge(world.clock.instant().minus(Duration.ofDays(1)));

            LiveHub next = new LiveHub(world);
            next.replies.accept(botSays("2"));
            Browser after = one.on(next.clients).connect();

            assertThat(after.texts()).containsExactly("2");
        }

        @Test
        void getsWhatItDidNotAcknowledgeAgainAfterACrash() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();
            hub.replies.accept(botSays("2"));

            Browser after = one.on(new LiveHub(world).clients).connect();

            assertThat(after.seqs()).containsExactly(2L);
        }

        @Test
        void keepsAllItsConversationsIfTheStoreFailsWhileItArrives() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            own(one, DESK_CHAT);
            hub.replies.accept(botSays("1"));
            hub.replies.accept(deskSays("2"));
            one.loseLine();
            one.forgetPushes();

            assertThatThrownBy(one.withTheNextPush(world.outage::begin)::connect)
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            one.loseLine();
            one.forgetPushes();
            one.connect();

            assertThat(one.texts()).containsExactlyInAnyOrder("1", "2");
        }

        @Test
        void keepsNoClaimAliveIfItIsGoneBeforeItsLastConversationIsFollowed() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            own(one, DESK_CHAT);
            hub.replies.accept(botSays("1"));
            hub.replies.accept(deskSays("2"));
            one.loseLine();

            one.withTheNextPush(one::loseLine).connect();
            twoDaysPass();

            Browser bob = browser("bob");
            assertThat(hub.send.send(toBot(bob, "m1", "1"))).isNotInstanceOf(Result.NotYours.class);
            assertThat(hub.send.send(toDesk(bob, "m2", "2")))
                    .isNotInstanceOf(Result.NotYours.class);
        }

        @Test
        void replacesItsOlderConnection() {
            Browser one = browser("one");
            own(one, BOT_CHAT);

            Browser again = one.on(hub.clients).connect();
            hub.replies.accept(botSays("1"));

            assertThat(one.replaced()).isTrue();
            assertThat(again.replaced()).isFalse();
            assertThat(again.seqs()).containsExactly(1L);
        }

        @Test
        void continuesItsSessionAtOneHubOfTwoThatRecalledItAtOnce() {
            Browser old = browser("one");
            own(old, BOT_CHAT);
            old.loseLine();
            LiveHub other = new LiveHub(world);
            Browser there = old.on(other.clients);

            Browser here = old.on(hub.clients).connectAfter(there::connect);

            assertThat(here.replaced()).isTrue();
            assertThat(there.replaced()).isFalse();
        }

        @Test
        void continuesItsSessionOnceIfItWasRecalledTwiceAtOneHub() {
            Browser old = browser("one");
            own(old, BOT_CHAT);
            old.loseLine();
            Browser first = old.on(hub.clients);

            Browser second = old.on(hub.clients).connectAfter(first::connect);

            assertThat(first.replaced()).isTrue();
            assertThat(second.replaced()).isFalse();
            hub.replies.accept(botSays("1"));
            assertThat(second.seqs()).containsExactly(1L);
        }

        @Test
        void fencesItsOlderConnectionAtAnotherHub() {
            Browser old = browser("one");
            own(old, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            old.settle();

            Browser young = old.on(new LiveHub(world).clients).connect();
            own(old, DESK_CHAT);

            assertThat(old.replaced()).isTrue();
            assertThat(young.replaced()).isFalse();
            LiveHub third = new LiveHub(world);
            Browser next = young.on(third.clients).connect();
            third.replies.accept(deskSays("\"where only the older one was\""));
            assertThat(next.texts()).isEmpty();
        }

        @Test
        void startsAfreshOnceItSaidGoodbye() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            one.sayGoodbye();
            hub.replies.accept(botSays("1"));

            one.connect();

            assertThat(one.seqs()).isEmpty();
            own(one, BOT_CHAT);
            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void startsAfreshAfterADay() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            one.loseLine();
            world.clock.advance(Duration.ofHours(25));

            one.connect();
            hub.replies.accept(botSays("1"));

            assertThat(one.seqs()).isEmpty();
        }

        @Test
        void continuesBehindTheCursorItNames() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            hub.replies.accept(botSays("2"));
            hub.replies.accept(botSays("3"));
            one.settle();
            Browser reloaded = new Browser(hub.clients, "one again", one.who()).connect();

            reloaded.bind(BOT_CHAT, 1);

            assertThat(reloaded.seqs()).containsExactly(2L, 3L);
        }

        /// It may follow a conversation that nobody has claimed, but its word counts only for what
        /// it owns.
        @Test
        void settlesNothingByTheCursorOfAConversationWithoutOwner() {
            Browser one = browser("one").neverAcknowledging();
            assertThat(one.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
            hub.replies.accept(botSays("1"));
            one.loseLine();

            one.connect(Map.of(BOT_CHAT, 1L));
            world.clock.advance(Duration.ZERO);

            assertThat(one.seqs()).containsExactly(1L, 1L);
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Pending.class);
        }

        @ParameterizedTest
        @ValueSource(longs = {4_000_000_000L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
        void isNotLedAstrayByAnImpossibleCursor(long cursor) {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();
            hub.replies.accept(botSays("2"));
            Browser reloaded = new Browser(hub.clients, "one again", one.who()).connect();

            reloaded.bind(BOT_CHAT, cursor);

            assertThat(reloaded.seqs()).containsExactly(2L);
        }
    }

    /// Its cursor overrides what its session remembers.
    @Nested
    class AClientThatComesBackWithACursor {

        private final Browser one = browser("one");

        /// It has acknowledged 2 of 4 messages.
        @BeforeEach
        void has() {
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            hub.replies.accept(botSays("2"));
            one.settle().loseLine();
            hub.replies.accept(botSays("3"));
            hub.replies.accept(botSays("4"));
            one.forgetPushes();
        }

        private void assertDelivered(Boolean... delivered) {
            assertThat(deliveries(BOT_CHAT))
                    .extracting(delivery -> delivery instanceof Delivered)
                    .containsExactly(delivered);
        }

        @Test
        void getsEverythingBehindAnEarlierOneAgain() {
            one.connect(Map.of(BOT_CHAT, 0L));
            hub.replies.accept(botSays("5"));

            assertThat(one.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
        }

        @Test
        void getsNothingUpToALaterOneWhichCountsAsDelivered() {
            one.connect(Map.of(BOT_CHAT, 3L));
            world.clock.advance(Duration.ZERO);

            assertThat(one.seqs()).containsExactly(4L);
            assertDelivered(true, true, true, false);
        }

        @Test
        void continuesThereOnItsNextConnectionToo() {
            one.neverAcknowledging().connect(Map.of(BOT_CHAT, 1L)).loseLine();
            one.forgetPushes();

            Browser after = one.on(hub.crash().clients).connect();

            assertThat(after.seqs()).containsExactly(2L, 3L, 4L);
        }

        @Test
        void continuesWhereItWasIfTheConversationLacksThatPosition() {
            one.connect(Map.of(BOT_CHAT, 5L)).loseLine();
            assertThat(one.seqs()).containsExactly(3L, 4L);
            one.forgetPushes();
            one.connect(Map.of(BOT_CHAT, -1L));
            world.clock.advance(Duration.ZERO);

            assertThat(one.seqs()).containsExactly(3L, 4L);
            assertDelivered(true, true, false, false);
        }

        @Test
        void getsNothingFromBeforeItsClaim() {
            Browser earlier = browser("earlier").neverAcknowledging();
            hub.send.send(toDesk(earlier, "m1", "1"));
            hub.replies.accept(deskSays("\"for the earlier one\""));
            hub.send.send(endOfDesk(earlier, "m2"));
            hub.send.send(toDesk(one, "m3", "2"));
            one.connect().bind(DESK_CHAT);
            hub.replies.accept(deskSays("\"for this one\""));
            one.settle().loseLine();
            one.forgetPushes();

            one.connect(Map.of(DESK_CHAT, 0L));

            assertThat(one.texts()).containsExactly("\"for this one\"");
        }

        /// Another user claimed the conversation meanwhile, so nothing in it is this client's.
        @Test
        void settlesNothingInAConversationThatIsAnothersByNow() {
            world.claims.replace(
                    world.claims.find(BOT_CHAT).orElseThrow(),
                    new Claim(BOT_CHAT, browser("other").who(), 0, world.clock.instant()));

            one.connect(Map.of(BOT_CHAT, 4L));
            hub.replies.accept(botSays("5"));
            world.clock.advance(Duration.ZERO);

            assertThat(one.seqs()).isEmpty();
            assertDelivered(true, true, false, false, false);
        }
    }

    @Nested
    class AStranger {

        @Test
        void cannotBindWhatIsAnothers() {
            own(browser("ann"), BOT_CHAT);
            Browser eve = browser("eve");

            assertThat(eve.bind(BOT_CHAT)).isEqualTo(Bound.NOT_YOURS);
            hub.replies.accept(botSays("1"));

            assertThat(eve.seqs()).isEmpty();
        }

        @Test
        void cannotWriteWhereAnotherDoes() {
            Browser ann = browser("ann");
            hub.send.send(toBot(ann, "m1", "\"hello\""));

            Result result = hub.send.send(toBot(browser("eve"), "m2", "\"hello\""));

            assertThat(result).isInstanceOf(Result.NotYours.class);
            assertThat(journaled(BOT_CHAT)).containsExactly("\"hello\"");
        }

        @Test
        void seesNothingOfTheOwnerBefore() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "\"secret\""));
            hub.replies.accept(deskSays("\"answer\""));
            hub.send.send(endOfDesk(ann, "m2"));

            Browser bob = browser("bob");
            Bound bound = bob.bind(DESK_CHAT);
            hub.send.send(toDesk(bob, "m3", "\"mine\""));
            hub.replies.accept(deskSays("\"yours\""));

            assertThat(bound).isEqualTo(Bound.NOT_YOURS);
            assertThat(bob.texts()).containsExactly("\"yours\"");
        }

        @Test
        void mayClaimADayAfterTheOwnerWasSeen() {
            Browser ann = browser("ann");
            own(ann, BOT_CHAT);
            ann.loseLine();

            world.clock.advance(Duration.ofHours(25));

            Browser bob = browser("bob");
            assertThat(bob.bind(BOT_CHAT)).isEqualTo(Bound.NOT_YOURS);
            assertThat(hub.send.send(toBot(bob, "m1", "1"))).isInstanceOf(Result.Journaled.class);
            assertThat(bob.bind(BOT_CHAT)).isEqualTo(Bound.DONE);
        }

        @Test
        void seesNothingOfAnOwnerWhomTheHubShouldHaveForgotten() {
            Browser owner = browser("owner");
            hub.send.send(toDesk(owner, "m1", "1"));
            owner.loseLine();
            hub.replies.accept(deskSays("\"secret\""));
            world.clock.advance(Duration.ofDays(40));
            hub.connected.parkUnfetched();
            world.claims.purge(world.clock.instant().minus(Duration.ofDays(30)));

            Browser stranger = browser("stranger");

            hub.send.send(toDesk(stranger, "m2", "2"));

            assertThat(stranger.bind(DESK_CHAT)).isEqualTo(Bound.DONE);
            assertThat(stranger.texts()).isEmpty();
            assertThat(deliveries(DESK_CHAT).get(1)).isInstanceOf(Parked.class);
        }

        @Test
        void cannotClaimWhatAnOwnerFollowsForDays() {
            own(browser("ann"), BOT_CHAT);

            twoDaysPass();

            assertThat(hub.send.send(toBot(browser("bob"), "m1", "1")))
                    .isInstanceOf(Result.NotYours.class);
        }
    }

    @Nested
    class AStrangerWhereTheLastSenderWins {

        private final LiveHub lenient = new LiveHub(world, Set.of("desk"));

        private Browser visitor(String name) {
            return new Browser(lenient.clients, name).connect();
        }

        @Test
        void getsWhatComesFromThenOnInTheOwnersPlace() {
            Browser ann = visitor("ann");
            lenient.send.send(toDesk(ann, "m1", "\"hello\""));
            lenient.replies.accept(deskSays("\"first\""));
            Browser reloaded = visitor("reloaded");

            Result result = lenient.send.send(toDesk(reloaded, "m2", "\"again\""));
            lenient.replies.accept(deskSays("\"second\""));

            assertThat(result).isInstanceOf(Result.Journaled.class);
            assertThat(ann.texts()).containsExactly("\"first\"");
            assertThat(reloaded.texts()).containsExactly("\"second\"");
        }

        @Test
        void mustWriteBeforeAnythingIsTheirs() {
            lenient.send.send(toDesk(visitor("ann"), "m1", "\"hello\""));

            assertThat(visitor("eve").bind(DESK_CHAT)).isEqualTo(Bound.NOT_YOURS);
        }

        @Test
        void getsNothingOfOtherSystems() {
            lenient.send.send(toBot(visitor("ann"), "m1", "\"hello\""));

            Result result = lenient.send.send(toBot(visitor("eve"), "m2", "\"hello\""));

            assertThat(result).isInstanceOf(Result.NotYours.class);
        }
    }
}
