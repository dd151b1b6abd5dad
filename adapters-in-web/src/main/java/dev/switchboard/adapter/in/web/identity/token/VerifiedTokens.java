package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.out.identity.TokenCheck;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.JwtException;

/// Verifies tokens for those who get them from elsewhere than a request's header. A token that
/// cannot be verified now proves nothing: fail closed.
record VerifiedTokens(TokenVerifier verifier) implements TokenCheck {

    @Override
    public Optional<Verified> verify(String token) {
        try {
            VerifiedToken good = verifier.verify(token);
            Caller caller = good.caller(false);
            return Optional.of(
                    new Verified(
                            caller.getName(), caller.roles(), caller.identity(), good.expiresAt()));
        } catch (JwtException _) {
            return Optional.empty();
        }
    }
}
