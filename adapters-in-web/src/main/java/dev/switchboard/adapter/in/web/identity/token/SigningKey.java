package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The hub's own key pair. Never printed; the library's type would print the private part.
///
/// @param previous the previous key, or null
/// @param previousUntil when the last token of the previous key expires
record SigningKey(RSAKey pair, @Nullable RSAKey previous, Instant previousUntil) {

    /// A key without a predecessor.
    static SigningKey only(RSAKey pair) {
        return new SigningKey(pair, null, Instant.MIN);
    }

    /// The keys that tokens may be signed with now.
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
