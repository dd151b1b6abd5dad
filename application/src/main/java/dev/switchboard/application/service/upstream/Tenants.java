package dev.switchboard.application.service.upstream;

import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.Upstream.Chats;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells the tenants of agents and conversations apart. Each client of an outside system is a
/// tenant, and bears the client's name. The usual client of a system is the default tenant, as is
/// everybody and everything of no client: so a hub with one client has one tenant.
public final class Tenants implements FindTenants {

    private final Map<String, Chats> chats;

    public Tenants(List<Upstream> upstreams) {
        this.chats = Upstream.byOrigin(upstreams, Upstream::chats);
    }

    @Override
    public TenantId ofClient(@Nullable String client) {
        return client == null || isUsual(client) ? TenantId.DEFAULT : new TenantId(client);
    }

    private boolean isUsual(String client) {
        return chats.values().stream().anyMatch(its -> its.clients().usual().equals(client));
    }

    /// The tenant whose agents serve a conversation that exists.
    public TenantId of(ConversationId conversation) {
        Chats its = chats.get(conversation.origin());
        return its == null ? TenantId.DEFAULT : ofClient(its.clients().named().apply(conversation));
    }
}
