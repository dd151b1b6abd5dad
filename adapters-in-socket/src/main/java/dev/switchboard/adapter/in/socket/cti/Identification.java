package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who shows a token: which user of which organisation, as its claims say.
final class Identification {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");

    private final ProveIdentity identity;
    private final List<String> orgClaims;
    private final List<String> userClaims;
    private final Clock clock;

    /// @param orgClaims goes with `userClaims`: the first pair that a token has counts
    Identification(
            ProveIdentity identity,
            List<String> orgClaims,
            List<String> userClaims,
            Clock clock) {
        this.identity = identity;
        this.orgClaims = orgClaims;
        this.userClaims = userClaims;
        this.clock = clock;
    }

    sealed interface Identified {

        /// @param left how long the token still lives
        record Known(Viewer viewer, Duration left) implements Identified {}

        record Refused(ErrorCode code) implements Identified {}
    }

    Identified identify(String token) {
        try {
            return switch (identity.prove(token)) {
                case Proven proven -> identify(proven);
                case ProveIdentity.Result.Rejected _ ->
                        new Identified.Refused(ErrorCode.INVALID_TOKEN);
            };
        } catch (StoreUnavailableException _) {
            return new Identified.Refused(ErrorCode.UNAVAILABLE);
        }
    }

    /// Verifying allows for clocks that differ; a token that has expired by ours would end the
    /// connection at once.
    private Identified identify(Proven proven) {
        Duration left = Duration.between(clock.instant(), proven.expiresAt());
        if (!left.isPositive()) {
            return new Identified.Refused(ErrorCode.INVALID_TOKEN);
        }
        Viewer viewer = viewer(proven);
        return viewer == null
                ? new Identified.Refused(ErrorCode.NO_IDENTITY)
                : new Identified.Known(viewer, left);
    }

    private @Nullable Viewer viewer(Proven proven) {
        Map<String, String> claims = proven.claims();
        for (int i = 0; i < Math.min(orgClaims.size(), userClaims.size()); i++) {
            String org = claims.get(orgClaims.get(i));
            String user = claims.get(userClaims.get(i));
            if (org != null && user != null) {
                return viewer(org, user, proven);
            }
        }
        return null;
    }

    private static @Nullable Viewer viewer(String org, String user, Proven proven) {
        if (!Topic.isOrg(org) || !DIGITS.matcher(user).matches()) {
            return null;
        }
        long number = Long.parseLong(user);
        return Topic.isNumber(number)
                ? Viewer.of(new OrgId(org), number, proven.roles())
                : null;
    }
}
