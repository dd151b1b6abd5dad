package dev.switchboard.bootstrap.e2e.presence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.bootstrap.e2e.HubProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/// Tokens that expire during a test, because the hub's own live for hours. They are signed with the
/// hub's own key.
final class ShortTokens {

    private ShortTokens() {}

    /// @param token the token with the other claims
    static String lasting(Duration life, String token, HubProcess hub) {
        try {
            RSAKey key =
                    RSAKey.parse(
                            Files.readString(hub.dataDirectory().resolve("keys/jwt-signing.jwk")));
            SignedJWT original = SignedJWT.parse(token);
            JWTClaimsSet claims =
                    new JWTClaimsSet.Builder(original.getJWTClaimsSet())
                            .expirationTime(Date.from(Instant.now().plus(life)))
                            .build();
            SignedJWT brief = new SignedJWT(original.getHeader(), claims);
            brief.sign(new RSASSASigner(key));
            return brief.serialize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("Not the hub's key, or not its token", e);
        }
    }
}
