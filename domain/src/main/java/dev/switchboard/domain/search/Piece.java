package dev.switchboard.domain.search;

import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.QueueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of a conversation as the index of words has it.
///
/// @param at when its first message was accepted, in milliseconds
/// @param until the same of the last that was read
/// @param through the `seq` up to which it was read
/// @param before the agent who had the conversation when the piece began, or null
/// @param holder the agent who had it at `through`, or null
/// @param queue the last queue in which the customer of a handoff waited that was not over at
///   `through`, or null
public record Piece(
        PieceId id,
        Instant at,
        Instant until,
        long through,
        @Nullable AgentId before,
        @Nullable AgentId holder,
        @Nullable QueueId queue) {

    /// Whether all of its messages were there.
    public boolean isFull() {
        return through >= id.last();
    }
}
