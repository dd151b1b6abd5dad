package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// What a token said whose signature and claims are good.
///
/// @param named whom it names
/// @param revision of the account of ours that it was granted to, if it was
/// @param standing whether what it was granted to is still as it was
record VerifiedToken(
        Caller named, Instant expiresAt, @Nullable String revision, Supplier<Standing> standing) {

    /// Whom it names. To be asked for each use: signature and claims hold until the token expires,
    /// and its account may be changed any moment.
    ///
    /// @throws BadJwtException if the token was ended
    /// @param wasGoodWillDo whether an account will do that was as it was when the store could last
    ///   be read
    /// @throws StoreUnavailableException if that cannot be told now
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
