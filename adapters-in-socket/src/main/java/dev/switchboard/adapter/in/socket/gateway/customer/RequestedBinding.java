package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.domain.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/// A conversation that a client asks to be bound to when it connects.
///
/// @param cursor the last `seq` it has seen, or null if it does not say
/// @param refusal what the client is told if the conversation is not its own
public record RequestedBinding(
        ConversationId conversation, @Nullable Long cursor, String refusal) {}
