package dev.switchboard.application.service.hint;

import dev.switchboard.application.service.hint.Hint.Source;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A conversation of which this hub hears hints.
final class FollowedTopic {

    private final ConversationId conversation;
    private final AtomicLong askedAt;
    private final AtomicReference<@Nullable Heard> last = new AtomicReference<>();

    /// @param run this hub's own: its interruptions break the runs of all others
    private record Heard(Source source, long run) {}

    /// @param askedAt in nanoseconds
    FollowedTopic(ConversationId conversation, long askedAt) {
        this.conversation = conversation;
        this.askedAt = new AtomicLong(askedAt);
    }

    ConversationId conversation() {
        return conversation;
    }

    void ask(long now) {
        askedAt.set(now);
    }

    boolean isAskedForBefore(long then) {
        return askedAt.get() - then < 0;
    }

    /// Records a hint.
    ///
    /// @param run this hub's own
    /// @return whether nothing can be missing since the last one
    boolean goesOn(Source source, long run) {
        Heard heard = new Heard(source, run);
        return heard.equals(last.getAndSet(heard));
    }
}
