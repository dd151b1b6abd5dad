package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Viewer;
import java.time.Clock;
import java.time.Duration;

/// Finds the user of an organisation by a token, or the reason for refusing it.
record Identification(OpenProofs proofs, Clock clock) {

    sealed interface Identified {

        /// @param left how long the token is still valid
        /// @param proof the verified token
        record Known(Viewer viewer, Duration left, Proven proof) implements Identified {}

        record Refused(ErrorCode code) implements Identified {}
    }

    Identified identify(String token) {
        try {
            return switch (proofs.prove(token)) {
                case Proven proven -> identify(proven);
                case ProveIdentity.Result.Rejected _, ProveIdentity.Result.Expired _ ->
                        new Identified.Refused(ErrorCode.INVALID_TOKEN);
            };
        } catch (StoreUnavailableException _) {
            return new Identified.Refused(ErrorCode.UNAVAILABLE);
        }
    }

    /// Verification tolerates different clocks; a token that has expired by the hub's clock would
    /// end the connection at once.
    private Identified identify(Proven proven) {
        Duration left = Duration.between(clock.instant(), proven.expiresAt());
        if (!left.isPositive()) {
            return new Identified.Refused(ErrorCode.INVALID_TOKEN);
        }
        OrgIdentity who = proven.identity();
        if (who == null) {
            return new Identified.Refused(ErrorCode.NO_IDENTITY);
        }
        Viewer viewer = Viewer.of(new OrgId(who.orgId()), who.userId(), proven.roles());
        return new Identified.Known(viewer, left, proven);
    }
}
