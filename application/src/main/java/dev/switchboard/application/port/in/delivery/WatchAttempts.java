package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells watchers of each attempt of this hub when it ends. Nothing is kept: an attempt that nobody
/// watched is in the trace of its message alone.
public interface WatchAttempts {

    /// Begins with the next attempt.
    ///
    /// @param watcher is called by the lane that made the attempt: it must not block
    /// @return ends the watch
    Runnable watch(Filter filter, Consumer<Made> watcher);

    /// An attempt and the message that it was about.
    record Made(
            Target target,
            MessageId message,
            ConversationId conversation,
            long seq,
            Attempt attempt) {}

    /// The attempts that a watcher wants. An empty set, and no conversation, exclude nothing.
    record Filter(
            Set<Target> targets,
            Set<Target.Kind> kinds,
            Set<Outcome> outcomes,
            @Nullable ConversationId conversation) {

        public Filter {
            targets = Set.copyOf(targets);
            kinds = Set.copyOf(kinds);
            outcomes = Set.copyOf(outcomes);
        }

        public boolean fits(Target target, ConversationId of, Attempt attempt) {
            return (targets.isEmpty() || targets.contains(target))
                    && (kinds.isEmpty() || kinds.contains(target.kind()))
                    && (outcomes.isEmpty() || outcomes.contains(attempt.outcome()))
                    && (conversation == null || conversation.equals(of));
        }
    }
}
