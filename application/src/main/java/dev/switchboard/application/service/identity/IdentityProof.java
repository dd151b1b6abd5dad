package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.out.identity.TokenCheck;

/// Accepts tokens that verify.
final class IdentityProof implements ProveIdentity {

    private final TokenCheck tokens;

    IdentityProof(TokenCheck tokens) {
        this.tokens = tokens;
    }

    @Override
    public Result prove(String token) {
        return switch (tokens.verify(token)) {
            case TokenCheck.Verified(
                            var subject,
                            var roles,
                            var identity,
                            var expiresAt,
                            var revision) ->
                    new Result.Proven(subject, roles, identity, expiresAt, revision);
            case TokenCheck.Refused(boolean expired) ->
                    expired ? new Result.Expired() : new Result.Rejected();
        };
    }
}
