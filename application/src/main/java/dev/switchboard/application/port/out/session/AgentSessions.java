package dev.switchboard.application.port.out.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;

/// Keeps whether each conversation's session at an external desk is open. That is removed with the
/// conversation.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface AgentSessions {

    /// Returns [AgentSession#NONE] for an unknown conversation.
    AgentSession find(ConversationId conversation);

    /// Changes the state; durable when it returns.
    ///
    /// @return the previous state; of concurrent callers, one sees the change
    AgentSession change(ConversationId conversation, AgentSession next);
}
