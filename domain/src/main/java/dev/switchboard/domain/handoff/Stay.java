package dev.switchboard.domain.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a customer is for a while: in a queue, or with an agent.
///
/// @param queue where they wait, or waited before the agent had them
/// @param agent who has them; null while they wait
/// @param since when it began; who is sent from one queue to another waits since before
public record Stay(QueueId queue, @Nullable AgentId agent, Instant since) {}
