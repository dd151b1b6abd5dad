package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;

/// Opens and ends sessions at external desks.
final class OpenAgentSessions {

    private final AgentSessions sessions;
    private final Conversations conversations;

    OpenAgentSessions(AgentSessions sessions, Conversations conversations) {
        this.sessions = sessions;
        this.conversations = conversations;
    }

    boolean open(ConversationId conversation) {
        return sessions.find(conversation) == AgentSession.OPEN;
    }

    /// Opens the session, because the desk took a message of the user.
    void began(ConversationId conversation) {
        if (!open(conversation)) {
            sessions.change(conversation, AgentSession.OPEN);
        }
    }

    void end(ConversationId conversation) {
        if (open(conversation)) {
            sessions.change(conversation, AgentSession.ENDED);
        }
    }

    long lastSeq(ConversationId conversation) {
        return conversations.find(conversation).map(Conversation::lastSeq).orElse(0L);
    }
}
