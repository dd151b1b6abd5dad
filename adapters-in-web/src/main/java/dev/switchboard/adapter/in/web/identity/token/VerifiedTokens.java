package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.domain.identity.KeyScope;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Verifies tokens that come from elsewhere than a request's header. Requests there name no channel
/// or client, so a restricted key is refused. A token that cannot be verified now is refused too:
/// fail closed.
record VerifiedTokens(TokenVerifier verifier) implements TokenCheck {

    /// The beginning of the timestamp validator's message for an expired token, which has no error
    /// code.
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

    /// Claims are checked only after a valid signature.
    private static boolean expired(JwtValidationException e) {
        return e.getErrors().stream()
                .allMatch(error -> String.valueOf(error.getDescription()).startsWith(EXPIRED));
    }
}
