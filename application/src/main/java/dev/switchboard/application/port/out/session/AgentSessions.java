package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;

/// Whether each conversation's session at a desk outside is open. What is known of it goes when its
/// conversation is forgotten.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface AgentSessions {

    /// [AgentSession#NONE] for a conversation nothing is known of.
    AgentSession find(ConversationId conversation);

    /// Durable when it returns.
    ///
    /// @return what it was before; of several callers at once, one sees the change
    AgentSession change(ConversationId conversation, AgentSession next);
}
