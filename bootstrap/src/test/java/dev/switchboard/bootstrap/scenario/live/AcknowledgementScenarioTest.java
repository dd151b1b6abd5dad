package dev.switchboard.bootstrap.scenario.live;

import static dev.switchboard.bootstrap.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.botSays;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.deskSays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.Delivery.Delivered;
import java.time.Duration;
import java.util.stream.LongStream;
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
}
