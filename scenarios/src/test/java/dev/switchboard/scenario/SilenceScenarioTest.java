package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.LogLines;
import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.service.message.SilentChannels;
import dev.switchboard.application.service.message.SilentChannels.Silence;
import dev.switchboard.domain.channel.ChannelStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A channel that takes every message and calls back for none.
class SilenceScenarioTest extends RelayStory {

    private static final Duration LEAST = Duration.ofMinutes(15);

    @RegisterExtension final LogLines lines = LogLines.of(SilentChannels.class);

    /// The channel answers so many messages, each after a minute.
    private void answers(int messages) {
        for (int i = 0; i < messages; i++) {
            Result.Settled sent = send("\"question\"");
            world.clock.advance(Duration.ofMinutes(1));
            hub.callback.accept(World.answerTo(sent.id(), "{}"));
        }
    }

    private void takes(int messages) {
        for (int i = 0; i < messages; i++) {
            send("\"question\"");
        }
    }

    @Nested
    class AChannelThatUsuallyAnswers {

        @Test
        void isSilentAfterAnUnusualTime() {
            answers(10);
            Instant begin = world.clock.instant();

            takes(5);
            world.clock.advance(LEAST.minusSeconds(1));
            hub.silent.look();
            assertThat(hub.silent.silent()).isEmpty();
            world.clock.advance(Duration.ofSeconds(1));
            hub.silent.look();
            hub.silent.look();

            assertThat(hub.silent.silent())
                    .singleElement()
                    .matches(silence -> silence.channel().equals(Seed.SLACK))
                    .matches(silence -> silence.since().equals(begin))
                    .matches(silence -> silence.taken() == 5);
            assertThat(lines.all())
                    .singleElement()
                    .extracting(LogLines.Line::fields)
                    .asString()
                    .contains("channel_silent", "channel:slack-sim");
        }

        @Test
        void isHeardAgainWithItsNextCallback() {
            answers(10);
            takes(5);
            world.clock.advance(LEAST);
            hub.silent.look();

            answers(1);
            hub.silent.look();

            assertThat(hub.silent.silent()).isEmpty();
            assertThat(lines.all().getLast().fields()).containsEntry("action", "channel_heard");
        }

        /// Its people went home.
        @Test
        void maySleepAsLongAsItOftenDoes() {
            answers(9);
            Result.Settled late = send("\"good night\"");
            world.clock.advance(Duration.ofHours(10));
            hub.callback.accept(World.answerTo(late.id(), "{}"));

            takes(20);
            world.clock.advance(Duration.ofHours(12));
            hub.silent.look();
            assertThat(hub.silent.silent()).isEmpty();
            world.clock.advance(Duration.ofHours(9));
            hub.silent.look();

            assertThat(hub.silent.silent()).hasSize(1);
        }

        @Test
        void isNotSilentForAFewMessages() {
            answers(10);

            takes(4);
            world.clock.advance(Duration.ofDays(1));
            hub.silent.look();

            assertThat(hub.silent.silent()).isEmpty();
        }

        /// Its own reply comes after its callback, and then hours pass without a message.
        @Test
        void letsNobodyWaitAfterItsAnswer() {
            answers(10);
            world.channel.step(call -> {
                hub.callback.accept(
                        World.answer(call.sessionId(), "{}", call.messageId() + ".mac"));
                return ScriptedChannelGateway.TAKEN;
            });
            send("\"question\"");
            world.clock.advance(Duration.ofHours(10));
            answers(1);

            takes(5);
            world.clock.advance(LEAST);
            hub.silent.look();

            assertThat(hub.silent.silent()).hasSize(1);
        }

        @Test
        void isOfNoInterestWhileItIsDisabledOrGone() {
            answers(10);
            takes(5);
            world.clock.advance(LEAST);
            hub.silent.look();

            hub.operate.changeStatus(Seed.CHANNEL, new ChannelStatus.Disabled("holidays"));
            hub.silent.look();

            assertThat(hub.silent.silent()).isEmpty();
        }

        @Test
        void isKnownAfterARestart() {
            answers(10);
            Hub next = new Hub(world, Runnable::run);

            for (int i = 0; i < 5; i++) {
                next.send.send(World.message(Seed.SESSION, "\"question\""));
            }
            next.silent.look();
            world.clock.advance(LEAST.multipliedBy(2));
            next.silent.look();

            assertThat(next.silent.silent()).extracting(Silence::taken).containsExactly(5);
        }
    }

    @Nested
    class AChannelThatNeverAnswers {

        @Test
        void isNotSilent() {
            takes(100);
            world.clock.advance(Duration.ofDays(2));
            hub.silent.look();

            assertThat(hub.silent.silent()).isEmpty();
        }
    }
}
