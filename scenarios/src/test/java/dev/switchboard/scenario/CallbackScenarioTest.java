package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeWebhookSignatures;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.domain.message.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackScenarioTest extends RelayStory {

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

        /// The signature is good, so only the time itself can be refused.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "now",
                    "NaN",
                    "1e30",
                    "-1",
                    "+1",
                    "1.5",
                    "0x1",
                    "999999999999",
                    "99999999999999999999",
                    "\u0661\u0667"
                })
        void isNotBelievedAtATimeThatIsNone(String timestamp) {
            send("1");

            assertThat(hub.callback.accept(signed("id-1", timestamp)))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
            assertThat(world.forwarded()).isEmpty();
        }

        private AcceptChannelCallback.Command signed(String id, long skew) {
            return signed(id, "" + (world.clock.instant().getEpochSecond() + skew));
        }

        private static AcceptChannelCallback.Command signed(String id, String timestamp) {
            String body = "{}";
            String signature =
                    FakeWebhookSignatures.sign(
                            Seed.channel().secrets().all().getFirst(), id, timestamp, body);
            return new AcceptChannelCallback.Command(
                    Seed.SESSION,
                    new Content("{\"a\":1}"),
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
}
