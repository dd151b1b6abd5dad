package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// Knows which sessions received messages, within the retention time.
final class KnownSessions {

    private final Conversations conversations;
    private final History history;
    private final Duration retention;

    KnownSessions(Conversations conversations, History history, Duration retention) {
        this.conversations = conversations;
        this.history = history;
        this.retention = retention;
    }

    KnownSession find(ConversationId id, Instant now) {
        return conversations
                .find(id)
                .filter(conversation -> conversation.knownAt(now, retention))
                .map(this::session)
                .orElse(KnownSession.UNKNOWN);
    }

    private KnownSession session(Conversation conversation) {
        return new KnownSession(
                conversation.targets(), ChannelProbe.opened(conversation.id(), history));
    }

    /// The session that a callback names, as far as it is known.
    ///
    /// @param targets the targets of its messages; empty if the session is unknown
    /// @param probe whether a conformance probe opened it
    record KnownSession(Set<Target> targets, boolean probe) {

        static final KnownSession UNKNOWN = new KnownSession(Set.of(), false);

        boolean sentToAnyChannel() {
            return targets.stream().anyMatch(target -> target.kind() == Target.Kind.CHANNEL);
        }
    }
}
