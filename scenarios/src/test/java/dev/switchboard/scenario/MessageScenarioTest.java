package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MessageScenarioTest extends RelayStory {

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
            RedriveDeliveries.Outcome first = hub.mend.redrive(result.id(), Seed.SLACK);
            RedriveDeliveries.Outcome second = hub.mend.redrive(result.id(), Seed.SLACK);

            assertThat(first).isEqualTo(RedriveDeliveries.Outcome.DONE);
            assertThat(second).isEqualTo(RedriveDeliveries.Outcome.NOT_PARKED);
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
        void isAnsweredAlthoughTheStoreGoesBeforeTheAnswerIsNoted() {
            world.channel.step(call -> {
                world.outage.begin();
                return ScriptedChannelGateway.TAKEN;
            });

            Result first = hub.send.send(World.keyed("1", "k", "f"));
            world.outage.end();
            world.clock.advance(Duration.ofSeconds(2));
            Result repeated = hub.send.send(World.keyed("1", "k", "f"));

            assertThat(first)
                    .isInstanceOfSatisfying(
                            Result.Answered.class,
                            answered -> {
                                assertThat(answered.replayed()).isFalse();
                                assertThat(repeated)
                                        .isEqualTo(
                                                new Result.Answered(
                                                        answered.id(), answered.body(), true));
                            });
            assertThat(world.sentToChannel()).containsExactly("1");
        }

        @Test
        void repeatsThatItWasAnsweredWhileItsCallTimedOut() {
            world.channel.step(call -> {
                hub.callback.accept(World.answerTo(call.messageId(), "{\"text\":\"hi\"}"));
                return new UpstreamReply.Unavailable(Cause.TIMEOUT, null, null);
            });
            Result.Settled first = (Result.Settled) hub.send.send(World.keyed("1", "k", "f"));

            Result repeated = hub.send.send(World.keyed("1", "k", "f"));

            assertThat(repeated).isEqualTo(new Result.Answered(first.id(), null, true));
        }

        @Test
        void letsARepeatThatDoesNotWaitGoAtOnce() {
            SendChannelMessage.Command command = World.keyed("1", "k", "f");
            List<Result> repeats = new ArrayList<>();
            world.channel.step(call -> {
                repeats.add(hub.send.send(World.withoutWaiting(command)));
                return ScriptedChannelGateway.TAKEN;
            });

            Result.Settled first = (Result.Settled) hub.send.send(command);

            assertThat(first).isInstanceOf(Result.Answered.class);
            assertThat(repeats).containsExactly(new Result.Queued(first.id(), true));
        }

        @Test
        void waitsNoLongerThanItsSenderDoesAlready() {
            Hub busy = new Hub(world, _ -> {});
            world.journal.beforeItReturns(() -> world.clock.advance(Duration.ofSeconds(20)));

            Result result = busy.send.send(World.keyed("1", "k", "f"));

            assertThat(result).isInstanceOf(Result.Queued.class);
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
        void isAnotherOneUnderTheSameKeyOfAnotherPrincipal() {
            Result first = hub.send.send(World.keyed("shop", "1", "k", "fingerprint"));
            Result other = hub.send.send(World.keyed("clinic", "1", "k", "fingerprint"));

            assertThat(((Result.Settled) other).id()).isNotEqualTo(((Result.Settled) first).id());
            assertThat(world.sentToChannel()).containsExactly("1", "1");
        }

        @Test
        void isRecognisedByItsKeyForADay() {
            Result.Settled first =
                    (Result.Settled) hub.send.send(World.keyed("1", "k", "fingerprint"));
            world.clock.advance(Duration.ofDays(1).minusMillis(1));
            Result.Settled again =
                    (Result.Settled) hub.send.send(World.keyed("1", "k", "fingerprint"));
            world.clock.advance(Duration.ofMillis(1));
            Result.Settled anew =
                    (Result.Settled) hub.send.send(World.keyed("1", "k", "fingerprint"));

            assertThat(again.id()).isEqualTo(first.id());
            assertThat(anew.id()).isNotEqualTo(first.id());
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
}
