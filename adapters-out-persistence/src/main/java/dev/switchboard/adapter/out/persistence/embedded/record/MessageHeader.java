package dev.switchboard.adapter.out.persistence.embedded.record;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// A message without its content: all that its deliveries need.
///
/// @param generation the generation that it was stored in
public record MessageHeader(
        MessageId id, ConversationId conversation, long seq, Instant at, int generation) {

    public static MessageHeader of(Message message, int generation) {
        return new MessageHeader(
                message.id(), message.conversation(), message.seq(), message.at(), generation);
    }
}
