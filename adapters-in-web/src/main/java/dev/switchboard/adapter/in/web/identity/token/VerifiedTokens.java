package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.domain.identity.KeyScope;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Verifies tokens for those who get them from elsewhere than a request's header. Nobody there
/// names a channel or a client, so a key that is confined to some is none there. A token that
/// cannot be verified now proves nothing: fail closed.
record VerifiedTokens(TokenVerifier verifier) implements TokenCheck {

    /// How the timestamp validator begins to say so; it has no code of its own for it.
    private static final String EXPIRED = "Jwt expired at";

    @Override
    public Checked verify(String token) {
        try {
            VerifiedToken good = verifier.verify(token);
            Caller caller = good.caller(false);
            if (!caller.scope().equals(KeyScope.everything())) {
                return new Refused(false);
            }
            return new Verified(
                    caller.getName(),
                    caller.roles(),
                    caller.identity(),
                    caller.client(),
                    good.expiresAt(),
                    good.revision());
        } catch (JwtValidationException e) {
            return new Refused(expired(e));
        } catch (JwtException _) {
            return new Refused(false);
        }
    }

    /// Claims are looked at only behind a sound signature.
    private static boolean expired(JwtValidationException e) {
        return e.getErrors().stream()
                .allMatch(error -> String.valueOf(error.getDescription()).startsWith(EXPIRED));
    }
}
