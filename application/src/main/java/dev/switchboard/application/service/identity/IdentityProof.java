package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.out.identity.TokenCheck;

/// Believes tokens that verify.
public final class IdentityProof implements ProveIdentity {

    private final TokenCheck tokens;

    public IdentityProof(TokenCheck tokens) {
        this.tokens = tokens;
    }

    @Override
    public Result prove(String token) {
        return tokens.verify(token)
                .<Result>map(verified ->
                        new Result.Proven(
                                verified.subject(),
                                verified.roles(),
                                verified.identity(),
                                verified.expiresAt()))
                .orElseGet(Result.Rejected::new);
    }
}
