package dev.switchboard.domain.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A part of a handoff: the time of a customer in one queue, or with one agent.
///
/// @param queue the queue in which they wait, or waited before the agent had them
/// @param agent the agent who has them; null while they wait
/// @param since its begin. A customer who is sent from one queue to another waits since before
public record HandoffSegment(QueueId queue, @Nullable AgentId agent, Instant since) {}
