package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.scenario.live.LiveTalk.toDesk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Outcome;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AcknowledgementScenarioTest extends LiveStory {

    @Nested
    class AClientThatDoesNotAcknowledge {

        @Test
        void isPushedAgainAfterTenTwentyAndFortySeconds() {
            Browser deaf = browser("deaf").neverAcknowledging();
            own(deaf, BOT_CHAT);
            hub.replies.accept(botSays("\"hi\""));

            world.clock.advance(Duration.ofSeconds(9));
            assertThat(deaf.seqs()).hasSize(1);
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(deaf.seqs()).hasSize(2);
            world.clock.advance(Duration.ofSeconds(20));
            assertThat(deaf.seqs()).hasSize(3);
            world.clock.advance(Duration.ofSeconds(40));
            assertThat(deaf.seqs()).hasSize(4);
        }

        @Test
        void isPushedAllThatFollowsAgainAsWellInOrder() {
            Browser deaf = browser("deaf").neverAcknowledging();
            own(deaf, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            world.clock.advance(Duration.ofSeconds(5));
            hub.replies.accept(botSays("2"));

            world.clock.advance(Duration.ofSeconds(5));

            assertThat(deaf.seqs()).containsExactly(1L, 2L, 1L, 2L);
        }

        @Test
        void isPushedNothingAgainOnceItHasIt() {
            Browser one = browser("one");
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            one.settle();

            world.clock.advance(Duration.ofMinutes(5));

            assertThat(one.seqs()).containsExactly(1L);
        }

        @Test
        void isPushedNothingAgainOnceItHasTheRepeat() {
            Browser late = browser("late").neverAcknowledging();
            own(late, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            world.clock.advance(Duration.ofSeconds(10));

            late.acknowledge(BOT_CHAT, 1);
            world.clock.advance(Duration.ofMinutes(5));

            assertThat(late.seqs()).containsExactly(1L, 1L);
            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void getsADesksMessageThriceAndThenOnItsNextConnection() {
            Browser deaf = browser("deaf").neverAcknowledging();
            own(deaf, DESK_CHAT);
            hub.replies.accept(deskSays("1"));

            world.clock.advance(Duration.ofMinutes(5));
            assertThat(deaf.seqs()).hasSize(3);

            deaf.loseLine();
            deaf.connect();
            assertThat(deaf.seqs()).hasSize(4);
        }

        @Test
        void hasNoMoreThanItsWindowInFlight() {
            Browser deaf = browser("deaf").neverAcknowledging();
            own(deaf, BOT_CHAT);

            for (int i = 0; i < 100; i++) {
                hub.replies.accept(botSays("" + i));
            }

            assertThat(deaf.seqs()).hasSize(16);
            for (long seq = 1; seq <= 100; seq++) {
                deaf.acknowledge(BOT_CHAT, seq);
            }
            assertThat(deaf.seqs()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        }

        /// Four of these messages are more than all connections together may hold.
        @Test
        void takesNoMemoryThatOthersNeed() {
            LiveHub small = hubWith(2_000);
            Browser deaf = new Browser(small.clients, "deaf").connect().neverAcknowledging();
            Browser other = new Browser(small.clients, "other").connect();
            own(deaf, BOT_CHAT);
            own(other, DESK_CHAT);

            for (int i = 0; i < 20; i++) {
                small.replies.accept(botSays("" + i));
            }
            assertThat(deaf.seqs()).containsExactly(1L, 2L, 3L, 4L);
            for (int i = 0; i < 20; i++) {
                small.replies.accept(deskSays("" + i));
            }
            other.settle();
            assertThat(other.seqs()).isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());

            for (long seq = 1; seq <= 20; seq++) {
                deaf.acknowledge(BOT_CHAT, seq);
            }
            assertThat(deaf.seqs()).isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
        }

        @Test
        void leavesItsMemoryToOthersWhenItGoes() {
            LiveHub small = hubWith(2_000);
            Browser deaf = new Browser(small.clients, "deaf").connect().neverAcknowledging();
            Browser other = new Browser(small.clients, "other").connect().neverAcknowledging();
            own(deaf, BOT_CHAT);
            own(other, DESK_CHAT);
            for (int i = 0; i < 20; i++) {
                small.replies.accept(botSays("" + i));
                small.replies.accept(deskSays("" + i));
            }
            int before = other.seqs().size();

            deaf.loseLine();
            world.clock.advance(Duration.ofSeconds(5));

            assertThat(before).isLessThan(4);
            assertThat(other.seqs()).containsExactly(1L, 2L, 3L, 4L);
        }

        @Test
        void isDisconnectedWhenOthersNeedItsMemory() {
            LiveHub small = hubWith(2_000);
            Browser deaf = new Browser(small.clients, "deaf").connect().neverAcknowledging();
            own(deaf, DESK_CHAT);
            for (int i = 0; i < 20; i++) {
                small.replies.accept(deskSays("" + i));
            }
            world.clock.advance(Duration.ofMinutes(5));
            Browser other = new Browser(small.clients, "other").connect().neverAcknowledging();
            own(other, BOT_CHAT);
            for (int i = 0; i < 20; i++) {
                small.replies.accept(botSays("" + i));
            }
            assertThat(other.seqs()).containsExactly(1L);

            small.connected.relieveMemory();
            world.clock.advance(Duration.ofSeconds(5));

            assertThat(other.seqs()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(deaf.connect().seqs()).endsWith(1L);
        }

        @Test
        void staysConnectedWhileThereIsMemory() {
            Browser deaf = browser("deaf").neverAcknowledging();
            own(deaf, DESK_CHAT);
            hub.replies.accept(deskSays("1"));
            world.clock.advance(Duration.ofMinutes(5));

            hub.connected.relieveMemory();

            hub.replies.accept(deskSays("2"));
            assertThat(deaf.seqs()).endsWith(2L);
        }

        @Test
        void holdsNothingOnceItIsGone() {
            Browser deaf = browser("deaf").neverAcknowledging();
            own(deaf, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            assertThat(hub.connected.feeds().heldBytes()).isPositive();

            deaf.loseLine();

            assertThat(hub.connected.feeds().heldBytes()).isZero();
        }

        /// @param bytes the memory for the messages of all connections
        private LiveHub hubWith(long bytes) {
            world.mostBytes = bytes;
            return hub.crash();
        }
    }

    @Nested
    class AClientThatReadsSlowly {

        @Test
        void getsEverythingInOrderWhenItGoesOn() {
            Browser slow = browser("slow");
            own(slow, BOT_CHAT);
            slow.stall();
            for (int i = 0; i < 100; i++) {
                hub.replies.accept(botSays("" + i));
            }
            assertThat(slow.seqs()).isEmpty();

            slow.drain();
            slow.settle();

            assertThat(slow.seqs()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
        }
    }

    @Nested
    class WhatAClientAcknowledgedBeforeTheHubDied {

        private final Browser one = browser("one");

        /// Stores the position of the session, but no settlement of its deliveries.
        private void acknowledgesJustBeforeTheEnd() {
            world.journal.settlesNothing(true);
            one.settle();
            world.journal.settlesNothing(false);
        }

        /// The hub dies before it hears an acknowledgement, so only the client knows of it.
        private LiveHub diesUnaware(String... said) {
            one.neverAcknowledging();
            own(one, BOT_CHAT);
            for (String text : said) {
                hub.replies.accept(botSays(text));
            }
            LiveHub next = hub.crash();
            next.connected.sweep();
            return next;
        }

        private Browser reloadedAt(LiveHub next) {
            return new Browser(next.clients, "reloaded", one.who()).connect();
        }

        @Test
        void isSettledByTheFirstSweep() {
            own(one, BOT_CHAT);
            for (int i = 1; i <= 5; i++) {
                hub.replies.accept(botSays("" + i));
            }
            acknowledgesJustBeforeTheEnd();
            hub.replies.accept(botSays("6"));
            LiveHub next = hub.crash();
            assertThat(deliveries(BOT_CHAT)).hasOnlyElementsOfType(Pending.class);

            next.connected.sweep();

            assertThat(deliveries(BOT_CHAT))
                    .extracting(delivery -> delivery instanceof Delivered)
                    .containsExactly(true, true, true, true, true, false);
        }

        @Test
        void isSettledOnceTheStoreIsBack() {
            own(one, BOT_CHAT);
            hub.replies.accept(botSays("1"));
            acknowledgesJustBeforeTheEnd();
            LiveHub next = hub.crash();
            world.outage.begin();
            assertThatThrownBy(next.connected::sweep).isInstanceOf(StoreUnavailableException.class);
            world.outage.end();

            next.connected.sweep();

            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void isSettledWhenItNamesItsPosition() {
            Browser back = reloadedAt(diesUnaware("1", "2"));

            back.bind(BOT_CHAT, 1);
            world.clock.advance(Duration.ZERO);

            assertThat(deliveries(BOT_CHAT))
                    .extracting(delivery -> delivery instanceof Delivered)
                    .containsExactly(true, false);
            assertThat(back.seqs()).containsExactly(2L);
        }

        @Test
        void isSettledByTheNextSweepIfTheStoreWasAwayWhenItNamedItsPosition() {
            LiveHub next = diesUnaware("1");
            reloadedAt(next).bind(BOT_CHAT, 1);
            world.outage.begin();
            world.clock.advance(Duration.ZERO);
            world.outage.end();

            next.connected.sweep();

            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Delivered.class);
        }

        @Test
        void isNothingIfItNamesAPositionThatTheConversationLacks() {
            Browser back = reloadedAt(diesUnaware("1"));

            back.bind(BOT_CHAT, 7);
            world.clock.advance(Duration.ZERO);

            assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Pending.class);
            assertThat(back.seqs()).containsExactly(1L);
        }

        @Test
        void isNotWhatAnEarlierOwnerDidNotGet() {
            Browser earlier = browser("earlier").neverAcknowledging();
            hub.send.send(toDesk(earlier, "m1", "1"));
            hub.replies.accept(deskSays("\"for the earlier one\""));
            hub.send.send(endOfDesk(earlier, "m2"));
            hub.send.send(toDesk(one, "m3", "2"));
            assertThat(one.bind(DESK_CHAT)).isEqualTo(Bound.DONE);
            hub.replies.accept(deskSays("\"for this one\""));
            acknowledgesJustBeforeTheEnd();
            LiveHub next = hub.crash();

            next.connected.sweep();

            assertThat(deliveries(DESK_CHAT))
                    .filteredOn(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                    .extracting(delivery -> delivery instanceof Delivered)
                    .containsExactly(false, true);
        }

        @Test
        void isNotWhatAConsoleWasPushed() {
            hub.replies.accept(botAsksForAgent());
            TestConsole ann = new TestConsole(hub.agents, "ann").connect();
            Lease lease = ann.acceptOffer().lease();
            ann.say(BOT_CHAT, lease, "a-1", "hi");
            ann.disconnect();
            LiveHub next = hub.crash();

            next.connected.sweep();

            assertThat(deliveries(BOT_CHAT))
                    .filteredOn(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                    .hasSize(2)
                    .hasOnlyElementsOfType(Pending.class);
        }
    }

    @Nested
    class WhatChangedBeforeItWasAcknowledged {

        private final Browser one = browser("one").neverAcknowledging();

        @BeforeEach
        void isPushed() {
            own(one, DESK_CHAT);
            hub.replies.accept(deskSays("1"));
        }

        private void isParked() {
            world.clock.advance(Duration.ofHours(24));
            hub.connected.parkUnfetched();
            assertThat(delivery()).isInstanceOf(Parked.class);
        }

        private void isSentAgain() {
            MessageId message =
                    world.store.history().messages(DESK_CHAT, 0, 1).getFirst().message().id();
            assertThat(hub.delivery.redrives().redrive(message, Target.LIVE_CLIENTS))
                    .isEqualTo(Outcome.DONE);
            assertThat(delivery()).isInstanceOf(Pending.class);
        }

        private Delivery delivery() {
            return deliveries(DESK_CHAT).getFirst();
        }

        @Test
        void isDeliveredThoughItWasParked() {
            isParked();

            one.acknowledge(DESK_CHAT, 1);

            assertThat(delivery()).isInstanceOf(Delivered.class);
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isZero();
        }

        @Test
        void isDeliveredThoughItWasSentAgain() {
            isParked();
            isSentAgain();

            one.acknowledge(DESK_CHAT, 1);

            assertThat(delivery()).isInstanceOf(Delivered.class);
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isZero();
        }

        @Test
        void isDeliveredThoughItWasSentAgainWhenItWasPushedAsAParkedOne() {
            isParked();
            one.loseLine();
            one.connect();
            isSentAgain();

            one.acknowledge(DESK_CHAT, 1);

            assertThat(delivery()).isInstanceOf(Delivered.class);
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isZero();
        }

        @Test
        void isDeliveredOnceTheStoreIsBack() {
            isParked();
            hub.replies.accept(deskSays("2"));
            world.journal.settlesNothing(true);
            one.acknowledge(DESK_CHAT, 1);
            one.acknowledge(DESK_CHAT, 2);
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isEqualTo(1);
            world.journal.settlesNothing(false);

            world.clock.advance(Duration.ofSeconds(1));
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(deliveries(DESK_CHAT)).hasOnlyElementsOfType(Delivered.class);
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isZero();
        }
    }

    @Nested
    class WhatWasParkedForWantOfAClient {

        @Test
        void isNotCountedAmongThePendingOnesOnceItIsTaken() {
            Browser one = browser("one").neverAcknowledging();
            own(one, DESK_CHAT);
            one.loseLine();
            hub.replies.accept(deskSays("1"));
            world.clock.advance(Duration.ofHours(24));
            hub.connected.parkUnfetched();
            hub.replies.accept(deskSays("2"));
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isEqualTo(1);

            own(one.connect(), DESK_CHAT);
            one.acknowledge(DESK_CHAT, 1);

            assertThat(deliveries(DESK_CHAT).getFirst()).isInstanceOf(Delivered.class);
            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isEqualTo(1);
        }
    }
}
