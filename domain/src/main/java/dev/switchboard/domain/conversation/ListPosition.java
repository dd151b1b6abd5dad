package dev.switchboard.domain.conversation;

import java.time.Instant;

/// A conversation's position among those of its origin, ordered by latest activity first.
public record ListPosition(Instant lastActivityAt, ConversationId id) {}
