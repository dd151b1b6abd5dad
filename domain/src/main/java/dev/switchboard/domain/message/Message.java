package dev.switchboard.domain.message;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One journaled entry of a conversation.
///
/// @param seq its position in the conversation: 1, 2, 3 … without a gap
/// @param replyTo the address that its receiver is asked to answer at; null for our own callback
///   address
/// @param answers the message of this conversation that it answers, if known
/// @param at when it was accepted
public record Message(
        MessageId id,
        ConversationId conversation,
        long seq,
        Author author,
        Content content,
        @Nullable String replyTo,
        @Nullable MessageId answers,
        Instant at) {

    private static final Author NOBODY = Author.HUB;
    private static final Content NOTHING =
            Content.forAgents(new AgentNote("{\"event\":\"sealed\"}"));

    /// Returns the message as an agent is shown it. A note that is sealed for another agent has
    /// neither words nor an author, and is shown all the same: consoles miss no `seq`.
    ///
    /// @param agent the agent's name
    public Message seenBy(String agent) {
        AgentNote note = content.note();
        return note == null || !note.isSealedFrom(agent) || author.name().equals(agent)
                ? this
                : new Message(id, conversation, seq, NOBODY, NOTHING, null, null, at);
    }
}
