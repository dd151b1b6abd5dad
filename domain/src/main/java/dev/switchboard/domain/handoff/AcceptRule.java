package dev.switchboard.domain.handoff;

import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.Handoff.Queued;
import java.time.Instant;

/// Decides who may accept a handoff: until the deadline, the agent who was offered it; without an
/// offer, any available agent; never an agent at their limit.
public enum AcceptRule {
    /// The agent may accept, unless another is quicker.
    MAY,
    /// The agent already accepted with this very command, whose answer was lost.
    HAS_IT,
    /// Another agent has it or was offered it.
    TAKEN,
    /// The handoff is over.
    GONE,
    /// The handoff changed since the agent last saw it.
    CHANGED,
    AT_LIMIT,
    NOT_AVAILABLE;

    /// @param version the version that the agent last saw
    /// @param available whether the agent takes chats now
    /// @param hasPlace whether the agent may have one more chat
    public static AcceptRule judge(
            Handoff handoff,
            AgentId agent,
            long version,
            boolean available,
            boolean hasPlace,
            Instant now) {
        return switch (handoff) {
            case Over _ -> GONE;
            case Leased leased ->
                    leased.lease().agent().equals(agent) && leased.version() == version + 1
                            ? HAS_IT
                            : TAKEN;
            case Offered offered when !offered.agent().equals(agent) && !offered.overAt(now) ->
                    TAKEN;
            case Offered offered when offered.overAt(now) -> CHANGED;
            case Queued queued -> {
                if (queued.version() != version) {
                    yield CHANGED;
                }
                if (!available) {
                    yield NOT_AVAILABLE;
                }
                yield hasPlace ? MAY : AT_LIMIT;
            }
        };
    }
}
