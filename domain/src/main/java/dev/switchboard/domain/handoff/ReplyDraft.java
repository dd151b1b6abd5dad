package dev.switchboard.domain.handoff;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;

/// A text that an agent has written for a conversation and not said.
///
/// @param text empty once it was said or removed
/// @param at when it was written; of two drafts the later one counts
public record ReplyDraft(Agent agent, ConversationId conversation, String text, Instant at) {

    public boolean isNewerThan(ReplyDraft other) {
        return at.isAfter(other.at);
    }
}
