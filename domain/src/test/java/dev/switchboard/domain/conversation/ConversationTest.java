package dev.switchboard.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);

    @Test
    void isKnownUntilItsRetentionIsOver() {
        Instant active = START.plusSeconds(60);
        Conversation conversation = conversation(active, Set.of());

        assertThat(conversation.knownAt(active.plus(RETENTION).minusNanos(1), RETENTION)).isTrue();
        assertThat(conversation.knownAt(active.plus(RETENTION), RETENTION)).isFalse();
    }

    @Test
    void keepsItsOwnTargets() {
        Set<Target> targets = new HashSet<>(Set.of(Target.SESSIONS_SERVER));
        Conversation conversation = conversation(START, targets);

        targets.clear();

        assertThat(conversation.targets()).containsExactly(Target.SESSIONS_SERVER);
    }

    private static Conversation conversation(Instant active, Set<Target> targets) {
        return new Conversation(ConversationId.ofSession("abc123"), START, active, 1, targets);
    }
}
