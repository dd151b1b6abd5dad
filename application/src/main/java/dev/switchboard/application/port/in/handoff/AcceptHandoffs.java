package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice.Lost;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.session.ClientId;
import java.time.Instant;
import java.util.List;

/// An agent takes a handoff, or not, and keeps it.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s; the
/// same call again finishes what was begun.
public interface AcceptHandoffs {

    /// Of several who accept at once, one gets it. Each of that agent's consoles is then told a
    /// snapshot and pushed what comes after it; the others learn that the offer is over.
    ///
    /// @param version as the agent saw it
    Accepted accept(ClientId console, HandoffId handoff, long version);

    /// It is offered to the next one at once.
    ///
    /// @param reason may be empty
    Declined decline(ClientId console, HandoffId handoff, long version, String reason);

    /// Renews leases, each for its whole length from now on.
    ///
    /// @return in the order of the question; a lease that is not the agent's is lost
    List<Beat> heartbeat(ClientId console, List<LeaseId> leases);

    /// Refused as `TAKEN`, `GONE`, `CHANGED`, `AT_LIMIT` or `NOT_AVAILABLE`.
    sealed interface Accepted permits Accepted.Done, DeskRefusal {

        /// @param held with the `seq` of the last message in the snapshot
        record Done(Held held) implements Accepted {}
    }

    /// Refused as `GONE` or `CHANGED`.
    sealed interface Declined permits Declined.Done, DeskRefusal {

        record Done() implements Declined {}
    }

    sealed interface Beat {

        LeaseId lease();

        record Renewed(LeaseId lease, long version, Instant expiresAt) implements Beat {}

        record Over(LeaseId lease, Lost why) implements Beat {}
    }
}
