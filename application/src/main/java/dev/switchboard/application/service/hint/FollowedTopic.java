package dev.switchboard.application.service.hint;

import dev.switchboard.application.service.hint.Hint.Source;
import dev.switchboard.domain.cluster.PartitionKey;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A topic of which this hub hears hints.
final class FollowedTopic {

    private final PartitionKey subject;
    private final AtomicLong askedAt;
    private final AtomicReference<@Nullable Heard> last = new AtomicReference<>();

    /// @param run this hub's own: its interruptions break the runs of all others
    private record Heard(Source source, long run) {}

    /// @param askedAt in nanoseconds
    FollowedTopic(PartitionKey subject, long askedAt) {
        this.subject = subject;
        this.askedAt = new AtomicLong(askedAt);
    }

    PartitionKey subject() {
        return subject;
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
