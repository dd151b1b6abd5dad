package dev.switchboard.domain.handoff;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An agent's right to answer a conversation, and nobody else's meanwhile. It belongs to the agent,
/// not to one of the consoles.
///
/// @param fromSeq the conversation's last `seq` when the lease began
/// @param readSeq up to where the agent has read; never falls
/// @param expiresAt when it ends unless it is renewed
public record Lease(LeaseId id, AgentId agent, long fromSeq, long readSeq, Instant expiresAt) {

    /// An open socket does not renew: only what the agent does, and heartbeats.
    public Lease renewedUntil(Instant later) {
        return later.isAfter(expiresAt) ? new Lease(id, agent, fromSeq, readSeq, later) : this;
    }

    public Lease readUpTo(long seq) {
        return seq > readSeq ? new Lease(id, agent, fromSeq, seq, expiresAt) : this;
    }

    /// When it ends as far as anybody knows now: unrenewed, or some time after its agent's last
    /// console was lost, whichever comes first.
    ///
    /// @param agentGoneSince null while the agent has a console
    public Instant endsAt(@Nullable Instant agentGoneSince, Duration goneAfter) {
        if (agentGoneSince == null) {
            return expiresAt;
        }
        Instant gone = agentGoneSince.plus(goneAfter);
        return gone.isBefore(expiresAt) ? gone : expiresAt;
    }
}
