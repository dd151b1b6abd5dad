package dev.switchboard.domain.canned;

import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import org.jspecify.annotations.Nullable;

/// The place of canned replies and of saved views: a tenant's, for all its agents, or one person's
/// own, which nobody else sees.
///
/// @param owner null for the tenant's
public record Shelf(TenantId tenant, @Nullable AgentId owner) {

    public static Shelf of(TenantId tenant) {
        return new Shelf(tenant, null);
    }

    public boolean isShared() {
        return owner == null;
    }
}
