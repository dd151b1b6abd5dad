package dev.switchboard.domain.conversation;

import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// One thread between one end user and the other parties.
///
/// @param lastSeq the highest `seq` assigned so far; messages have 1 to lastSeq without a gap
/// @param lastActivityAt when its last message was accepted
/// @param targets every target that its messages were ever owed to
public record Conversation(
        ConversationId id,
        Instant startedAt,
        Instant lastActivityAt,
        long lastSeq,
        Set<Target> targets) {

    public Conversation {
        targets = Set.copyOf(targets);
    }

    /// Whether the conversation is still known at `now`, given `retention` without activity.
    public boolean knownAt(Instant now, Duration retention) {
        return now.isBefore(lastActivityAt.plus(retention));
    }
}
