package dev.switchboard.domain.conversation;

import java.time.Instant;

/// Where a conversation stands among those of its origin, the one with the latest activity first.
public record Place(Instant lastActivityAt, ConversationId id) {}
