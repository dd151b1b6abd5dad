package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.domain.handoff.TenantId;
import org.jspecify.annotations.Nullable;

/// Every client but the usual one is a tenant of its own.
public final class FakeTenants implements FindTenants {

    @Override
    public TenantId ofClient(@Nullable String client) {
        return client == null || client.equals(Hub.USUAL_CLIENT)
                ? TenantId.DEFAULT
                : new TenantId(client);
    }
}
