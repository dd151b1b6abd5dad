package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT;
import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAnswers;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A message that may be at a bot which takes no repeats: it waits for its answer, then for a
/// person.
class UnknownOutcomeScenarioTest extends LiveStory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UpstreamReply NO_ANSWER =
            new UpstreamReply.Unavailable(Cause.TIMEOUT, null, PATIENCE);

    private final Browser one = browser("one");

    @BeforeEach
    void isSentWithoutAnAnswer() {
        world.bot.takesNoRepeats();
        world.bot.replies(NO_ANSWER);
        assertThat(hub.send.send(toBot(one, "m1", "1"))).isInstanceOf(Result.Queued.class);
    }

    private Delivery delivery() {
        return deliveries(BOT_CHAT).getFirst();
    }

    @Test
    void waitsForItsAnswer() {
        world.clock.advance(Duration.ofSeconds(29));
        assertThat(delivery()).isInstanceOf(Pending.class);

        hub.replies.accept(botAnswers("m1", "\"hi\""));
        world.clock.advance(PATIENCE);

        assertThat(delivery()).isInstanceOf(Answered.class);
        assertThat(world.bot.heard()).containsExactly("1");
    }

    @Test
    void isGivenUpWithoutARepeatWhenItsAnswerDoesNotCome() {
        world.clock.advance(PATIENCE);

        assertThat(delivery())
                .isInstanceOfSatisfying(
                        Parked.class,
                        parked -> assertThat(parked.reason()).isEqualTo(ParkReason.EXHAUSTED));
        assertThat(world.bot.heard()).containsExactly("1");
        assertThat(one.notices()).hasSize(1);
    }

    @Test
    void isGivenUpAlsoByTheNextHub() {
        LiveHub next = hub.crash();
        next.delivery.sweep();
        world.clock.advance(PATIENCE);

        assertThat(delivery()).isInstanceOf(Parked.class);
        assertThat(world.bot.heard()).containsExactly("1");
    }

    @Test
    void isSentAgainIfAnAdminWantsThat() {
        world.clock.advance(PATIENCE);

        hub.delivery.redrives().redrive(journaledId(), BOT);

        assertThat(delivery()).isInstanceOf(Delivered.class);
        assertThat(world.bot.heard()).containsExactly("1", "1");
    }

    @Test
    void isSentAgainIfTheBotWasCertainlyAway() {
        world.bot.replies(AWAY);
        hub.replies.accept(botAnswers("m1", "\"hi\""));

        hub.send.send(toBot(one, "m2", "2"));
        world.clock.advance(PATIENCE);

        assertThat(world.bot.heard()).containsExactly("1", "2", "2");
    }

    private MessageId journaledId() {
        return world.store.history().messages(BOT_CHAT, 0, 1).getFirst().message().id();
    }
}
