package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;

/// Shelves as documents name them: a tenant's by its name, an agent's own apart from it, so that no
/// list of the tenant's has what stands there.
final class ShelfNames {

    /// Between tenant and agent. No tenant's name contains a slash.
    private static final String OWN = "//";

    private ShelfNames() {}

    static String of(Shelf shelf) {
        AgentId owner = shelf.owner();
        return owner == null ? shelf.tenant().value() : shelf.tenant() + OWN + owner;
    }

    static Shelf parse(String name) {
        int own = name.indexOf(OWN);
        return own < 0
                ? Shelf.of(new TenantId(name))
                : new Shelf(
                        new TenantId(name.substring(0, own)),
                        new AgentId(name.substring(own + OWN.length())));
    }
}
