package dev.switchboard.bootstrap.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.FakeWebhookSignatures;
import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.delivery.MendDeliveries;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.Verification.Verdict;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RelayScenarioTest {

    private final World world = new World();
    private final Hub hub = new Hub(world, Runnable::run);

    private Result.Settled send(String json) {
        return send(Seed.SESSION, json);
    }

    private Result.Settled send(String session, String json) {
        return (Result.Settled) hub.send.send(World.message(session, json));
    }

    private Status status(MessageId id) {
        return hub.follow.ofChannelMessage(id).orElseThrow().status();
    }

    @Nested
    class AMessageToAChannel {

        @Test
        void isAnsweredWithTheChannelsOwnReply() {
            Result.Settled result = send("\"Hello, Slack!\"");

            assertThat(result).isInstanceOf(Result.Answered.class);
            assertThat(((Result.Answered) result).body()).contains("Response sent");
            ChannelGateway.Call call = world.channel.calls().getFirst();
            assertThat(call.responseUrl())
                    .isEqualTo("http://localhost:8000/webhook-response?t=" + result.id() + ".mac");
            assertThat(status(result.id())).isEqualTo(Status.DELIVERED);
        }

        @Test
        void mayBeAnsweredWhileItIsBeingSent() {
            world.channel.step(call -> {
                hub.callback.accept(World.answerTo(call.messageId(), "{\"text\":\"hi\"}"));
                return ScriptedChannelGateway.TAKEN;
            });

            Result.Settled result = send("1");

            assertThat(result).isInstanceOf(Result.Answered.class);
            assertThat(world.forwarded()).containsExactly("{\"text\":\"hi\"}");
            assertThat(status(result.id())).isEqualTo(Status.ANSWERED);
        }

        @Test
        void isNotSentAgainWhenItWasAnsweredAndThenTimedOut() {
            world.channel.step(call -> {
                hub.callback.accept(World.answerTo(call.messageId(), "{\"text\":\"hi\"}"));
                return new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null);
            });

            Result.Settled result = send("1");
            world.clock.advance(Duration.ofHours(1));

            assertThat(result).isEqualTo(new Result.Answered(result.id(), null, false));
            assertThat(world.channel.calls()).hasSize(1);
        }

        @Test
        void isNotSentAgainWhenItsAnswerComesBeforeTheRetry() {
            world.channel.replies(new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null));
            Result.Settled result = send("1");

            hub.callback.accept(World.answerTo(result.id(), "{\"text\":\"hi\"}"));
            world.clock.advance(Duration.ofHours(1));

            assertThat(world.channel.calls()).hasSize(1);
            assertThat(status(result.id())).isEqualTo(Status.ANSWERED);
        }

        @Test
        void isRetriedByTheSharedRuleWithItsOwnId() {
            world.channel.replies(World.away(), World.away());

            Result.Settled result = send("1");
            assertThat(result).isInstanceOf(Result.Queued.class);
            assertThat(status(result.id())).isEqualTo(Status.RETRYING);
            world.clock.advance(Duration.ofSeconds(1));
            assertThat(world.channel.calls()).hasSize(2);
            world.clock.advance(Duration.ofSeconds(5));

            assertThat(world.channel.calls())
                    .hasSize(3)
                    .extracting(ChannelGateway.Call::messageId)
                    .containsOnly(result.id());
            assertThat(status(result.id())).isEqualTo(Status.DELIVERED);
        }

        @Test
        void waitsAsLongAsTheChannelAsks() {
            world.channel.replies(World.busyFor(Duration.ofMinutes(2)));

            send("1");
            world.clock.advance(Duration.ofSeconds(119));
            assertThat(world.channel.calls()).hasSize(1);
            world.clock.advance(Duration.ofSeconds(1));

            assertThat(world.channel.calls()).hasSize(2);
        }

        @Test
        void isParkedExhaustedAfterADay() {
            for (int i = 0; i < 2000; i++) {
                world.channel.replies(World.away());
            }

            Result.Settled result = send("1");
            world.clock.advance(Duration.ofHours(25));

            Parked parked =
                    (Parked) hub.follow.ofChannelMessage(result.id()).orElseThrow().delivery();
            assertThat(parked.reason()).isEqualTo(ParkReason.EXHAUSTED);
        }

        @Test
        void isRefusedToItsSenderAndCanBeRedriven() {
            world.channel.replies(new UpstreamReply.Refused(404, "no such room"));

            Result.Settled result = send("{\"a\":1.0}");
            assertThat(result).isEqualTo(new Result.Refused(result.id(), "no such room", false));
            assertThat(status(result.id())).isEqualTo(Status.REFUSED);
            MendDeliveries.Outcome first = hub.mend.redrive(result.id(), Seed.SLACK);
            MendDeliveries.Outcome second = hub.mend.redrive(result.id(), Seed.SLACK);

            assertThat(first).isEqualTo(MendDeliveries.Outcome.DONE);
            assertThat(second).isEqualTo(MendDeliveries.Outcome.NOT_PARKED);
            assertThat(world.sentToChannel()).containsExactly("{\"a\":1.0}", "{\"a\":1.0}");
            assertThat(status(result.id())).isEqualTo(Status.DELIVERED);
        }

        @Test
        void isNotAcceptedWhileTheStoreIsAway() {
            world.outage.begin();

            assertThatThrownBy(() -> send("1")).isInstanceOf(StoreUnavailableException.class);

            world.outage.end();
            assertThat(world.channel.calls()).isEmpty();
            assertThat(send("2")).isInstanceOf(Result.Answered.class);
        }

        @Test
        void isRefusedBeyondTheLimitOfItsChannel() {
            world.channel.replies(World.away());
            for (int i = 0; i < 100; i++) {
                send("" + i);
            }

            Result result = hub.send.send(World.message(Seed.SESSION, "100"));

            assertThat(result).isInstanceOf(Result.TooManyPending.class);
        }

        @Test
        void getsItsFirstAnswerAgainUnderTheSameKey() {
            world.channel.replies(World.away());

            Result.Settled first =
                    (Result.Settled) hub.send.send(World.keyed("1", "k", "fingerprint"));
            world.clock.advance(Duration.ofMinutes(1));
            Result again = hub.send.send(World.keyed("1", "k", "fingerprint"));
            Result other = hub.send.send(World.keyed("2", "k", "another"));

            assertThat(first).isInstanceOf(Result.Queued.class);
            assertThat(again).isEqualTo(new Result.Queued(first.id(), true));
            assertThat(other).isInstanceOf(Result.KeyReused.class);
            assertThat(world.sentToChannel()).containsExactly("1", "1");
        }
    }

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
            Thread reader = new Thread(hub.recovery::sweep);
            world.journal.beforeItReturns(() -> runUntilItWaitsOrEnds(reader));

            hub.send.send(World.unawaited("1"));
            reader.join();

            assertThat(world.sentToChannel()).containsExactly("1");
        }

        @Test
        void deliversOnceWhatItFindsRedrivenBeforeItIsToldOfIt() throws InterruptedException {
            world.channel.replies(new UpstreamReply.Refused(404, "no such room"));
            MessageId refused = send("1").id();
            Thread reader = new Thread(hub.recovery::sweep);
            world.journal.beforeItReturns(() -> runUntilItWaitsOrEnds(reader));

            hub.mend.redrive(refused, Seed.SLACK);
            reader.join();

            assertThat(world.sentToChannel()).containsExactly("1", "1");
        }

        /// A lane that is let through delivers and ends; one that must wait its turn stands still.
        private void runUntilItWaitsOrEnds(Thread thread) {
            thread.start();
            await().until(
                            thread::getState,
                            state ->
                                    state == Thread.State.WAITING
                                            || state == Thread.State.TERMINATED);
        }
    }

    @Nested
    class ACallback {

        @Test
        void isJournaledOnceHoweverOftenItComes() {
            Result.Settled sent = send("1");

            for (int i = 0; i < 3; i++) {
                assertThat(hub.callback.accept(World.answerTo(sent.id(), "{\"a\":1}")))
                        .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            }
            AcceptChannelCallback.Result other =
                    hub.callback.accept(World.answerTo(sent.id(), "{\"a\":2}"));

            assertThat(other).isEqualTo(AcceptChannelCallback.Result.TOKEN_USED);
            assertThat(world.forwarded()).containsExactly("{\"a\":1}");
        }

        @Test
        void mustProveItself() {
            Result.Settled sent = send("1");

            assertThat(hub.callback.accept(World.answer(Seed.SESSION, "1", null)))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
            assertThat(hub.callback.accept(World.answer(Seed.SESSION, "1", "junk")))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
            assertThat(hub.callback.accept(World.answer("other", "1", sent.id() + ".mac")))
                    .isEqualTo(AcceptChannelCallback.Result.FOREIGN_SESSION);
            world.clock.advance(Duration.ofHours(24));
            assertThat(hub.callback.accept(World.answerTo(sent.id(), "1")))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
        }

        @Test
        void needsNoProofWhereItIsOpenButAKnownSession() {
            Hub open = new Hub(world, Runnable::run, Callbacks.OPEN, SessionsServer.CONFIGURED);
            open.send.send(World.message(Seed.SESSION, "1"));

            assertThat(open.callback.accept(World.answer(Seed.SESSION, "{\"a\":1}", null)))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            assertThat(open.callback.accept(World.answer("nope", "{\"a\":1}", null)))
                    .isEqualTo(AcceptChannelCallback.Result.UNKNOWN_SESSION);
        }

        @Test
        void mayBeSigned() {
            send("1");

            assertThat(hub.callback.accept(signed("id-1", 0)))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            assertThat(hub.callback.accept(signed("id-1", 0)))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            assertThat(hub.callback.accept(signed("id-2", -301)))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
            assertThat(hub.callback.accept(signed("id-3", 301)))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
            assertThat(world.forwarded()).hasSize(1);
        }

        private AcceptChannelCallback.Command signed(String id, long skew) {
            String timestamp = "" + (world.clock.instant().getEpochSecond() + skew);
            String body = "{}";
            String signature =
                    FakeWebhookSignatures.sign(
                            Seed.channel().secrets().all().getFirst(), id, timestamp, body);
            return new AcceptChannelCallback.Command(
                    Seed.SESSION,
                    new Content.Json("{\"a\":1}"),
                    "hash",
                    null,
                    new Proofs(
                            null,
                            new Signature(
                                    id,
                                    timestamp,
                                    signature,
                                    body.getBytes(StandardCharsets.UTF_8))));
        }

        @Test
        void waitsInOrderWhileTheSessionsServerIsDown() {
            world.sessions.replies(World.away(), World.away(), World.away());

            for (int i = 0; i < 5; i++) {
                Result.Settled sent = send("" + i);
                assertThat(hub.callback.accept(World.answerTo(sent.id(), "" + i)))
                        .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            }
            assertThat(world.sessions.calls()).hasSize(1);
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.forwarded().stream().distinct())
                    .containsExactly("0", "1", "2", "3", "4");
            assertThat(world.forwarded()).hasSize(8);
        }

        @Test
        void isStoredWhereNoSessionsServerIsConfigured() {
            Hub alone = new Hub(world, Runnable::run, Callbacks.PROVEN, SessionsServer.ABSENT);
            Result.Settled sent =
                    (Result.Settled) alone.send.send(World.message(Seed.SESSION, "1"));

            alone.callback.accept(World.answerTo(sent.id(), "{\"a\":1}"));

            assertThat(world.forwarded()).isEmpty();
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
            restarted.recovery.sweep();

            assertThat(world.channel.calls())
                    .extracting(ChannelGateway.Call::messageId)
                    .containsExactly(queued.id());
            assertThat(restarted.callback.accept(World.answerTo(queued.id(), "1")))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
        }

        @Test
        void keepsTheOrderOfALane() {
            Queue<Runnable> never = new ArrayDeque<>();
            Hub crashed = new Hub(world, never::add);
            for (int i = 0; i < 70; i++) {
                crashed.send.send(World.unawaited("" + i));
            }

            Hub restarted = new Hub(world, Runnable::run);
            restarted.recovery.sweep();

            assertThat(world.sentToChannel().stream().map(Integer::valueOf)).hasSize(70).isSorted();
        }
    }

    @Nested
    class AProbe {

        @Test
        void passesAChannelThatCallsBackAndForwardsNothing() {
            for (int i = 0; i < 2; i++) {
                world.channel.step(call -> {
                    hub.callback.accept(
                            World.answer(
                                    call.sessionId(),
                                    "{\"probe\":true}",
                                    call.messageId() + ".mac"));
                    return ScriptedChannelGateway.TAKEN;
                });
            }

            var probed = hub.operate.verify(Seed.CHANNEL).orElseThrow();

            assertThat(probed.verdict()).isEqualTo(Verdict.PASS_WITH_WARNINGS);
            assertThat(world.forwarded()).isEmpty();
            assertThat(world.channel.calls().getFirst().message())
                    .isEqualTo("\"Switchboard conformance probe\"");
        }

        @Test
        void failsAChannelThatRefuses() {
            world.channel.replies(new UpstreamReply.Refused(400, ""));

            assertThat(hub.operate.verify(Seed.CHANNEL).orElseThrow().verdict())
                    .isEqualTo(Verdict.FAIL);
        }
    }
}
