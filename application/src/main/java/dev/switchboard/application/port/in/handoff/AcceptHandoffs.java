package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent.Lost;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.session.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Lets an agent accept or decline an offered handoff and keep its lease.
///
/// Every method throws `StoreUnavailableException` if the store does not answer within 2 s.
/// Repeating the call completes an unfinished one.
public interface AcceptHandoffs {

    /// Accepts a handoff; of several agents who accept at once, one gets it. Each of that agent's
    /// consoles then gets a snapshot followed by every later message; the other agents are told
    /// that the offer is over.
    ///
    /// @param version the version that the agent saw
    Accepted accept(ClientId console, HandoffId handoff, long version);

    /// Declines an offer. The handoff is offered to the next agent at once.
    ///
    /// @param reason may be empty
    Declined decline(ClientId console, HandoffId handoff, long version, String reason);

    /// Renews leases, each for its full duration from now.
    ///
    /// @return the results in the order of `leases`; a lease that is not the agent's is reported as
    ///   lost
    List<Beat> heartbeat(ClientId console, List<LeaseId> leases);

    /// How often a console should ask for [#heartbeat].
    Duration renewal();

    /// [#accept] is refused as `TAKEN`, `GONE`, `CHANGED`, `AT_LIMIT` or `NOT_AVAILABLE`.
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
