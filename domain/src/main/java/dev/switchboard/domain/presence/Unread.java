package dev.switchboard.domain.presence;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.HashMap;
import java.util.Map;

/// How much a user has not read: the sum of what a back end counts for them and of the
/// conversations they hold. Never below 0, never over [Numbers#GREATEST].
///
/// @param backEnd the part that a back end counts
/// @param conversations the unread messages of each conversation that has any
/// @param version grows by 1 with each change of the sum
public record Unread(long backEnd, Map<ConversationId, Long> conversations, long version) {

    /// Of a user for whom nothing was counted yet.
    public static final Unread NONE = new Unread(0, Map.of(), 0);

    public Unread {
        conversations = Map.copyOf(conversations);
    }

    public long total() {
        long total = backEnd;
        for (long part : conversations.values()) {
            total = bounded(total + part);
        }
        return total;
    }

    /// @param more may be negative
    public Unread plus(long more) {
        long sum = bounded(backEnd + Math.clamp(more, -Numbers.GREATEST, Numbers.GREATEST));
        return with(sum, conversations);
    }

    /// With another count of the back end.
    public Unread counting(long count) {
        return with(bounded(count), conversations);
    }

    /// With these counts of conversations and no others.
    public Unread holding(Map<ConversationId, Long> counts) {
        Map<ConversationId, Long> held = new HashMap<>();
        counts.forEach((conversation, count) -> {
            if (count > 0) {
                held.put(conversation, bounded(count));
            }
        });
        return with(backEnd, held);
    }

    private Unread with(long changedBackEnd, Map<ConversationId, Long> changed) {
        Unread parts = new Unread(changedBackEnd, changed, version);
        return parts.total() == total() ? parts : parts.atVersion(version + 1);
    }

    /// With another version, where it has to go on behind one that watchers may remember.
    public Unread atVersion(long other) {
        return new Unread(backEnd, conversations, other);
    }

    private static long bounded(long count) {
        return Math.clamp(count, 0, Numbers.GREATEST);
    }
}
