package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.domain.identity.Role;
import java.util.Set;

/// Who may use a route.
sealed interface Access {

    /// Everybody; what the route asks of them is its own matter.
    record Open() implements Access {}

    /// Callers with one of the roles.
    record Only(Set<Role> roles) implements Access {
        public Only {
            roles = Set.copyOf(roles);
        }
    }

    Access OPEN = new Open();

    static Access only(Role... roles) {
        return new Only(Set.of(roles));
    }
}
