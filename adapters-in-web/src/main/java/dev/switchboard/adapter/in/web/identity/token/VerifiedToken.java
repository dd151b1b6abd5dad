package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// The content of a token with a valid signature and valid claims.
///
/// @param named its caller
/// @param revision the revision of the local account that it was granted to, if it was
/// @param standing whether the grant is still valid
record VerifiedToken(
        Caller named, Instant expiresAt, @Nullable String revision, Supplier<Standing> standing) {

    /// Returns its caller. Must be called for each use: signature and claims are valid until the
    /// token expires, but its account may change at any time.
    ///
    /// @throws BadJwtException if the token was ended
    /// @param wasGoodWillDo whether it is enough that the grant was valid when the store could last
    ///   be read
    /// @throws StoreUnavailableException if that is unknown now
    Caller caller(boolean wasGoodWillDo) {
        return switch (standing.get()) {
            case GOOD -> named;
            case WAS_GOOD -> {
                if (wasGoodWillDo) {
                    yield named;
                }
                throw new StoreUnavailableException("The accounts were read too long ago");
            }
            case ENDED -> throw new BadJwtException("Its account is gone, or was changed");
        };
    }
}
