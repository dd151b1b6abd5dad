package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.domain.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/// A conversation that a connecting client asks to be bound to.
///
/// @param cursor the last `seq` that it has seen, or null if it gives none
/// @param refusal the error for the client if the conversation is not its own
public record RequestedBinding(
        ConversationId conversation, @Nullable Long cursor, String refusal) {}
