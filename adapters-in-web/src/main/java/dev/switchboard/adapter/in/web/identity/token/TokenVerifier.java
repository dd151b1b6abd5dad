package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// Verifies tokens of several issuers, and keys. The issuer a token names is not believed: it only
/// says whose keys and rules the token must pass.
record TokenVerifier(List<Issuer> issuers, KeyIssuer keys) {

    TokenVerifier {
        issuers = List.copyOf(issuers);
    }

    /// @throws BadJwtException if the token is not good
    /// @throws org.springframework.security.oauth2.jwt.JwtException if that cannot be told now
    VerifiedToken verify(String token) {
        if (KeyIssuer.isNamedIn(token)) {
            return keys.verify(token);
        }
        String named = issuerOf(token);
        for (Issuer issuer : issuers) {
            if (issuer.name().equals(named)) {
                return issuer.verify(token);
            }
        }
        throw new BadJwtException("Not a token of an issuer we know");
    }

    /// Whether a token says that it is a key, or of an issuer we know, which is yet to be proven.
    boolean claims(String token) {
        if (KeyIssuer.isNamedIn(token)) {
            return true;
        }
        try {
            String named = issuerOf(token);
            return issuers.stream().anyMatch(issuer -> issuer.name().equals(named));
        } catch (BadJwtException _) {
            return false;
        }
    }

    /// Whatever is no signed token is refused here: nobody encrypts tokens for us.
    private static @Nullable String issuerOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
        } catch (ParseException | RuntimeException e) {
            // of what nobody has signed, the parser may make anything
            throw new BadJwtException("Not a token", e);
        }
    }
}
