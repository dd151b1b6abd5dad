package dev.switchboard.domain.handoff;

import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.Handoff.Queued;
import java.time.Instant;

/// Who may accept a handoff: the agent it is offered to until the deadline; anyone who is available
/// while nobody has an offer; nobody beyond their limit.
public enum AcceptRule {
    /// It is theirs, if nobody is quicker.
    MAY,
    /// It became theirs by this very command, whose answer got lost.
    HAS_IT,
    /// Another agent has it, or an offer of it.
    TAKEN,
    /// It is over.
    GONE,
    /// It changed since the agent last saw it.
    CHANGED,
    AT_LIMIT,
    NOT_AVAILABLE;

    /// @param version as the agent last saw it
    /// @param available whether the agent takes chats now
    /// @param chats how many the agent has
    public static AcceptRule judge(
            Handoff handoff,
            AgentId agent,
            long version,
            boolean available,
            int chats,
            int maxChats,
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
                yield chats < maxChats ? MAY : AT_LIMIT;
            }
        };
    }
}
