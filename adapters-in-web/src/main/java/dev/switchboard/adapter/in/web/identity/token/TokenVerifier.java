package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/// Verifies tokens of several issuers, and API keys. The issuer in a token is not trusted: it only
/// selects the keys and rules that the token must pass.
record TokenVerifier(List<Issuer> issuers, KeyIssuer keys) {

    TokenVerifier {
        issuers = List.copyOf(issuers);
    }

    /// @throws BadJwtException if the token is invalid
    /// @throws org.springframework.security.oauth2.jwt.JwtException if that is unknown now
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

    /// Whether a token claims to be an API key, or of a known issuer; that is not verified yet.
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

    /// Refuses everything but signed tokens, because nobody encrypts tokens for the hub.
    private static @Nullable String issuerOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
        } catch (ParseException | RuntimeException e) {
            // the parser may throw anything for unsigned input
            throw new BadJwtException("Not a token", e);
        }
    }
}
