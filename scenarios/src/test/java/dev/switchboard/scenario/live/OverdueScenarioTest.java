package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAnswers;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.upstream.SendOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Questions that a bot took: each of them waits half a minute for its own answer.
class OverdueScenarioTest extends LiveStory {

    private static final String OVERDUE = "{\"event\":\"answer_overdue\"}";

    private final Browser one = browser("one");

    private void asks(String key) {
        hub.send.send(toBot(one, key, "\"" + key + "\""));
    }

    private void seconds(int seconds) {
        world.clock.advance(Duration.ofSeconds(seconds));
    }

    private long overdue() {
        return journaled(BOT_CHAT).stream().filter(OVERDUE::equals).count();
    }

    @Test
    void oneIsOverdueThoughTheNextOneIsAnswered() {
        asks("m1");
        asks("m2");
        hub.replies.accept(botAnswers("m2", "\"hi\""));

        seconds(31);

        assertThat(overdue()).isEqualTo(1);
    }

    @Test
    void eachIsOverdueInItsOwnTimeHoweverOftenTheUserWrites() {
        asks("m1");
        seconds(25);
        asks("m2");
        seconds(6);
        assertThat(overdue()).isEqualTo(1);

        seconds(25);

        assertThat(overdue()).isEqualTo(2);
    }

    @Test
    void noneIsOverdueThatWasAnswered() {
        asks("m1");
        asks("m2");
        hub.replies.accept(botAnswers("m2", "\"2\""));
        hub.replies.accept(botAnswers("m1", "\"1\""));

        seconds(31);

        assertThat(overdue()).isZero();
    }

    @Test
    void anyMayBeMeantByAnAnswerThatNamesNone() {
        asks("m1");
        asks("m2");
        hub.replies.accept(botSays("\"hi\""));

        seconds(31);

        assertThat(overdue()).isZero();
    }

    @Test
    void oneIsOverdueThoughAnotherIsAnsweredWhileItIsCalledFor() {
        asks("m1");
        world.bot.step(_ -> {
            hub.replies.accept(botAnswers("m1", "\"1\""));
            return new SendOutcome.Called(ScriptedBot.TAKEN);
        });
        asks("m2");

        seconds(31);

        assertThat(overdue()).isEqualTo(1);
    }
}
