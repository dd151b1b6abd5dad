package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;

/// Which sessions were ever sent to, while they are remembered (contract channels 4.7).
public final class KnownSessions {

    private final Conversations conversations;
    private final History history;
    private final Duration retention;

    public KnownSessions(Conversations conversations, History history, Duration retention) {
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
        return new KnownSession(conversation.targets(), openedByProbe(conversation.id()));
    }

    private boolean openedByProbe(ConversationId id) {
        return id.externalId().startsWith(ProbeAuthor.SESSION_PREFIX)
                && history.messages(id, 0, 1).stream()
                        .anyMatch(recorded -> ProbeAuthor.wrote(recorded.message()));
    }
}
