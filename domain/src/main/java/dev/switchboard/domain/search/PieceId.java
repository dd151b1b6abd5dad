package dev.switchboard.domain.search;

import dev.switchboard.domain.conversation.ConversationId;

/// A piece of a conversation, which is found as one: so many messages, one after the other.
///
/// @param number from 0
public record PieceId(ConversationId conversation, long number) {

    /// Messages in a piece.
    public static final int SIZE = 32;

    /// The piece with this message.
    public static PieceId of(ConversationId conversation, long seq) {
        return new PieceId(conversation, (seq - 1) / SIZE);
    }

    /// The `seq` of its first message.
    public long first() {
        return number * SIZE + 1;
    }

    /// The `seq` of its last message, once there is one.
    public long last() {
        return first() + SIZE - 1;
    }

    /// Has a negative number if this is the first one.
    public PieceId before() {
        return new PieceId(conversation, number - 1);
    }

    public PieceId next() {
        return new PieceId(conversation, number + 1);
    }
}
