package dev.switchboard.application.service.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.inmemory.InMemoryLiveEvents;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoubtsTest {

    private static final ConversationId CHAT = ConversationId.of("bot", "1");
    private static final LaneKey LANE = new LaneKey(CHAT, Target.CONSOLES);

    private final MutableClock clock = new MutableClock();
    private int looks;

    @Test
    void endAfterFiveLooks() {
        Doubts doubts = doubts(() -> {});
        doubts.add(CHAT, Set.of(LANE));

        clock.advance(Duration.ofSeconds(15));
        assertThat(doubts.concern(Partitions.ALL)).isTrue();
        clock.advance(Duration.ofSeconds(16));

        assertThat(doubts.concern(Partitions.ALL)).isFalse();
        assertThat(looks).isEqualTo(5);
    }

    @Test
    void endInTimeThoughNoLookWorks() {
        Doubts doubts =
                doubts(() -> {
                    throw new StoreUnavailableException("away");
                });
        doubts.add(CHAT, Set.of(LANE));

        for (int seconds = 1; seconds <= 16; seconds *= 2) {
            Duration pause = Duration.ofSeconds(seconds);
            assertThat(doubts.concern(Partitions.ALL)).isTrue();
            assertThatThrownBy(() -> clock.advance(pause))
                    .isInstanceOf(StoreUnavailableException.class);
        }

        assertThat(doubts.concern(Partitions.ALL)).isFalse();
        assertThat(looks).isEqualTo(5);
    }

    private Doubts doubts(Runnable reading) {
        return new Doubts(
                new FakeTimer(clock),
                clock,
                new InMemoryLiveEvents(),
                _ -> {
                    looks++;
                    reading.run();
                });
    }
}
