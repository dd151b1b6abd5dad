package dev.switchboard.application.port.in.session;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.EndUser;

/// Makes claims. A claim has its place among a conversation's messages, so only the hub that owns
/// the conversation makes it.
public interface ClaimConversations {

    /// Claims a conversation for a user whose proven name it bears, unless it is claimed or bears
    /// another name.
    void claimByName(ConversationId conversation, EndUser who);
}
