package dev.switchboard.domain.presence;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.HashMap;
import java.util.Map;

/// A user's unread count: the sum of a back end's count and of the conversations they hold. Never
/// below 0, never over [Numbers#GREATEST].
///
/// @param backEnd the back end's part
/// @param conversations the unread messages of each conversation that has any
/// @param version rises by 1 with each change of the sum
public record Unread(long backEnd, Map<ConversationId, Long> conversations, long version) {

    /// The count of a user without messages.
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

    /// Replaces the back end's count.
    public Unread counting(long count) {
        return with(bounded(count), conversations);
    }

    /// Replaces the counts of all conversations.
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

    /// Sets the version, where it must continue after one that watchers may remember.
    public Unread atVersion(long other) {
        return new Unread(backEnd, conversations, other);
    }

    private static long bounded(long count) {
        return Math.clamp(count, 0, Numbers.GREATEST);
    }
}
