package dev.switchboard.adapter.in.web.route;

import dev.switchboard.domain.identity.Role;
import java.util.Set;

/// Who may use a route.
public sealed interface Access {

    /// Everybody; what the route asks of them is its own matter.
    record Open() implements Access {}

    /// Everybody; but whoever presents a token must present a good one.
    record Guests() implements Access {}

    /// Everybody; a token of ours must be a good one, and others are the route's own matter.
    record Mixed() implements Access {}

    /// Callers with one of the roles.
    ///
    /// @param inOutages whether, while the store is away, it is enough that a caller's account was
    ///   good when it could last be read
    record Only(Set<Role> roles, boolean inOutages) implements Access {
        public Only {
            roles = Set.copyOf(roles);
        }
    }

    Access OPEN = new Open();
    Access GUESTS = new Guests();
    Access MIXED = new Mixed();

    Access ADMINS = only(Role.ADMIN);
    Access ADMINS_IN_OUTAGES = new Only(Set.of(Role.ADMIN), true);
    Access AGENTS = only(Role.ADMIN, Role.AGENT);
    Access ANY_ROLE = only(Role.values());
    Access BACK_ENDS = only(Role.ADMIN, Role.SERVICE);

    static Access only(Role... roles) {
        return new Only(Set.of(roles), false);
    }
}
