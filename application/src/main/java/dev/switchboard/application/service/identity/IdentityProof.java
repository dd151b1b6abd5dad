package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.handoff.TenantId;
import org.jspecify.annotations.Nullable;

/// Accepts tokens that verify.
final class IdentityProof implements ProveIdentity {

    private final TokenCheck tokens;
    private final FindTenants tenants;

    public IdentityProof(TokenCheck tokens, FindTenants tenants) {
        this.tokens = tokens;
        this.tenants = tenants;
    }

    @Override
    public Result prove(String token) {
        return switch (tokens.verify(token)) {
            case TokenCheck.Verified(
                            var subject,
                            var roles,
                            var identity,
                            var client,
                            var expiresAt,
                            var revision) ->
                    new Result.Proven(
                            subject, roles, identity, tenant(client), expiresAt, revision);
            case TokenCheck.Refused(boolean expired) ->
                    expired ? new Result.Expired() : new Result.Rejected();
        };
    }

    /// Null for a text that is no name: foreign issuers may write anything there, and only agents
    /// need a tenant.
    private @Nullable TenantId tenant(@Nullable String client) {
        try {
            return tenants.ofClient(client);
        } catch (InvalidValueException _) {
            return null;
        }
    }
}
