package dev.switchboard.domain.handoff;

import java.time.Instant;

/// An agent's exclusive right to answer a conversation. It belongs to the agent, not to one of the
/// consoles.
///
/// @param since when the agent got it
/// @param fromSeq the conversation's last `seq` when the lease began
/// @param readSeq the `seq` up to which the agent has read; never falls
/// @param expiresAt when the lease ends unless it is renewed
public record Lease(
        LeaseId id, AgentId agent, Instant since, long fromSeq, long readSeq, Instant expiresAt) {

    /// Renews the lease. Agents' actions and heartbeats renew it; an open socket alone does not.
    public Lease renewedUntil(Instant later) {
        return later.isAfter(expiresAt)
                ? new Lease(id, agent, since, fromSeq, readSeq, later)
                : this;
    }

    public Lease readUpTo(long seq) {
        return seq > readSeq ? new Lease(id, agent, since, fromSeq, seq, expiresAt) : this;
    }

    /// Returns the `seq` up to which agents have read a conversation before its next lease.
    ///
    /// @param last the conversation's last `seq`, for a handoff that no agent had yet
    static long readBefore(Handoff.Live handoff, long last) {
        return switch (handoff) {
            case Handoff.Leased leased -> leased.lease().readSeq();
            case Handoff.Queued queued when queued.place().readSeq() > 0 ->
                    queued.place().readSeq();
            case Handoff.Queued _ -> last;
        };
    }
}
