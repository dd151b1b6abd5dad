package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;

/// Agents' accounts and tokens.
public final class Staff {

    public static final String PASSWORD = "the-password-of-all-agents";

    private Staff() {}

    /// Creates an account.
    ///
    /// @param role in the form of accounts
    /// @return a token of it
    public static String hire(LiveHub hub, String name, String role) {
        Answer made =
                hub.admin()
                        .post(
                                "/v1/accounts",
                                """
                                {"username":"%s","password":"%s","roles":["%s"]}\
                                """
                                        .formatted(name, PASSWORD, role));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return logIn(hub, name);
    }

    /// @return a token of an account that was made here
    static String logIn(LiveHub hub, String name) {
        return Objects.requireNonNull(hub.stranger().logInFromElsewhere(name, PASSWORD).token());
    }

    /// The same token, with another expiry.
    ///
    /// @param data the hub's directory, which contains its key
    static String ending(String token, Duration fromNow, Path data) {
        try {
            RSAKey key = RSAKey.parse(Files.readString(data.resolve("keys/jwt-signing.jwk")));
            SignedJWT given = SignedJWT.parse(token);
            Instant end = Instant.now().plus(fromNow);
            JWTClaimsSet claims =
                    new JWTClaimsSet.Builder(given.getJWTClaimsSet())
                            .issueTime(Date.from(end.minus(Duration.ofHours(1))))
                            .expirationTime(Date.from(end))
                            .build();
            JWSHeader header = given.getHeader();
            SignedJWT changed = new SignedJWT(header, claims);
            changed.sign(new RSASSASigner(key));
            return changed.serialize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
