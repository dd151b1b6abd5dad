package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAnswers;
import static dev.switchboard.scenario.live.LiveTalk.botSays;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.session.ClientSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A conversation that retention has ended begins anew at `seq` 1, for a client that had everything
/// of the one before.
class NewBeginningScenarioTest extends LiveStory {

    private static final Duration RETENTION = Duration.ofDays(30);

    private final Browser one = browser("one");

    @BeforeEach
    void hasEverything() {
        hub.send.send(toBot(one, "m1", "\"hello\""));
        for (int i = 2; i <= 5; i++) {
            hub.replies.accept(botSays("" + i));
        }
        one.settle();
        assertThat(one.seqs()).containsExactly(2L, 3L, 4L, 5L);
        one.forgetPushes();
    }

    private void retentionEndsIt() {
        for (int day = 0; day <= RETENTION.toDays(); day++) {
            world.clock.advance(Duration.ofDays(1));
            hub.connected.renewClaims();
        }
        Instant now = world.clock.instant();
        world.store.retention().purge(now, now, now);
        assertThat(journaled(BOT_CHAT)).isEmpty();
    }

    private void comesBackEachDay() {
        one.loseLine();
        one.connect();
    }

    @Test
    void isPushedToAClientThatStayedConnected() {
        retentionEndsIt();

        hub.send.send(toBot(one, "m2", "\"again\""));
        hub.replies.accept(botAnswers("m2", "\"hi\""));

        assertThat(one.texts()).containsExactly("\"hi\"");
    }

    @Test
    void isPushedToAClientThatStayedConnectedWhenTheBotBegins() {
        retentionEndsIt();

        hub.replies.accept(botSays("\"still there?\""));
        hub.replies.accept(botSays("\"well?\""));

        assertThat(one.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void isPushedToAClientThatComesBackWhenItHasBegun() {
        retentionEndsIt();
        comesBackEachDay();
        one.loseLine();
        hub.replies.accept(botSays("\"still there?\""));

        one.connect();

        assertThat(one.texts()).containsExactly("\"still there?\"");
    }

    @Test
    void isPushedToAClientThatCameBackBeforeItBegan() {
        retentionEndsIt();
        comesBackEachDay();

        hub.replies.accept(botSays("\"still there?\""));

        assertThat(one.texts()).containsExactly("\"still there?\"");
    }

    @Test
    void isPushedToAClientThatComesBackWhenItIsLongerThanTheOneBefore() {
        retentionEndsIt();
        one.loseLine();
        one.connect();
        one.loseLine();
        world.sessions.save(
                new ClientSession(
                        world.sessions.page(null, 1).getFirst().key(),
                        one.id(),
                        one.who(),
                        Map.of(BOT_CHAT, 5L),
                        9,
                        world.clock.instant()));
        world.clock.advance(Duration.ofHours(1));
        for (int i = 1; i <= 9; i++) {
            hub.replies.accept(botSays("" + i));
        }

        one.connect();

        assertThat(one.seqs()).hasSize(9).startsWith(1L);
    }

    @Test
    void isAcknowledgedFromItsBeginning() {
        retentionEndsIt();
        hub.replies.accept(botSays("1"));
        hub.replies.accept(botSays("2"));
        one.settle();
        hub.replies.accept(botSays("3"));

        Browser after = one.on(new LiveHub(world).clients).connect();

        assertThat(after.texts()).containsExactly("3");
    }

    @Test
    void isNotTakenForAcknowledgedByTheFirstSweepOfTheNextHub() {
        one.loseLine();
        retentionEndsIt();
        hub.replies.accept(botSays("1"));

        hub.crash().connected.sweep();

        assertThat(deliveries(BOT_CHAT)).singleElement().isInstanceOf(Pending.class);
    }
}
