package dev.switchboard.adapter.in.web.identity.token;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// What a token said whose signature and claims are good.
///
/// @param named whom it names
/// @param stands whether what it was granted to is still as it was
record VerifiedToken(Caller named, Instant expiresAt, BooleanSupplier stands) {

    /// Whom it names. To be asked for each use: signature and claims hold until the token expires,
    /// and its account may be changed any moment.
    ///
    /// @throws BadJwtException if the token was ended
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if that cannot
    ///   be told now
    Caller caller() {
        if (!stands.getAsBoolean()) {
            throw new BadJwtException("Its account is gone, or was changed");
        }
        return named;
    }
}
