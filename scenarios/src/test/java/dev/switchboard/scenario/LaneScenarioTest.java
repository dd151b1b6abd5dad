package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LaneScenarioTest extends RelayStory {

    @Nested
    class ALane {

        @Test
        void keepsItsOrderWhileAnotherSessionPasses() {
            world.channel.replies(World.away());
            send("a", "1");
            send("a", "2");
            send("a", "3");
            world.channel.step(_ -> ScriptedChannelGateway.TAKEN).replies(World.away());

            send("b", "\"other\"");
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.sentToChannel()).containsExactly("1", "\"other\"", "1", "1", "2", "3");
        }

        @Test
        void keepsItsOrderWhileRepliesToItsSettlesGetLost() {
            world.channel.step(_ -> {
                world.journal.losesReplies(1);
                return World.away();
            });
            world.channel.step(_ -> {
                world.journal.losesReplies(1);
                return ScriptedChannelGateway.TAKEN;
            });
            hub.send.send(World.unawaited("A"));
            hub.send.send(World.unawaited("B"));
            hub.send.send(World.unawaited("C"));
            hub.send.send(World.unawaited("D"));

            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.sentToChannel()).containsExactly("A", "A", "B", "C", "D");
        }

        /// An owner whose beats fail calls nobody, and goes on when one succeeds.
        @Test
        void callsNobodyWhileItsHubsRightIsOver() {
            world.channel.step(_ -> {
                world.ownership.end();
                return ScriptedChannelGateway.TAKEN;
            });
            hub.send.send(World.unawaited("A"));
            hub.send.send(World.unawaited("B"));
            world.clock.advance(Duration.ofMinutes(1));
            assertThat(world.sentToChannel()).containsExactly("A");

            world.ownership.comeBack();
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(world.sentToChannel()).containsExactly("A", "B");
        }

        @Test
        void leavesNothingBehindThatSomebodyElsePutOff() {
            world.channel.step(call -> {
                hub.send.send(World.unawaited("B"));
                putOff(call.messageId());
                return World.away();
            });

            hub.send.send(World.unawaited("A"));
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.sentToChannel()).containsExactly("A", "A", "B");
        }

        /// As a former owner does whose step arrives late.
        @Test
        void doesNotCallAgainForWhatWasTakenWhileSomebodyElsePutItOff() {
            world.channel.step(call -> {
                hub.send.send(World.unawaited("B"));
                putOff(call.messageId());
                return ScriptedChannelGateway.TAKEN;
            });

            hub.send.send(World.unawaited("A"));
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.sentToChannel()).containsExactly("A", "B");
            assertThat(world.store.backlog().nextTarget(null)).isEmpty();
        }

        @Test
        void deliversAtOnceWhatARepeatFindsInTheJournal() {
            world.journal.losesReplies(1);
            assertThatThrownBy(() -> hub.send.send(World.keyed("A", "k", "f")))
                    .isInstanceOf(StoreUnavailableException.class);

            hub.send.send(World.keyed("A", "k", "f"));

            assertThat(world.sentToChannel()).containsExactly("A");
        }

        @Test
        void looksByItselfForWhatMayHaveBeenJournaled() {
            world.journal.losesReplies(1);
            assertThatThrownBy(() -> hub.send.send(World.unawaited("A")))
                    .isInstanceOf(StoreUnavailableException.class);

            world.clock.advance(Duration.ofSeconds(2));

            assertThat(world.sentToChannel()).containsExactly("A");
        }

        @Test
        void keepsTheOrderOfAnAppendThatTakesEffectLate() {
            hub.delivery.sweep();
            world.journal.appendsLate();
            assertThatThrownBy(() -> hub.send.send(World.unawaited("A")))
                    .isInstanceOf(StoreUnavailableException.class);
            world.clock.advance(Duration.ofSeconds(5));

            world.journal.lateAppendTakesEffect();
            hub.send.send(World.unawaited("B"));

            assertThat(world.sentToChannel()).containsExactly("A", "B");
        }

        @Test
        void looksForALateAppendWhenAnotherLaneOfItsConversationHasNews() {
            Result.Settled first = send("1");
            world.journal.appendsLate();
            assertThatThrownBy(() -> hub.send.send(World.unawaited("2")))
                    .isInstanceOf(StoreUnavailableException.class);
            world.journal.lateAppendTakesEffect();

            hub.callback.accept(World.answerTo(first.id(), "1"));

            assertThat(world.sentToChannel()).containsExactly("1", "2");
        }

        /// Postpones the delivery like a lane of another hub that took this conversation over.
        private void putOff(MessageId message) {
            Pending owed = Delivery.owed(Seed.SLACK, world.clock.instant());
            Pending next = owed.retryAt(world.clock.instant().plusSeconds(3));
            Attempt attempt =
                    new Attempt(
                            1,
                            world.clock.instant().minusMillis(50),
                            Duration.ofMillis(20),
                            Attempt.Outcome.UNAVAILABLE,
                            503,
                            "",
                            false);
            Message sent = world.store.history().find(message).orElseThrow().message();
            world.store.journal().settle(new Settlement(sent, owed.revision(), next, attempt));
        }

        @Test
        void goesOnAfterAParkedMessageAndSaysSo() {
            world.channel.replies(World.away(), new UpstreamReply.Refused(422, "no"));

            send("1");
            Result.Settled second = send("2");
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(hub.follow.ofChannelMessage(second.id()).orElseThrow().lastAttempt())
                    .isNotNull()
                    .matches(attempt -> attempt.afterGap());
        }

        @Test
        void holdsWhileItsChannelIsDisabledAndResumesInOrder() {
            world.channel.replies(World.away());
            send("1");
            hub.operate.changeStatus(Seed.CHANNEL, new ChannelStatus.Disabled("pause"));
            Result disabled = hub.send.send(World.message(Seed.SESSION, "2"));
            world.clock.advance(Duration.ofMinutes(10));
            assertThat(world.channel.calls()).hasSize(1);

            hub.operate.changeStatus(Seed.CHANNEL, ChannelStatus.ENABLED);

            assertThat(disabled).isInstanceOf(Result.ChannelDisabled.class);
            assertThat(world.sentToChannel()).containsExactly("1", "1");
        }

        @Test
        void isParkedWhenItsChannelIsDeleted() {
            world.channel.replies(World.away());
            Result.Settled first = send("1");
            Result.Settled second = send("2");

            hub.channels.delete(Seed.CHANNEL, null);
            world.clock.advance(Duration.ofMinutes(10));

            assertThat(status(first.id())).isEqualTo(Status.PARKED);
            assertThat(status(second.id())).isEqualTo(Status.PARKED);
            assertThat(world.channel.calls()).hasSize(1);
        }

        @Test
        void keepsNothingParkedThatItsChannelTookWhileItWasDeleted() {
            world.channel.during(
                    () -> hub.channels.delete(Seed.CHANNEL, null), ScriptedChannelGateway.TAKEN);

            Result.Settled taken = send("1");

            assertThat(status(taken.id())).isEqualTo(Status.DELIVERED);
        }

        @Test
        void disablesAChannelThatIsGone() {
            world.channel.replies(new UpstreamReply.Refused(410, ""));

            Result.Settled first = send("1");
            Result second = hub.send.send(World.message(Seed.SESSION, "2"));

            assertThat(first)
                    .isEqualTo(
                            new Result.Refused(
                                    first.id(), "Channel responded with status 410", false));
            assertThat(second).isInstanceOf(Result.ChannelDisabled.class);
        }

        @Test
        void leavesADownChannelAloneAfterFiveOutagesInARow() {
            for (int i = 0; i < 5; i++) {
                world.channel.replies(World.away());
                send("session-" + i, "" + i);
            }

            Result.Settled queued = send("session-5", "5");
            assertThat(queued).isInstanceOf(Result.Queued.class);
            assertThat(world.channel.calls()).hasSize(5);
            assertThat(hub.follow.ofChannelMessage(queued.id()).orElseThrow().delivery().attempts())
                    .isZero();
            world.clock.advance(Duration.ofSeconds(30));

            assertThat(world.channel.calls()).hasSize(11);
        }

        @Test
        void shutsItsChannelToNobodyWhileOthersAreTaken() {
            for (int i = 0; i < 100; i++) {
                world.channel.step(call ->
                        call.message().equals("\"poison\"")
                                ? World.away()
                                : ScriptedChannelGateway.TAKEN);
            }
            MessageId poison = send("a", "\"poison\"").id();

            for (int i = 0; i < 20; i++) {
                assertThat(send("b", "" + i)).isNotInstanceOf(Result.Queued.class);
                world.clock.advance(Duration.ofSeconds(30));
            }

            assertThat(hub.follow.ofChannelMessage(poison).orElseThrow().delivery().attempts())
                    .isGreaterThan(10);
        }

        @Test
        void leavesAChannelAloneThatPutsItOffAndTakesNothing() {
            for (int i = 0; i < 6; i++) {
                world.channel.replies(World.busyFor(Duration.ofSeconds(1)));
            }
            send("a", "1");
            world.clock.advance(Duration.ofSeconds(111));
            assertThat(world.channel.calls()).hasSize(6);

            assertThat(send("b", "2")).isInstanceOf(Result.Queued.class);

            assertThat(world.channel.calls()).hasSize(6);
        }

        /// For example a stack that overflows on one message.
        @Test
        void outlivesAnErrorOfItsGateway() {
            world.channel.step(_ -> {
                throw new StackOverflowError("by the test");
            });
            Result.Settled first = send("a", "1");
            send("b", "2");
            world.clock.advance(Duration.ofSeconds(2));

            assertThat(world.sentToChannel()).containsExactly("1", "2", "1");
            assertThat(hub.follow.ofChannelMessage(first.id()).orElseThrow().delivery())
                    .isInstanceOf(Delivery.Delivered.class);
        }

        @Test
        void readsFromTheJournalWhatDoesNotFitInMemory() {
            world.channel.replies(World.away());
            for (int i = 0; i < 90; i++) {
                send("" + i);
            }

            world.clock.advance(Duration.ofSeconds(2));

            assertThat(world.sentToChannel()).hasSize(91).endsWith("87", "88", "89");
            assertThat(world.sentToChannel().stream().skip(1).map(Integer::valueOf)).isSorted();
        }

        @Test
        void deliversOnceWhatItFindsInTheJournalBeforeItIsToldOfIt() throws InterruptedException {
            Thread reader = new Thread(hub.delivery::sweep);
            world.journal.beforeItReturns(() -> runUntilItWaitsOrEnds(reader));

            hub.send.send(World.unawaited("1"));
            reader.join();

            assertThat(world.sentToChannel()).containsExactly("1");
        }

        @Test
        void deliversOnceWhatItFindsRedrivenBeforeItIsToldOfIt() throws InterruptedException {
            world.channel.replies(new UpstreamReply.Refused(404, "no such room"));
            MessageId refused = send("1").id();
            Thread reader = new Thread(hub.delivery::sweep);
            world.journal.beforeItReturns(() -> runUntilItWaitsOrEnds(reader));

            hub.mend.redrive(refused, Seed.SLACK);
            reader.join();

            assertThat(world.sentToChannel()).containsExactly("1", "1");
        }

        /// A lane that may pass delivers and ends; one that must wait stands still.
        private void runUntilItWaitsOrEnds(Thread thread) {
            thread.start();
            await().until(
                            thread::getState,
                            state ->
                                    state == Thread.State.TIMED_WAITING
                                            || state == Thread.State.TERMINATED);
        }
    }

    @Nested
    class ACrash {

        @Test
        void losesNothingThatWasJournaledAndSendsItUnderTheSameIdAndToken() {
            Queue<Runnable> never = new ArrayDeque<>();
            Hub crashed = new Hub(world, never::add);
            Result.Settled queued = (Result.Settled) crashed.send.send(World.unawaited("1"));

            Hub restarted = new Hub(world, Runnable::run);
            restarted.delivery.sweep();

            assertThat(world.channel.calls())
                    .extracting(ChannelGateway.Call::messageId)
                    .containsExactly(queued.id());
            assertThat(restarted.callback.accept(World.answerTo(queued.id(), "1")))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
        }

        @Test
        void letsNothingNewOvertakeWhatTheSweepHasNotReached() {
            Queue<Runnable> never = new ArrayDeque<>();
            Hub crashed = new Hub(world, never::add);
            crashed.send.send(World.unawaited("1"));

            Hub restarted = new Hub(world, Runnable::run);
            restarted.send.send(World.unawaited("2"));
            restarted.delivery.sweep();

            assertThat(world.sentToChannel()).containsExactly("1", "2");
        }

        @Test
        void keepsTheOrderOfALane() {
            Queue<Runnable> never = new ArrayDeque<>();
            Hub crashed = new Hub(world, never::add);
            for (int i = 0; i < 70; i++) {
                crashed.send.send(World.unawaited("" + i));
            }

            Hub restarted = new Hub(world, Runnable::run);
            restarted.delivery.sweep();

            assertThat(world.sentToChannel().stream().map(Integer::valueOf)).hasSize(70).isSorted();
        }
    }
}
