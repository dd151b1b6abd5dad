package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// Where a message stands, without what it says: all that its deliveries need of it.
///
/// @param generation in which it was stored
public record MessageHeader(
        MessageId id, ConversationId conversation, long seq, Instant at, int generation) {

    public static MessageHeader of(Message message, int generation) {
        return new MessageHeader(
                message.id(), message.conversation(), message.seq(), message.at(), generation);
    }
}
