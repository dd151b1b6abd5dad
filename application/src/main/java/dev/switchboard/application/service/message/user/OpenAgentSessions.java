package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.session.AgentSession;

/// Opens and ends sessions at external desks. A session changes under its conversation's lock,
/// together with the message that opens or ends it, and so in the journal's order: when the desk
/// takes those messages does not matter.
final class OpenAgentSessions {

    private final AgentSessions sessions;
    private final History history;
    private final ConversationLocks locks;

    OpenAgentSessions(AgentSessions sessions, History history, ConversationLocks locks) {
        this.sessions = sessions;
        this.history = history;
        this.locks = locks;
    }

    boolean open(ConversationId conversation) {
        return sessions.find(conversation) == AgentSession.OPEN;
    }

    /// Opens the session, because a new message of the user to the desk is about to be journaled.
    /// This comes before the message, so that a crash between the two leaves no message whose
    /// session cannot be ended. The caller holds the conversation's lock.
    void begin(ConversationId conversation) {
        assert locks.held(conversation);
        sessions.change(conversation, AgentSession.OPEN);
    }

    /// Ends the session, because its end was just journaled. The caller holds the conversation's
    /// lock.
    void end(ConversationId conversation) {
        assert locks.held(conversation);
        if (open(conversation)) {
            sessions.change(conversation, AgentSession.ENDED);
        }
    }

    /// Ends the session if an end that was journaled before is still the last word: the hub or the
    /// store may have failed after it. The caller holds the conversation's lock.
    ///
    /// @return false if the user has written to the desk since
    boolean endAgain(ConversationId conversation, MessageId end) {
        boolean last =
                history.find(end)
                        .filter(found -> !isOpenedAfter(conversation, found.message().seq()))
                        .isPresent();
        if (last) {
            end(conversation);
        }
        return last;
    }

    private boolean isOpenedAfter(ConversationId conversation, long seq) {
        return new Passage(conversation, seq, Long.MAX_VALUE)
                .in(history)
                .anyMatch(OpenAgentSessions::isToDesk);
    }

    private static boolean isToDesk(Recorded recorded) {
        return recorded.message().author().party() == Party.USER
                && recorded.deliveries().stream()
                        .anyMatch(delivery -> delivery.target().kind() == Target.Kind.DESK);
    }
}
