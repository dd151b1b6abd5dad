package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Our own key pair. Prints nothing of itself; the library's type would print the private part.
///
/// @param previous what signed before, null without one
/// @param previousUntil when the last of its tokens has ended
record SigningKey(RSAKey pair, @Nullable RSAKey previous, Instant previousUntil) {

    /// Without one before it.
    static SigningKey only(RSAKey pair) {
        return new SigningKey(pair, null, Instant.MIN);
    }

    /// What tokens may be signed with now.
    JWKSet publicKeys(Instant now) {
        return previous != null && now.isBefore(previousUntil)
                ? new JWKSet(List.of(pair.toPublicJWK(), previous.toPublicJWK()))
                : new JWKSet(pair.toPublicJWK());
    }

    @Override
    public String toString() {
        return "SigningKey[redacted]";
    }
}
